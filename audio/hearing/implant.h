// Implant: a cochlear implant as a vocoder. Band powers are regrouped into 22 channels, an automatic gain
// control holds loud sound at the top of the map, n of m are picked 900 times a second, each is squeezed by
// the loudness growth of electric hearing into clinical steps, and up to 80 carriers, at the places of the
// electrodes, sound with what the current reaching them says.
//
//   v = ln(1 + 416.2 r) / ln 417.2     r = (e - base) / (saturation - base), e the channel's amplitude
//
// Loudness growth of the Nucleus processors (Swanson 2008); channels as widths of 125 Hz bins at 16 kHz,
// 188 to 7938 Hz; Greenwood places.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "audio/hearing/bands.h"
#include "audio/hearing/implant_maps.h"
#include "audio/hearing/reference.h"

namespace threshold::audio::hearing {

inline constexpr int kElectrodes = 22;
inline constexpr int kCarriers = 80;

// Lower edges of the 22 channels and the upper edge of the last, Hz.
std::array<double, kElectrodes + 1> electrode_edges_hz();

class Implant {
 public:
  Implant(double sample_rate_hz, double spl_at_rms_1_db, std::uint32_t seed);

  // Audio thread, once a hop before its first sample. `power`: mean squares of the hop before. A change of
  // map fades out and in, 8 ms each. `re`, `im`: the side chain's complex values after its last sample.
  void start_hop(const std::array<float, kBands>& power, const float* re, const float* im, int map) noexcept;
  // Adds nothing: writes `count` samples.
  void process(float* out, int count) noexcept;
  void reset() noexcept;

 private:
  struct alignas(64) Lane : std::array<float, kCarriers> {};
  struct Map {
    Lane turn_re{}, turn_im{};              // rotation a sample
    std::array<int, kCarriers> fine{};      // band whose phase a carrier follows, or -1
    Lane jitter_hz{};                       // noise carriers wander this far
    std::array<Lane, kElectrodes> reach{};  // power of electrode at carrier
  };
  void prepare(Map& map, const ImplantMap& what) const;
  void choose_phases() noexcept;
  void follow(int carrier, int band, const float* re, const float* im) noexcept;

  double rate_hz_, spl_at_rms_1_db_;
  std::uint32_t seed_, random_ = 1;
  std::array<std::array<float, kBands>, kElectrodes> group_{};  // share of each band's power
  std::vector<Map> maps_;
  int map_ = 0, due_ = 0;
  float fade_ = 1.0f, agc_power_ = 0.0f;
  std::array<float, kElectrodes> held_{};
  std::array<float, kBands> centre_turn_{}, before_{};  // radians a hop at band centres; phases a hop ago
  Lane re_{}, im_{}, turn_re_{}, turn_im_{}, amplitude_{}, amplitude_step_{};
};

}  // namespace threshold::audio::hearing
