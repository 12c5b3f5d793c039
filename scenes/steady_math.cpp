#include "scenes/steady_math.h"

#include <cmath>

namespace threshold::scenes {
namespace {

constexpr double kLn2 = 0.693147180559945309417232;
constexpr double kHalfPi = 1.57079632679489661923132;

// Taylor series on |x| <= pi/4.
double sin_core(double x) {
  const double y = x * x;
  double sum = 0.0;
  for (int n = 17; n >= 3; n -= 2) sum = (1.0 + sum) * (-y / (n * (n - 1)));
  return x * (1.0 + sum);
}

double cos_core(double x) {
  const double y = x * x;
  double sum = 0.0;
  for (int n = 18; n >= 2; n -= 2) sum = (1.0 + sum) * (-y / (n * (n - 1)));
  return 1.0 + sum;
}

}  // namespace

double steady_exp(double x) {
  if (!(x > -700.0)) return 0.0;
  if (x > 700.0) x = 700.0;
  const double k = std::floor(x / kLn2 + 0.5);
  const double r = x - k * kLn2;  // |r| <= 0.35
  double sum = 1.0;
  for (int n = 16; n >= 1; --n) sum = 1.0 + r / n * sum;
  return std::ldexp(sum, static_cast<int>(k));
}

double steady_sin(double radians) {
  if (!(radians > -1e9 && radians < 1e9)) return 0.0;
  const double k = std::floor(radians / kHalfPi + 0.5);
  const double r = radians - k * kHalfPi;
  switch (static_cast<long long>(k) & 3) {
    case 0:
      return sin_core(r);
    case 1:
      return cos_core(r);
    case 2:
      return -sin_core(r);
    default:
      return -cos_core(r);
  }
}

double steady_cos(double radians) {
  return steady_sin(radians + kHalfPi);
}

float gain_of_db(double db) {
  return db <= -120.0 ? 0.0f : static_cast<float>(steady_exp(db * 0.115129254649702284));
}

}  // namespace threshold::scenes
