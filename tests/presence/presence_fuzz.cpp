// Fuzz target: any bytes as a recorded presence give ticks, then an end or one std::runtime_error; whatever
// was read can be kept: every number is finite and every key slot exists.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "xr/presence_file.h"

namespace {

using namespace threshold::xr;

bool finite(const Pose& pose) {
  const auto& p = pose.position;
  const auto& q = pose.orientation;
  for (const float v : {p.x, p.y, p.z, q.w, q.x, q.y, q.z}) {
    if (!std::isfinite(v)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view magic = "threshold presence 1\n";
  // The first line is given, so that the fuzzer spends its time on records; one input in four goes without.
  const bool bare = size > 0 && data[0] % 4 == 3;
  std::vector<std::uint8_t> bytes;
  if (!bare) bytes.assign(magic.begin(), magic.end());
  bytes.insert(bytes.end(), data, data + size);
  try {
    PresenceReader reader(std::move(bytes), "fuzz");
    while (const std::optional<Presence> presence = reader.next()) {
      for (const KeyBlow& blow : presence->key_blows) {
        if (blow.slot >= kKeySlots || !std::isfinite(blow.speed_m_s)) std::abort();
      }
      if (!finite(presence->head)) std::abort();
      for (const HandPresence& hand : presence->hands) {
        if (!finite(hand.grip) || !finite(hand.aim)) std::abort();
      }
    }
  } catch (const std::runtime_error&) {
  }
  return 0;
}
