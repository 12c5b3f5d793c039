// Steady math: the few transcendental functions that the director needs, made of additions, products and
// ldexp only. A C library may pick other code on another processor and differ in the last bit; these do not,
// so equal presences give equal moments on every machine.
#pragma once

namespace threshold::scenes {

double steady_exp(double x);        // relative error < 1e-14; 0 below -700, largest at 700
double steady_sin(double radians);  // absolute error < 1e-12 for |radians| < 1e5
double steady_cos(double radians);
float gain_of_db(double db);  // 10^(db/20); exactly 0 at -120 and below

inline double smooth_step(double u) {  // 0 below 0, 1 above 1, flat at both ends
  return u <= 0.0 ? 0.0 : u >= 1.0 ? 1.0 : u * u * (3.0 - 2.0 * u);
}

}  // namespace threshold::scenes
