// Fuzz target: any bytes as a caption file, as TOML and as JSON give cues, a tree or complaints; never a
// crash. The first byte chooses which reader and which schema.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenes/node.h"
#include "scenes/schema.h"
#include "scenes/webvtt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace threshold::scenes;
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<Complaint> complaints;
  if (data[0] % 4 == 0) {
    for (const VttCue& cue : parse_webvtt(text, "fuzz", complaints)) {
      if (!(cue.to_s > cue.from_s)) __builtin_trap();
    }
    return 0;
  }
  const auto node =
      data[0] % 4 == 1 ? parse_json(text, "fuzz", complaints) : parse_toml(text, "fuzz", complaints);
  const std::string_view all[] = {schemas::story, schemas::beat,  schemas::hearing,    schemas::place,
                                  schemas::texts, schemas::clips, schemas::place_asset};
  if (node) check_schema(*node, all[(data[0] / 4) % 7], "fuzz", complaints);
  for (const Complaint& complaint : complaints) {
    if (sentence(complaint).empty()) __builtin_trap();
  }
  return 0;
}
