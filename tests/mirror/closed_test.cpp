// The program itself, with its mirror, on the test runtime and a display of the tests' own: its window closed
// in mid-run. What was recorded until then is whole.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/app/program.h"
#include "tests/desktop/virtual_display.h"
#include "tests/mirror/x_desktop.h"
#include "xr/presence_file.h"

namespace threshold::xr {
namespace {

const auto* const kDisplay = ::testing::AddGlobalTestEnvironment(new VirtualDisplay);

TEST(MirrorProgram, closed_while_it_records_the_recording_is_whole_and_can_be_walked_again) {
  if (!VirtualDisplay::ready) GTEST_SKIP() << "no Xvfb here: apt-get install xvfb";
  const app::Scratch scratch;
  const auto file = scratch.path / "visit.presence";
  // Few frames are drawn: the renderer is not what is tested here. The head moves, so that there is something
  // to record, and to see in the file.
  std::string script = "0 views 48 48\n0 paced on\n0 rate 90\n5 hidden 10000\n";
  for (int frame = 0; frame < 4000; ++frame)
    script += std::to_string(frame) + " head 0 1.2 " + std::to_string(1e-4 * frame) + "\n";
  app::write_text(scratch.path / "a.script", script);
  const std::string runtime = "XR_RUNTIME_JSON='" THRESHOLD_TEST_RUNTIME_JSON "'";
  app::Said said;
  std::thread program([&] {
    said =
        app::run("headset --mute --limit 60 --record '" + file.string() + "'",
                 runtime + " THRESHOLD_TEST_RUNTIME_SCRIPT='" + (scratch.path / "a.script").string() + "'");
  });
  bool asked = false;
  for (int i = 0; i < 5000 && !asked; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::error_code none;
    const auto size = app::fs::file_size(file.string() + ".part", none);
    if (!none && size > 4000) asked = ask_to_close("Threshold: mirror");
  }
  program.join();
  EXPECT_TRUE(asked);
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_EQ(said.text.find("mistake"), std::string::npos) << said.text;
  EXPECT_FALSE(app::fs::exists(file.string() + ".part"));
  ASSERT_TRUE(app::fs::exists(file)) << said.text;
  PresenceReader reader(file);
  int ticks = 0;
  while (reader.next()) ++ticks;  // throws at what is damaged
  EXPECT_GT(ticks, 10);
  const app::Said again =
      app::run("headset --mute --mirror off --limit 4 --presence '" + file.string() + "'",
               runtime + " THRESHOLD_TEST_RUNTIME_SCRIPT='" + (scratch.path / "a.script").string() + "'");
  EXPECT_EQ(again.status, 0) << again.text;
}

}  // namespace
}  // namespace threshold::xr
