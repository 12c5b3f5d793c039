// The live loop with everything real but the runtime and the painting: the headset on its thread, the
// director, the engine of sound, pulled in real time as a device pulls it. And the program itself.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

#include "app/live.h"
#include "tests/app/program.h"
#include "tests/openxr/headset_fixture.h"
#include "xr/presence_file.h"

namespace threshold::xr {
namespace {

using app::Walk;
using SteadyClock = std::chrono::steady_clock;

double real_s() {
  return std::chrono::duration<double>(SteadyClock::now().time_since_epoch()).count();
}

// Asks for sound as a device does, and keeps how loud it was, and when.
struct Portion {
  double at_s = 0.0;
  float rms = 0.0f;
};
class EarPort final : public audio::SoundPort {
 public:
  explicit EarPort(std::vector<Portion>* heard) : heard_(heard) { heard_->reserve(4096); }
  ~EarPort() override { close(); }
  bool open(const std::string&, Fill fill, std::string&) override {
    thread_ = std::thread([this, fill = std::move(fill)] {
      std::vector<float> frames(2 * 256);
      for (auto due = SteadyClock::now(); !ending_; std::this_thread::sleep_until(due)) {
        due += std::chrono::microseconds(5333);
        fill(frames);
        double power = 0.0;
        for (const float sample : frames) power += static_cast<double>(sample) * static_cast<double>(sample);
        heard_->push_back(
            {real_s(), static_cast<float>(std::sqrt(power / static_cast<double>(frames.size())))});
      }
    });
    return true;
  }
  void close() noexcept override {
    ending_ = true;
    if (thread_.joinable()) thread_.join();
  }
  bool alive() const override { return true; }
  std::string describe() const override { return "an ear"; }
  double latency_s() const override { return 0.01; }

 private:
  std::vector<Portion>* heard_;  // read once the port is closed
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

// What stood where at the end of a frame's ticks.
struct Instant {
  double at_s = 0.0;
  std::int64_t sample = 0, clock = 0;  // of the story's newest moment, of the sound
  bool held = false, answering = true, worn = true;
  std::string beat;
};

class LiveHeadset : public HeadsetTest {
 protected:
  void SetUp() override {
    runtime.tell("paced on");
    runtime.tell("rate 90");
    runtime.tell("head 0 1.2 0");
    HeadsetOptions with = options();
    with.clock = Clock::real();
    with.answer_within_s = 0.1;
    connect(with);
  }
  static app::WalkOptions soundcheck() {
    app::WalkOptions options;
    options.paths = app::find_paths("", "");
    options.director.beat = "soundcheck";
    options.director.from_s = 3.0;
    return options;
  }
  // Lives for `limit_s`; `each` is called after every frame's ticks.
  template <typename Each>
  void live(Walk& walk, app::LiveOptions how, double limit_s, Each each) {
    how.port = [this] { return std::make_unique<EarPort>(&heard); };
    how.limit_s = limit_s;
    how.each_frame = [&](const Walk& now) {
      seen.push_back({real_s(), now.moment().sample, now.engine().clock(), now.moment().held,
                      headset->status().state != "not answering", now.presence().worn, now.moment().beat});
      each(now);
    };
    run_live(*headset, walk, how);
  }

