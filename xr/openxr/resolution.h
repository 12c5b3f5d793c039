// Dynamic resolution: paints fewer pixels while a frame's work does not fit the display's period, more again
// when it would fit. Pure: what frames cost goes in, a scale comes out. It remembers which scales failed.
#pragma once

#include <vulkan/vulkan.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace threshold::xr {

// Whether it is used. Without measured work missed frames alone tell, and once a minute one has to be risked.
enum class DynamicResolution : std::uint8_t { never, where_measured, always };

struct FrameCost {
  double period_s = 0.0;         // of the display
  double interval_s = 0.0;       // from the last frame's display time to this one's
  std::optional<double> work_s;  // of the graphics device for a picture of late; empty: not measured
  bool disturbed = false;        // something else took the time: loading, a session that has just begun
};

// Down fast: when the middle of five frames takes over 90 % of the period, or three of twenty are missed, and
// straight to the scale at which 80 % would do. Up slowly, a step at a time: after a second in which the
// larger scale would have taken at most 75 %; where that is not sure, because it would take a little more or
// work is not measured, after five. A scale that then fails within twenty seconds is left alone for twice as
// long each time, to 10 s where it looked sure and 60 s where it did not.
class Resolution {
 public:
  static constexpr std::array<float, 7> kScales{1.0f, 0.92f, 0.85f, 0.78f, 0.72f, 0.66f, 0.6f};

  void frame(const FrameCost& cost);               // once a frame
  float scale() const { return kScales[level_]; }  // of each side
  std::int64_t changes() const { return changes_; }
  VkExtent2D apply(VkExtent2D full) const;  // even numbers

 private:
  static constexpr std::size_t kWindow = 20;

  struct Known {  // what work took at a scale, and when
    double work = 0.0, at_s = -1e9;
  };

  void note(const FrameCost& cost);
  void forget_frames();
  double middle_work() const;    // of the last five, as a share of the period
  double mean_interval() const;  // of the window
  double guess(std::size_t level) const;
  bool too_much() const;
  void fall();
  void fall_in_vain();
  void consider_rising(double dt_s);
  void go_to(std::size_t level);

  std::size_t level_ = 0;
  std::int64_t changes_ = 0;
  double time_s_ = 0.0, changed_at_s_ = 0.0, rose_at_s_ = -1e9, sure_s_ = 0.0;
  int ignored_ = 0;  // frames that were painted before the last change, or beside a disturbance
  std::array<int, kScales.size()> failures_{};
  std::array<Known, kScales.size()> known_{};
  // The last frames since a change.
  std::array<double, 5> work_{};
  std::array<double, kWindow> intervals_{};
  std::array<bool, kWindow> missed_{};
  std::size_t works_ = 0, frames_ = 0;
  // Without measured work: whether fewer pixels help at all.
  double interval_before_s_ = 0.0, rest_until_s_ = -1e9, rest_s_ = 30.0;
};

}  // namespace threshold::xr
