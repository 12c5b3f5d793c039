// DetailedState: two ears with audiograms at any frequencies, for tools. The story uses State.
#pragma once

#include <array>
#include <span>

#include "audio/hearing/bands.h"
#include "audio/hearing/state.h"

namespace threshold::audio::hearing {

struct EarDetail {
  EarState state;           // its loss_db_hl is not looked at
  Curve loss_db_hl{};       // whole loss, dB HL at curve_hz(0..127)
  Curve passive_db{};       // part of it that does not recruit, besides state.conductive_db
  float broadening = 0.0f;  // 0: by the loss, times state.smear; 1..3.8: this much at every frequency
};

struct DetailedState {
  std::array<EarDetail, 2> ears{};  // left, right
};

// Curve through points: monotone cubic (PCHIP) over log frequency, held beyond the first and the last.
// `hz` rising, 1 <= n <= 64, as many as `db`. Never allocates.
Curve make_curve(std::span<const double> hz, std::span<const double> db) noexcept;

// The story's state in detail: 11 points become 128.
EarDetail detail_of(const EarState& state) noexcept;

}  // namespace threshold::audio::hearing
