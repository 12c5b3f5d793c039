// Runs the headset unpaced on the test runtime: CPU time a frame (painting taken out; the test runtime's own
// work is in it), and what grew: memory, handles.   headset_frames [frames, 100000]
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "tests/openxr/clear_painter.h"
#include "xr/openxr/headset.h"

namespace threshold::xr {
namespace {

double cpu_us() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) * 1e-3;
}

long resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "VmRSS:") {
      long kib = 0;
      status >> kib;
      return kib;
    }
  }
  return 0;
}

// Passes everything on and sums up the time that painting takes.
class TimedPainter final : public Painter {
 public:
  TimedPainter(std::unique_ptr<Painter> inner, double* spent_us)
      : inner_(std::move(inner)), spent_us_(spent_us) {}
  PainterDevice device() const override { return inner_->device(); }
  void begin(VkFormat format) override { inner_->begin(format); }
  void preload(const std::string&, const std::vector<std::string>&) override {}
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    inner_->set_hidden_area(view, std::move(triangles));
  }
  void finish() override { inner_->finish(); }
  Renderer::Placement place_panel(const Panel& panel, const Pose& head) const override {
    return inner_->place_panel(panel, head);
  }
  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    const double begin = cpu_us();
    inner_->paint(picture, views, target);
    *spent_us_ += cpu_us() - begin;
  }
  void paint_panel(const Panel& panel, const Target& target) override {
    const double begin = cpu_us();
    inner_->paint_panel(panel, target);
    *spent_us_ += cpu_us() - begin;
  }

 private:
  std::unique_ptr<Painter> inner_;
  double* spent_us_;
};

int run(int frames) {
  setenv("XR_RUNTIME_JSON", THRESHOLD_TEST_RUNTIME_JSON, 1);
  void* const library = dlopen(THRESHOLD_TEST_RUNTIME_LIBRARY, RTLD_NOW);
  const auto ask = reinterpret_cast<const char* (*)(const char*)>(dlsym(library, "threshold_runtime_ask"));
  ClearPainterProbe probe;
  double painting_us = 0.0;
  HeadsetOptions options;
  options.make_painter = [&, inner = clear_painter(&probe)](const GpuRequest& request) {
    return std::make_unique<TimedPainter>(inner(request), &painting_us);
  };
  const auto headset = connect_headset(options);
  Picture picture;
  Panel caption;
  caption.id = "line";
  picture.panels = {caption};
  Touch touch;
  touch.hands[0].resting_gain = 1.0f;
  std::vector<double> cost_us(static_cast<std::size_t>(frames),
                              1.0);  // touched now, so that it does not count as growth
  long settled_kib = 0;
  std::string settled_handles;
  for (int i = 0; i < frames; ++i) {
    if (i == frames / 10) {
      settled_kib = resident_kib();
      settled_handles = ask("live");
    }
    picture.panels[0].text = std::to_string(i / 90);
    painting_us = 0.0;
    const double begin = cpu_us();
    const Frame frame = headset->begin_frame();
    if (frame.draw) headset->draw(picture);
    headset->feel(i < frames / 10 ? touch : Touch{}, 0.5f);  // the runtime's log of haptics grows, rightly
    cost_us[static_cast<std::size_t>(i)] = cpu_us() - begin - painting_us;
  }
  std::sort(cost_us.begin(), cost_us.end());
  std::printf("%d frames, headset side: median %.1f us, p99 %.1f us, most %.0f us a frame\n", frames,
              cost_us[cost_us.size() / 2], cost_us[cost_us.size() * 99 / 100], cost_us.back());
  const std::string handles = ask("live"), mistakes = ask("mistakes");
  std::printf("since frame %d: memory %+ld KiB, handles %s -> %s; mistakes %s, faults %ld\n", frames / 10,
              resident_kib() - settled_kib, settled_handles.c_str(), handles.c_str(), mistakes.c_str(),
              long(headset->status().faults));
  return 0;
}

}  // namespace
}  // namespace threshold::xr

int main(int count, char** words) {
  return threshold::xr::run(count > 1 ? std::atoi(words[1]) : 100'000);
}
