#include "audio/hearing/pchip.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace threshold::audio::hearing {
namespace {

// One-sided three-point slope, limited so that the end piece stays monotone.
double end_slope(double h0, double h1, double d0, double d1) {
  const double slope = ((2.0 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
  if (slope * d0 <= 0.0) return 0.0;
  if (d0 * d1 <= 0.0 && std::abs(slope) > 3.0 * std::abs(d0)) return 3.0 * d0;
  return slope;
}

}  // namespace

void pchip_slopes(std::span<const double> x, std::span<const double> y, std::span<double> slope) noexcept {
  const std::size_t n = x.size();
  const auto h = [&](std::size_t i) { return x[i + 1] - x[i]; };
  const auto d = [&](std::size_t i) { return (y[i + 1] - y[i]) / h(i); };
  std::fill(slope.begin(), slope.end(), 0.0);
  if (n == 2) slope[0] = slope[1] = d(0);
  if (n < 3) return;
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double before = d(i - 1), after = d(i);
    if (before * after <= 0.0) continue;
    const double w1 = 2.0 * h(i) + h(i - 1), w2 = h(i) + 2.0 * h(i - 1);
    slope[i] = (w1 + w2) / (w1 / before + w2 / after);
  }
  slope[0] = end_slope(h(0), h(1), d(0), d(1));
  slope[n - 1] = end_slope(h(n - 2), h(n - 3), d(n - 2), d(n - 3));
}

double pchip_at(std::span<const double> x, std::span<const double> y, std::span<const double> slope,
                double at) noexcept {
  if (at <= x.front()) return y.front();
  if (at >= x.back()) return y.back();
  const std::size_t i = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), at) - x.begin()) - 1;
  const double h = x[i + 1] - x[i], t = (at - x[i]) / h, s = 1.0 - t;
  return y[i] * s * s * (1.0 + 2.0 * t) + y[i + 1] * t * t * (3.0 - 2.0 * t) +
         h * t * s * (slope[i] * s - slope[i + 1] * t);
}

Pchip::Pchip(std::span<const double> x, std::span<const double> y)
    : x_(x.begin(), x.end()), y_(y.begin(), y.end()), slope_(x.size(), 0.0) {
  if (x.empty() || x.size() != y.size())
    throw std::invalid_argument("curve: as many x as y are needed, at least one");
  for (std::size_t i = 0; i + 1 < x_.size(); ++i)
    if (!(x_[i] < x_[i + 1])) throw std::invalid_argument("curve: x must rise");
  pchip_slopes(x_, y_, slope_);
}

}  // namespace threshold::audio::hearing
