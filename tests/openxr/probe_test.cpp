// What doctor is told of OpenXR, with and without a runtime.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/openxr/clear_painter.h"
#include "tests/openxr/runtime_control.h"
#include "xr/openxr/headset.h"
#include "xr/openxr/report.h"

namespace threshold::xr {
namespace {

TEST(Probe, tells_what_the_runtime_offers) {
  const TestRuntime runtime;
  runtime.tell("views 1832 1920");
  runtime.tell("extension XR_EXT_user_presence off");
  runtime.tell("extension XR_BD_controller_interaction off");
  const XrReport report = probe_xr();
  EXPECT_TRUE(report.answers);
  EXPECT_TRUE(report.headset);
  EXPECT_EQ(report.problem, "");
  EXPECT_EQ(report.runtime, "Threshold test runtime 0.1.0");
  EXPECT_EQ(report.system, "Scripted headset");
  ASSERT_EQ(report.views.size(), 2u);
  EXPECT_EQ(report.views[1].width, 1832);
  EXPECT_EQ(report.views[1].height, 1920);
  EXPECT_TRUE(report.hand_tracking);
  EXPECT_FALSE(report.user_presence);
  EXPECT_EQ(report.missing_profiles, (std::vector<std::string>{"Pico Neo 3", "Pico 4"}));
  const auto presence = std::find_if(report.extensions.begin(), report.extensions.end(),
                                     [](const auto& e) { return e.name == "XR_EXT_user_presence"; });
  ASSERT_NE(presence, report.extensions.end());
  EXPECT_FALSE(presence->offered);
  EXPECT_FALSE(presence->without.empty());
  EXPECT_EQ(runtime.number("live"), 0);
  EXPECT_EQ(runtime.number("mistakes"), 0);
  EXPECT_TRUE(runtime_answers());
}

TEST(Probe, asks_a_session_for_the_rates_where_it_may_open_one) {
  const TestRuntime runtime;
  runtime.tell("sound_device {1}.{2}");
  ClearPainterProbe painted;
  const XrReport report = probe_xr(30.0, clear_painter(&painted));
  EXPECT_EQ(report.problem, "");
  EXPECT_EQ(report.rates_hz, (std::vector<float>{72.0f, 80.0f, 90.0f, 120.0f}));
  EXPECT_EQ(report.rate_hz, 90.0f);
  EXPECT_EQ(report.sound_device, "{1}.{2}");
  EXPECT_EQ(runtime.number("sessions"), 1);
  EXPECT_EQ(runtime.number("live"), 0);
  EXPECT_EQ(runtime.number("mistakes"), 0);
  EXPECT_TRUE(probe_xr().rates_hz.empty()) << "a look at what is there opens no session";
  EXPECT_EQ(runtime.number("sessions"), 1);
  runtime.tell("fail xrCreateSession -51");
  EXPECT_NE(probe_xr(30.0, clear_painter(&painted)).problem.find("No session can be opened"),
            std::string::npos);
  EXPECT_EQ(runtime.number("live"), 0);
}

TEST(Probe, a_manifest_that_leads_nowhere_is_a_sentence_at_once) {
  setenv("XR_RUNTIME_JSON", "/nonexistent/runtime.json", 1);
  const auto begin = std::chrono::steady_clock::now();
  const XrReport report = probe_xr();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_FALSE(report.answers);
  EXPECT_NE(report.problem.find("No OpenXR runtime answers"), std::string::npos) << report.problem;
  EXPECT_FALSE(runtime_answers());
  EXPECT_THROW(connect_headset({}), std::runtime_error);
}

TEST(Probe, a_runtime_without_a_headset_is_told_apart) {
  const TestRuntime runtime;
  runtime.tell("headset off");
  const XrReport report = probe_xr();
  EXPECT_TRUE(report.answers);
  EXPECT_FALSE(report.headset);
  EXPECT_NE(report.problem.find("no headset"), std::string::npos) << report.problem;
  EXPECT_FALSE(runtime_answers());
}

TEST(Probe, a_runtime_that_hangs_costs_no_more_than_the_patience) {
  const TestRuntime runtime;
  runtime.tell("hang xrCreateInstance 1500");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(call_left_behind());
  const XrReport report = probe_xr(0.3);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1400));
  EXPECT_FALSE(report.answers);
  EXPECT_NE(report.problem.find("did not answer in time"), std::string::npos) << report.problem;
  EXPECT_TRUE(call_left_behind()) << "the program must not take down what the late call uses";
  std::this_thread::sleep_for(
      std::chrono::milliseconds(1600));  // the asking thread ends before the library goes
}

}  // namespace
}  // namespace threshold::xr
