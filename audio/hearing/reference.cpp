#include "audio/hearing/reference.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace threshold::audio::hearing {
namespace {

using Table = std::array<double, 9>;
constexpr Table kHz{125, 250, 500, 1000, 2000, 3150, 4000, 6300, 8000};
constexpr Table kFree{22.1, 11.4, 4.4, 2.4, -1.3, -6.0, -5.4, 6.0, 12.6};     // ISO 226:2003, T_f
constexpr Table kDiffuse{22.1, 11.4, 3.8, 0.8, -1.5, -4.0, -3.8, 2.5, 6.8};   // ISO 389-7:2005
constexpr Table kEarphone{30.5, 18.0, 11.0, 5.5, 4.5, 4.0, 9.5, 17.5, 17.5};  // ISO 389-8:2004, HDA 200

double look_up(const Table& table, double hz) {
  if (hz <= kHz.front()) return table.front();
  if (hz >= kHz.back()) return table.back();
  const std::size_t i =
      static_cast<std::size_t>(std::upper_bound(kHz.begin(), kHz.end(), hz) - kHz.begin()) - 1;
  const double t = std::log(hz / kHz[i]) / std::log(kHz[i + 1] / kHz[i]);
  return table[i] + t * (table[i + 1] - table[i]);
}

}  // namespace

std::optional<Reference> find_reference(std::string_view name) {
  for (std::size_t i = 0; i < kReferenceNames.size(); ++i)
    if (kReferenceNames[i] == name) return static_cast<Reference>(i);
  return std::nullopt;
}

std::string_view reference_name(Reference reference) {
  return kReferenceNames[static_cast<std::size_t>(reference)];
}

double normal_threshold_db_spl(Reference reference, double hz) {
  switch (reference) {
    case Reference::kFlat:
      return 0.0;
    case Reference::kFreeField:
      return look_up(kFree, hz);
    case Reference::kDiffuseField:
      return look_up(kDiffuse, hz);
    case Reference::kHeadphone:
      return look_up(kEarphone, hz);
  }
  return 0.0;
}

}  // namespace threshold::audio::hearing
