#include "scenes/curve.h"

#include <algorithm>

namespace threshold::scenes {

Curve::Curve(std::vector<Key> keys) : keys_(std::move(keys)), slopes_(keys_.size(), 0.0) {
  // Weighted harmonic mean of the two neighbouring slopes; 0 at a turn.
  for (std::size_t i = 1; i + 1 < keys_.size(); ++i) {
    const double before_s = keys_[i].at_s - keys_[i - 1].at_s;
    const double after_s = keys_[i + 1].at_s - keys_[i].at_s;
    const double before = (keys_[i].value - keys_[i - 1].value) / before_s;
    const double after = (keys_[i + 1].value - keys_[i].value) / after_s;
    if (before * after <= 0.0) continue;
    const double w1 = 2.0 * after_s + before_s;
    const double w2 = after_s + 2.0 * before_s;
    slopes_[i] = (w1 + w2) / (w1 / before + w2 / after);
  }
}

double Curve::at(double seconds) const {
  if (keys_.empty()) return 0.0;
  if (!(seconds > keys_.front().at_s)) return keys_.front().value;
  if (seconds >= keys_.back().at_s) return keys_.back().value;
  const auto after = std::upper_bound(keys_.begin(), keys_.end(), seconds,
                                      [](double s, const Key& key) { return s < key.at_s; });
  const std::size_t i = static_cast<std::size_t>(after - keys_.begin()) - 1;
  const double span_s = keys_[i + 1].at_s - keys_[i].at_s;
  const double u = (seconds - keys_[i].at_s) / span_s;
  const double rise = u * u * (3.0 - 2.0 * u);
  return keys_[i].value + (keys_[i + 1].value - keys_[i].value) * rise +
         span_s * u * (1.0 - u) * (slopes_[i] * (1.0 - u) - slopes_[i + 1] * u);
}

}  // namespace threshold::scenes
