#include "audio/hearing/detail.h"

#include <algorithm>
#include <cmath>

#include "audio/hearing/pchip.h"

namespace threshold::audio::hearing {

Curve make_curve(std::span<const double> hz, std::span<const double> db) noexcept {
  constexpr std::size_t kMost = 64;
  const std::size_t n = std::min({hz.size(), db.size(), kMost});
  Curve curve{};
  if (n == 0) return curve;
  std::array<double, kMost> x, slope;
  for (std::size_t i = 0; i < n; ++i) x[i] = std::log(hz[i]);
  const std::span<const double> xs(x.data(), n);
  pchip_slopes(xs, db.first(n), std::span(slope.data(), n));
  for (int j = 0; j < kCurvePoints; ++j)
    curve[j] = static_cast<float>(
        pchip_at(xs, db.first(n), std::span<const double>(slope.data(), n), std::log(curve_hz(j))));
  return curve;
}

EarDetail detail_of(const EarState& state) noexcept {
  std::array<double, kAudiogramPoints> hz, db;
  for (int i = 0; i < kAudiogramPoints; ++i) {
    hz[i] = kAudiogramHz[i];
    db[i] = std::isfinite(state.loss_db_hl[i]) ? state.loss_db_hl[i] : 0.0f;
  }
  EarDetail detail;
  detail.state = state;
  detail.loss_db_hl = make_curve(hz, db);
  return detail;
}

}  // namespace threshold::audio::hearing
