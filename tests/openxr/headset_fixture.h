// A headset on the test runtime and on its clock, so that no test waits for real time. Whatever
// a test does, the application must make no mistake, leave no handle behind and no validation message.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "tests/openxr/clear_painter.h"
#include "tests/openxr/near.h"
#include "tests/openxr/runtime_control.h"
#include "xr/openxr/headset.h"

namespace threshold::xr {

class HeadsetTest : public testing::Test {
 protected:
  HeadsetOptions options() {
    HeadsetOptions options;
    options.make_painter = clear_painter(&painted);
    options.answer_within_s = 30.0;  // a slow machine is no runtime that hangs; tests of those say less
    options.clock = {[this] { return now_s(); },
                     [this](double s) { runtime.tell("advance " + std::to_string(s * 1e3)); }};
    return options;
  }

  void connect() { connect(options()); }
  void connect(const HeadsetOptions& with) { headset = connect_headset(with); }

  double now_s() const { return static_cast<double>(runtime.number("time")) * 1e-9; }  // moved on by frames

  // One turn of the program's loop.
  Frame turn() {
    const Frame frame = headset->begin_frame();
    if (frame.draw) headset->draw(picture);
    return frame;
  }
  Frame turns(int n) {
    Frame frame;
    for (int i = 0; i < n; ++i) frame = turn();
    return frame;
  }
  // Turns until `running` is reported; the last frame, or a failure after `most` turns.
  Frame until(Running running, int most = 2000) {
    Frame frame;
    for (int i = 0; i < most; ++i) {
      frame = turn();
      if (frame.running == running) return frame;
    }
    ADD_FAILURE() << "never came; " << headset->status().state << ", " << headset->status().last_fault;
    return frame;
  }
  // Into the story, past the first recentring.
  Frame settle() {
    until(Running::running);
    return turns(3);
  }

  void TearDown() override {
    headset.reset();
    for (int i = 0; i < runtime.number("mistakes"); ++i) {
      ADD_FAILURE() << "application's mistake: " << runtime.ask("mistake " + std::to_string(i));
    }
    EXPECT_EQ(runtime.number("live"), 0) << "handles were left behind";
    EXPECT_EQ(painted.complaints, 0);
  }

  TestRuntime runtime;
  ClearPainterProbe painted;
  Picture picture;
  std::unique_ptr<Headset> headset;
};

}  // namespace threshold::xr
