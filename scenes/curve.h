// Curve: a value over time through keyframes, by monotone cubic interpolation (PCHIP: Fritsch & Butland 1984,
// SIAM J. Sci. Stat. Comput. 5, 300-304). It never overshoots a keyframe, is flat where two neighbours are
// equal, and holds the first and last value outside, with flat ends so that the hold has no corner.
#pragma once

#include <vector>

namespace threshold::scenes {

struct Key {
  double at_s = 0.0;
  double value = 0.0;
};

class Curve {
 public:
  Curve() = default;                      // 0 everywhere
  explicit Curve(std::vector<Key> keys);  // times strictly rising
  double at(double seconds) const;
  const std::vector<Key>& keys() const { return keys_; }

 private:
  std::vector<Key> keys_;
  std::vector<double> slopes_;  // per second, one a key
};

}  // namespace threshold::scenes