  std::vector<Portion> heard;
  std::vector<Instant> seen;
};

// How long a call hangs, and the time that a busy machine takes off its sound's thread: an instrumented one
// far more.
#ifdef __SANITIZE_THREAD__
constexpr int kHang_ms = 2700;
constexpr double kBusy_s = 0.9;
constexpr float kFaded = 0.1f;  // what it hears is late as well
#else
constexpr int kHang_ms = 900;
constexpr double kBusy_s = 0.1;
constexpr float kFaded = 1e-3f;
#endif

class SoundOfAHangingCall : public LiveHeadset, public testing::WithParamInterface<const char*> {};

TEST_P(SoundOfAHangingCall, fades_is_asked_for_on_and_goes_on_with_the_picture_at_the_same_sample) {
  Walk walk(soundcheck());
  double hung_s = 0.0;
  live(walk, {}, 5.1 + 1e-3 * kHang_ms, [&](const Walk& now) {
    if (hung_s > 0.0 || now.moment().sample < 72'000) return;  // half a second into the part (from_s 3)
    hung_s = real_s();
    runtime.tell(std::string("hang ") + GetParam() + " " + std::to_string(kHang_ms));
  });
  ASSERT_GT(hung_s, 0.0);
  EXPECT_EQ(runtime.number("hung"), 1);

  const auto first = std::find_if(seen.begin(), seen.end(), [](const Instant& i) { return !i.answering; });
  const auto after = std::find_if(first, seen.end(), [](const Instant& i) { return !i.held; });
  ASSERT_TRUE(first != seen.begin() && after != seen.end()) << "it hung, and the story went on";
  EXPECT_GT(after->at_s - hung_s, 1e-3 * kHang_ms);
  EXPECT_GT(after - first, 5) << "the program's loop turned meanwhile";
  // Held, at one sample of the story and, once the sound has faded, one of the sound.
  for (auto i = first; i != after; ++i) {
    ASSERT_TRUE(i->held);
    EXPECT_EQ(i->sample, first->sample);
    if (i->at_s > first->at_s + 0.3 + kBusy_s) {
      EXPECT_EQ(i->clock, (after - 1)->clock) << "at " << i->at_s - first->at_s << " s";
    }
  }
  // Until the call is late, 0.1 s, and while it fades, 0.05 s, the sound counts on.
  constexpr std::int64_t kAlone =
      4800 + 2400 + 2 * kTickSamples + static_cast<std::int64_t>(48'000 * kBusy_s);
  EXPECT_LE(std::llabs((after - 1)->clock - first->sample), kAlone);
  // In step: the newest moment is at most a tick ahead of the sound's clock, and behind it by no more than a
  // frame.
  const double frame_samples = 48'000 * (0.1 + kBusy_s);
  for (auto i = after; i != seen.end(); ++i) {
    EXPECT_LE(i->sample, i->clock + 2 * kTickSamples);
    EXPECT_GT(static_cast<double>(i->sample), static_cast<double>(i->clock) - frame_samples);
    EXPECT_GE(i->sample, (i - 1)->sample) << "nothing is told twice";
  }
  EXPECT_LE(after->sample - first->sample, kAlone) << "what the sound had counted, and no more";
  EXPECT_GT(seen.back().sample, after->sample + 24'000) << "it goes on";

  // The device got its portions all the time: first sound, then its fade and silence, then sound.
  float before = 0.0f, meanwhile = 0.0f, again = 0.0f;
  int portions = 0;
  for (const Portion& one : heard) {
    if (one.at_s < hung_s) before = std::max(before, one.rms);
    if (one.at_s > first->at_s + 0.3 + kBusy_s && one.at_s < after->at_s)
      ++portions, meanwhile = std::max(meanwhile, one.rms);
    if (one.at_s > after->at_s + 0.1) again = std::max(again, one.rms);
  }
  EXPECT_GT(portions, 20) << "of 75 in 0.4 s, on a busy machine too";
  EXPECT_GT(before, 1e-3f);
  EXPECT_LT(meanwhile, kFaded * before);
  EXPECT_GT(again, 0.1f * before);
}

INSTANTIATE_TEST_SUITE_P(Headset, SoundOfAHangingCall, testing::Values("xrWaitFrame", "xrEndFrame"),
                         [](const auto& name) { return std::string(name.param); });

// The whole of --reset-after but for the command line.
TEST_F(LiveHeadset, doffed_for_the_set_time_the_walk_is_at_its_beginning_for_the_next_visitor) {
  const app::Scratch scratch;
  app::WalkOptions options = soundcheck();
  options.record = scratch.path / "visit.presence";
  Walk walk(options);
  app::LiveOptions how;
  how.reset_after_s = 0.5;
  double doffed_s = 0.0, donned_s = 0.0;
  live(walk, how, 5.0, [&](const Walk& now) {
    if (doffed_s == 0.0 && now.moment().sample >= 48'000) doffed_s = real_s(), runtime.tell("worn off");
    if (doffed_s > 0.0 && donned_s == 0.0 && real_s() - doffed_s > 1.5)
      donned_s = real_s(), runtime.tell("worn on");
  });
  ASSERT_GT(donned_s, 0.0);
  std::int64_t furthest = 0;
  for (const Instant& i : seen) {
    if (i.at_s < doffed_s + 0.5) {
      furthest = std::max(furthest, i.sample);
      EXPECT_GE(i.sample + 2 * kTickSamples, furthest) << "not before the set time";
    }
    if (i.at_s > doffed_s + 0.9 && i.at_s < donned_s) {
      EXPECT_EQ(i.sample, 0);
      EXPECT_TRUE(i.held);
    }
  }
  EXPECT_GE(furthest, 48'000);
  EXPECT_GT(seen.back().sample, 0) << "the next visitor's walk";
  EXPECT_LT(static_cast<double>(seen.back().sample) / 48'000.0, seen.back().at_s - donned_s + 0.1);
  EXPECT_TRUE(app::fs::exists(scratch.path / "visit.presence"));
  EXPECT_TRUE(app::fs::exists(scratch.path / "visit-2.presence"));
}

// What `threshold headset` recorded, by visits: of each, its ticks in all, and those with somebody there.
struct Visit {
  int ticks = 0, worn = 0;
  bool began_worn = false;
};
class HeadsetProgram : public testing::Test {
 protected:
  // Few frames are drawn, as each visit begins: the renderer is not what is tested here.
  std::string go(const std::string& script, const std::string& arguments) {
    app::write_text(
        scratch.path / "a.script",
        "0 views 48 48\n0 paced on\n0 rate 90\n0 head 0 1.2 0\n5 hidden 275\n300 hidden 10000\n" + script);
    const app::Said said =
        app::run("headset --mirror off --mute --limit 60 --record '" +
                     (scratch.path / "visit.presence").string() + "' " + arguments,
                 "XR_RUNTIME_JSON='" THRESHOLD_TEST_RUNTIME_JSON "' THRESHOLD_TEST_RUNTIME_SCRIPT='" +
                     (scratch.path / "a.script").string() + "'");
    EXPECT_EQ(said.status, 0) << said.text;
    EXPECT_EQ(said.text.find("mistake"), std::string::npos) << said.text;
    return said.text;
  }
  std::vector<Visit> visits() const {
    std::vector<Visit> all;
    for (int number = 1;; ++number) {
      const auto file =
          scratch.path / (number == 1 ? "visit.presence" : "visit-" + std::to_string(number) + ".presence");
      if (!app::fs::exists(file)) return all;
      PresenceReader reader(file);
      Visit visit;
      while (const auto tick = reader.next()) {
        if (visit.ticks++ == 0) visit.began_worn = tick->worn;
        visit.worn += tick->worn ? 1 : 0;
      }
      all.push_back(visit);
    }
  }
  app::Scratch scratch;
};

TEST_F(HeadsetProgram, resets_once_nobody_has_worn_the_headset_for_the_set_time) {
  // A second of walking, two seconds off, a second of the next visitor.
  const std::string said = go("100 worn off\n280 worn on\n400 wish exit\n", "--reset-after 0.5");
  EXPECT_NE(said.find("held: The headset was taken off."), std::string::npos) << said;
  const std::vector<Visit> found = visits();
  ASSERT_EQ(found.size(), 2u) << said;
  EXPECT_GT(found[0].worn, 50);
  EXPECT_FALSE(found[1].began_worn) << "it begins when the headset lies there";
  EXPECT_GT(found[1].worn, 50);
}

TEST_F(HeadsetProgram, another_program_in_front_of_somebody_resets_nothing) {
  const std::string said =
      go("100 wish synchronized\n280 wish focused\n400 wish exit\n", "--reset-after 0.5");
  const std::vector<Visit> found = visits();
  ASSERT_EQ(found.size(), 1u) << said;
  EXPECT_GT(found[0].worn, 100) << "before and after it";
  EXPECT_GT(found[0].ticks, found[0].worn) << "held meanwhile";
}

TEST_F(HeadsetProgram, a_short_doffing_resets_nothing) {
  const std::string said = go("100 worn off\n280 worn on\n400 wish exit\n", "--reset-after 30");
  EXPECT_EQ(visits().size(), 1u) << said;
}

}  // namespace
}  // namespace threshold::xr
