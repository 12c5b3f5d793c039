// Runs the headset unpaced on the test runtime: CPU time a frame (painting taken out; the test runtime's own
// work is in it), and what grew: memory, handles, descriptors, threads. Ends with 1 where something did.
//   headset_frames [frames, 100000]
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/openxr/clear_painter.h"
#include "xr/openxr/headset.h"

namespace threshold::xr {
namespace {

double cpu_us() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);  // frames are waited for on another thread
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) * 1e-3;
}

long of_status(const char* what) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != what) continue;
    long value = 0;
    status >> value;
    return value;
  }
  return 0;
}

struct Held {  // by this process, at one moment
  long kib = 0, handles = 0, descriptors = 0, threads = 0;
};

Held held(const char* (*ask)(const char*)) {
  const std::filesystem::directory_iterator open("/proc/self/fd");
  return {of_status("VmRSS:"), std::atol(ask("live")),
          static_cast<long>(std::distance(begin(open), end(open))), of_status("Threads:")};
}

void print(int frame, const Held& now) {
  std::printf("frame %d: memory %ld KiB, handles %ld, descriptors %ld, threads %ld\n", frame, now.kib,
              now.handles, now.descriptors, now.threads);
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
  std::optional<double> work_s() const override { return {}; }
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
  Held settled;
  for (int i = 0; i < frames; ++i) {
    if (i == frames / 10) {
      settled = held(ask);
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
  const Held last = held(ask);
  print(frames / 10, settled);
  print(frames, last);
  const std::string mistakes = ask("mistakes");
  std::printf("mistakes %s, faults %ld\n", mistakes.c_str(), long(headset->status().faults));
  // 64 KiB: what the allocator keeps for later; a leak of one byte a frame would be more.
  const bool grew = last.kib > settled.kib + 64 || last.handles > settled.handles ||
                    last.descriptors > settled.descriptors || last.threads > settled.threads;
  return grew || mistakes != "0" || headset->status().faults != 0 ? 1 : 0;
}

}  // namespace
}  // namespace threshold::xr

int main(int count, char** words) {
  return threshold::xr::run(count > 1 ? std::atoi(words[1]) : 100'000);
}
