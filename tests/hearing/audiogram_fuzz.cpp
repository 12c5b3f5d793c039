// Fuzz target: any bytes as an audiogram file either give an audiogram whose ears can be worked out, or a
// std::runtime_error. Built by -DTHRESHOLD_FUZZ=ON with clang.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "audio/hearing/audiogram_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hearing = threshold::audio::hearing;
  try {
    const hearing::Audiogram audiogram =
        hearing::parse_audiogram(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
    const hearing::DetailedState state = hearing::AudiogramTrack(audiogram).at(1.0);
    for (const auto& ear : state.ears)
      for (const float loss : ear.loss_db_hl)
        if (!std::isfinite(loss) || loss < -10.01f || loss > 120.01f) std::abort();
  } catch (const std::runtime_error&) {
  }
  return 0;
}
