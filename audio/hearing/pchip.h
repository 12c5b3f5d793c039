// Monotone cubic interpolation: through every point, never beyond its neighbours, so an audiogram gains no
// hills that nobody measured. Fritsch & Butland 1984, SIAM J. Sci. Stat. Comput. 5.
#pragma once

#include <span>
#include <vector>

namespace threshold::audio::hearing {

// Slopes at the points. `x` rises strictly; all three of one length >= 1. Never allocates.
void pchip_slopes(std::span<const double> x, std::span<const double> y, std::span<double> slope) noexcept;
// Value at `at`; held at the end values outside the points. Never allocates.
double pchip_at(std::span<const double> x, std::span<const double> y, std::span<const double> slope,
                double at) noexcept;

// The same, owning its points.
class Pchip {
 public:
  // `x` rising strictly, as many as `y`, at least one. Throws std::invalid_argument otherwise.
  Pchip(std::span<const double> x, std::span<const double> y);
  double at(double x) const noexcept { return pchip_at(x_, y_, slope_, x); }

 private:
  std::vector<double> x_, y_, slope_;
};

}  // namespace threshold::audio::hearing
