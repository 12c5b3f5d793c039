// Threshold beside Filament: the same room and people, the same driver, frame by frame in turn, so that
// whatever else the machine does falls on both. Usage: filament_bench [--frames N] [--pictures FOLDER]
// [--only TEXT]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

#include "bench/vulkan/filament_drawer.h"
#include "bench/vulkan/our_drawers.h"

namespace {

using namespace threshold::bench;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// What all threads of this process have worked: what a busy machine changes least.
double worked_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double part_of(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5)];
}

struct Racer {
  std::unique_ptr<Drawer> drawer;
  double first_ms = 0.0;
  std::vector<double> frames_ms, cpu_ms;
};

template <class Make>
Racer start(Make make) {
  Racer racer;
  const Clock::time_point from = Clock::now();
  racer.drawer = make();
  racer.drawer->frame(0.0f);
  racer.first_ms = ms_since(from);
  return racer;
}

void print(const Racer& r, const Racer& against) {
  const double median = part_of(r.frames_ms, 0.5), cpu = part_of(r.cpu_ms, 0.5);
  std::printf("  %-36s %8.1f %8.1f %8.1f %6.2f %9.1f %6.2f %8.0f   %s\n", r.drawer->name().c_str(),
              part_of(r.frames_ms, 0.0), median, part_of(r.frames_ms, 0.99),
              median / part_of(against.frames_ms, 0.5), cpu, cpu / part_of(against.cpu_ms, 0.5), r.first_ms,
              r.drawer->counts().c_str());
}

void race(const Dinner& dinner, const Seeing& seeing, int frames, const std::filesystem::path& pictures,
          const FilamentChoice& choice) {
  std::vector<Racer> racers;
  racers.push_back(start([&] { return make_filament_drawer(dinner, seeing, choice); }));
  racers.push_back(start([&] { return make_model_drawer(dinner, seeing); }));
  racers.push_back(start([&] { return make_place_drawer(dinner, seeing); }));
  for (int i = -3; i < frames; ++i) {
    const float time_s = static_cast<float>(i + 3) / 72.0f;
    for (Racer& racer : racers) {
      const Clock::time_point from = Clock::now();
      const double before = worked_ms();
      racer.drawer->frame(time_s);
      if (i < 0) continue;
      racer.frames_ms.push_back(ms_since(from));
      racer.cpu_ms.push_back(worked_ms() - before);
    }
  }
  for (const Racer& racer : racers) print(racer, racers.front());
  if (pictures.empty()) return;
  std::filesystem::create_directories(pictures);
  for (Racer& racer : racers) {
    std::string name = racer.drawer->name() + (seeing.views == 2 ? ", two views" : "") + ".png";
    for (char& c : name) c = c == ' ' || c == ',' ? '_' : c;
    racer.drawer->write_picture(pictures / name);
  }
}

void race_all(const Dinner& dinner, const Seeing& seeing, int frames, const std::filesystem::path& pictures,
              const char* only) {
  std::printf("%u view%s of %u x %u, 1 sample, %d frames in turn, ms\n", seeing.views,
              seeing.views == 1 ? "" : "s", seeing.width, seeing.height, frames);
  std::printf("  %-36s %8s %8s %8s %6s %9s %6s %8s\n", "", "least", "median", "p99", "ratio", "processor",
              "ratio", "first");
  for (const FilamentChoice& choice :
       {FilamentChoice{true, false, false}, FilamentChoice{false, false, false},
        FilamentChoice{false, true, false}, FilamentChoice{false, false, true}}) {
    const std::string name = name_of(choice);
    if (only != nullptr && name != only) continue;
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        race(dinner, seeing, frames, pictures, choice);
      } catch (const std::exception& e) {
        std::printf("  %s: %s\n", name.c_str(), e.what());
      }
      std::fflush(stdout);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) std::printf("  %s ended by signal %d\n", name.c_str(), WTERMSIG(status));
  }
}

}  // namespace

int main(int argc, char** argv) {
  int frames = 60;
  std::filesystem::path pictures;
  const char* only = nullptr;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--frames") == 0) frames = std::max(1, std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--pictures") == 0) pictures = argv[i + 1];
    if (std::strcmp(argv[i], "--only") == 0) only = argv[i + 1];
  }
  try {
    const Dinner dinner = read_dinner(std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets");
    race_all(dinner, {1280, 720, 1, 0.95f, 0.063f}, frames, pictures, only);
    race_all(dinner, {640, 640, 2, 1.5708f, 0.063f}, frames, pictures, only);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "filament_bench: %s\n", e.what());
    return 2;
  }
  return 0;
}
