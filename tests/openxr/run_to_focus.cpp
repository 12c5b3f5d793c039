// A small program of its own for tests that need a whole process: runs the headset with the clear painter
// for so many frames or seconds and says how far it came. Exit status 0: the story ran.
//   run_to_focus [--frames N | --seconds S] [--plain] [--validation]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "tests/openxr/clear_painter.h"
#include "xr/openxr/headset.h"

namespace {

struct Choices {
  int frames = 0;
  double seconds = 0.0;
  bool plain = false, validation = false;
};

Choices read(int count, char** words) {
  Choices choices;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(words[i], "--plain") == 0) choices.plain = true;
    if (std::strcmp(words[i], "--validation") == 0) choices.validation = true;
    if (std::strcmp(words[i], "--frames") == 0 && i + 1 < count) choices.frames = std::atoi(words[++i]);
    if (std::strcmp(words[i], "--seconds") == 0 && i + 1 < count) choices.seconds = std::atof(words[++i]);
  }
  return choices;
}

int walk(const Choices& choices) {
  using namespace threshold::xr;
  ClearPainterProbe probe;
  HeadsetOptions options;
  options.make_painter = clear_painter(&probe);
  options.validation = choices.validation;
  // Extensions newer than the validation layer of 1.0.20 knows.
  if (choices.plain) options.withheld_extensions = {"XR_EXT_user_presence", "XR_EXT_local_floor"};
  const auto headset = connect_headset(options);
  std::printf("%s\n", headset->describe().c_str());
  Picture picture;
  Panel caption;
  caption.id = "line";
  caption.text = "[amp hum]";
  picture.panels = {caption};
  Touch touch;
  touch.hands[0].pulse = {0.5f, 100.0f, 0.02f};
  const double begin = options.clock.now_s();
  int running = 0, held = 0, returns = 0;
  bool was_running = false;
  for (int i = 0; choices.frames == 0 || i < choices.frames; ++i) {
    if (choices.seconds > 0.0 && options.clock.now_s() - begin > choices.seconds) break;
    const Frame frame = headset->begin_frame();
    if (frame.running == Running::ended) break;
    const bool now = frame.running == Running::running;
    returns += now && !was_running;
    was_running = now;
    now ? ++running : ++held;
    if (frame.draw) headset->draw(picture);
    headset->feel(i % 90 == 0 ? touch : Touch{}, 0.0f);
  }
  const HeadsetStatus status = headset->status();
  std::printf(
      "running %d held %d drawn %ld returns %d sessions %ld instances %ld faults %ld complaints %d state "
      "%s%s%s\n",
      running, held, long(status.drawn), returns, long(status.sessions), long(status.instances),
      long(status.faults), probe.complaints, status.state.c_str(),
      status.last_fault.empty() ? "" : " last: ", status.last_fault.c_str());
  return running > 0 && probe.complaints == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    return walk(read(count, words));
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 2;
  }
}
