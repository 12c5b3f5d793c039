// The frame rate is held by painting fewer pixels: the test runtime's display waits for a load that grows
// with every pixel handed in, at 72 Hz.
#include <memory>

#include "tests/openxr/headset_fixture.h"
#include "tests/openxr/loaded_painter.h"

namespace threshold::xr {
namespace {

constexpr double kPeriodNs = 1e9 / 72.0;
constexpr double kPixels = 2.0 * 320.0 * 320.0;  // of both eyes at full size

class DynamicResolutionTest : public HeadsetTest {
 protected:
  void SetUp() override { runtime.tell("rate 72"); }

  void start(bool measured, DynamicResolution use = DynamicResolution::always) {
    HeadsetOptions with = options();
    with.dynamic_resolution = use;
    if (measured) {
      with.make_painter = [this, make = with.make_painter](const GpuRequest& request) {
        return std::make_unique<LoadedPainter>(make(request), &told);
      };
    }
    connect(with);
    settle();
  }
  // A picture at full size takes this many periods, and the graphics device's clock says so.
  void load(double periods) {
    told.ns = periods * kPeriodNs / kPixels;
    runtime.tell("load " + std::to_string(told.ns));
  }
  // Share of the frames of this stretch whose work fitted the period.
  double share_within(double seconds) {
    const auto frames = runtime.number("frames"), overruns = runtime.number("overruns");
    for (const double end_s = now_s() + seconds; now_s() < end_s;) turn();
    return 1.0 - static_cast<double>(runtime.number("overruns") - overruns) /
                     static_cast<double>(runtime.number("frames") - frames);
  }

  PixelLoad told;
};

class HoldsTheFrameRate : public DynamicResolutionTest, public testing::WithParamInterface<bool> {};
INSTANTIATE_TEST_SUITE_P(DynamicResolution, HoldsTheFrameRate, testing::Bool(),
                         [](const auto& p) { return p.param ? "measured" : "counted"; });

TEST_P(HoldsTheFrameRate, nine_frames_of_ten_fit_two_seconds_after_a_load_came) {
  for (const double periods : {1.1, 1.5, 2.2}) {
    start(GetParam());
    load(periods);
    share_within(2.0);
    EXPECT_GE(share_within(10.0), 0.9) << periods;
    EXPECT_LT(headset->status().scale, 1.0f);
    EXPECT_EQ(painted.extent.width, static_cast<std::uint32_t>(320 * headset->status().scale) & ~1u);
    load(0.2);
    share_within(GetParam() ? 12.0 : 45.0);
    EXPECT_FLOAT_EQ(headset->status().scale, 1.0f) << "the load has gone";
    EXPECT_EQ(painted.extent.width, 320u);
    headset.reset();
    load(0.0);
  }
}

TEST_F(DynamicResolutionTest, without_it_half_of_the_refreshes_are_missed) {
  start(true, DynamicResolution::never);
  load(1.5);
  share_within(2.0);
  EXPECT_EQ(share_within(3.0), 0.0);
  EXPECT_FLOAT_EQ(headset->status().scale, 1.0f);
}

TEST_F(DynamicResolutionTest, by_default_it_is_used_where_the_device_has_a_clock) {
  start(true, HeadsetOptions().dynamic_resolution);
  load(1.5);
  share_within(2.0);
  EXPECT_LT(headset->status().scale, 1.0f);
}

TEST_F(DynamicResolutionTest, by_default_pictures_stay_whole_where_nothing_is_measured) {
  start(false, HeadsetOptions().dynamic_resolution);
  load(1.5);
  share_within(5.0);
  EXPECT_FLOAT_EQ(headset->status().scale, 1.0f);
}

TEST_F(DynamicResolutionTest, frames_missed_while_a_place_comes_change_nothing) {
  start(true);
  load(0.7);
  for (const char* place : {"stage", "dining", "garden"}) {
    picture.place = place;
    load(3.0);  // its textures are on their way
    share_within(0.4);
    load(0.7);
    share_within(3.0);
    EXPECT_FLOAT_EQ(headset->status().scale, 1.0f);
  }
}

}  // namespace
}  // namespace threshold::xr
