#include "app/live.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

#include "audio/speaker.h"

namespace threshold::app {
namespace {

using Clock = std::chrono::steady_clock;

// The story runs this far ahead of the sound, so that a blow sounds at the next quantum and none is late.
constexpr std::int64_t kLead = xr::kTickSamples;

// Wishes and key blows of frames that were faster than a tick, so that nothing asked for is lost.
struct Edges {
  xr::Wishes wishes;
  std::vector<xr::KeyBlow> blows;

  void gather(const xr::Presence& p) {
    wishes.pause ^= p.wishes.pause;  // it toggles
    wishes.skip |= p.wishes.skip, wishes.exit |= p.wishes.exit, wishes.recentre |= p.wishes.recentre;
    wishes.captions ^= p.wishes.captions, wishes.confirm |= p.wishes.confirm;
    for (const xr::KeyBlow& blow : p.key_blows)
      if (blow.speed_m_s > 0 && blows.size() < 16) blows.push_back(blow);
  }
  void give(xr::Presence& p) {
    p.wishes = std::exchange(wishes, {});
    p.key_blows = {};
    const std::size_t now = std::min(blows.size(), p.key_blows.size());
    std::copy_n(blows.begin(), now, p.key_blows.begin());
    blows.erase(blows.begin(), blows.begin() + static_cast<std::ptrdiff_t>(now));
  }
};

// For a walk that is not to be heard: no device, so a clock of the speaker's own pulls.
struct NoPort final : audio::SoundPort {
  bool open(const std::string&, Fill, std::string& why) override { return why = "sound is off", false; }
  void close() noexcept override {}
  bool alive() const override { return false; }
  std::string describe() const override { return "none"; }
  double latency_s() const override { return 0.0; }
};

double percentile(std::vector<float>& values, double part) {
  if (values.empty()) return 0.0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// What run_live does, a frame at a time.
class Live {
 public:
  Live(xr::Backend& backend, Walk& walk, const LiveOptions& options)
      : backend_(backend), walk_(walk), options_(options) {
    frame_ms_.reserve(200000);
    speaker_config_.device = options.sound_device;
    speaker_config_.when_lost = options.when_sound_stops;
  }
  bool frame();  // false: it is over
  void finish();

 private:
  double since_start_s(Clock::time_point time) const {
    return std::chrono::duration<double>(time - began_).count();
  }
  void say_why_held(const std::string& why);
  bool someone_else_comes(const xr::Frame& frame, double now_s);
  void begin_again();
  void ticks(const xr::Presence& now);
  void load_ahead();
  void start_sound();
  void watch_sound();
  void print_stats() const;

  xr::Backend& backend_;
  Walk& walk_;
  const LiveOptions& options_;
  audio::SpeakerConfig speaker_config_;
  std::unique_ptr<audio::Speaker> speaker_;
  FrameTicks hands_;
  Edges edges_;
  bool first_ = true;
  std::string beat_, held_because_, sound_;
  bool sound_waits_ = false;
  double gone_since_s_ = -1.0;  // nobody is there since; < 0: somebody is
  std::int64_t tick_count_ = 0;
  std::vector<float> frame_ms_;
  const Clock::time_point began_ = Clock::now();
};

void Live::say_why_held(const std::string& why) {
  if (why == held_because_) return;
  held_because_ = why;
  if (!why.empty()) std::fprintf(stderr, "threshold: held: %s\n", why.c_str());
}

// An attendant asks for it, or nobody was there for the set time and the walk is not at its beginning anyway.
bool Live::someone_else_comes(const xr::Frame& frame, double now_s) {
  if (!frame.nobody)
    gone_since_s_ = -1.0;
  else if (gone_since_s_ < 0.0)
    gone_since_s_ = now_s;
  if (walk_.scripted() || walk_.moment().sample == 0) return false;
  if (frame.begin_again) return true;
  return options_.reset_after_s > 0.0 && gone_since_s_ >= 0.0 &&
         now_s - gone_since_s_ >= options_.reset_after_s;
}

// Nothing of the last visitor is left: choices, place in the story, sound, blows not yet played.
void Live::begin_again() {
  speaker_.reset();  // no pull from the engine that goes
  walk_.begin_again();
  hands_ = {};
  edges_ = {};
  first_ = true;
  beat_.clear();
}

void Live::ticks(const xr::Presence& now) {
  // As many ticks as the sound has gone on; while it is held, one a frame to notice the end of it.
  const std::int64_t due =
      (walk_.engine().clock() + kLead - walk_.moment().sample) / xr::kTickSamples + (first_ ? 1 : 0);
  const bool stands = walk_.moment().held || !now.worn;
  const std::int64_t count = stands ? std::max<std::int64_t>(due, 1) : due;
  if (!stands) hands_.expect(count);
  for (std::int64_t i = 0; i < count && !walk_.over(); ++i) {
    xr::Presence p = stands ? now : hands_.next();
    p.worn = now.worn;
    edges_.give(p);
    walk_.step(p);
    ++tick_count_;
    if (walk_.moment().held) break;
  }
  if (walk_.moment().held || !now.worn) hands_.stand();
  if (count > 0) first_ = false;
}

void Live::load_ahead() {
  if (walk_.moment().beat == beat_) return;
  beat_ = walk_.moment().beat;
  const scenes::Story& story = walk_.story();
  const auto index = story.beat_index(beat_);
  if (!index || *index + 1 >= static_cast<int>(story.beats.size())) return;
  const scenes::Beat& next = story.beats[static_cast<std::size_t>(*index + 1)];
  backend_.preload(story.places[static_cast<std::size_t>(next.place)].id, story.people_in(next));
}

void Live::start_sound() {
  const audio::Pull pull = [&engine = walk_.engine()](std::span<float> heard) { engine.render(heard, {}); };
  if (!options_.sound)
    speaker_ = std::make_unique<audio::Speaker>(std::make_unique<NoPort>(), speaker_config_, pull);
  else if (options_.port)
    speaker_ = std::make_unique<audio::Speaker>(options_.port(), speaker_config_, pull);
  else
    speaker_ = std::make_unique<audio::Speaker>(speaker_config_, pull);
}

void Live::watch_sound() {
  if (!speaker_) return;
  speaker_->poll();
  const bool waits = speaker_->holding();
  std::string what = options_.sound ? speaker_->describe() : "off";
  if (what == sound_ && waits == sound_waits_) return;
  sound_ = std::move(what);
  if (waits != sound_waits_)
    std::fprintf(stderr, "threshold: %s\n",
                 waits ? sound_.c_str() : ("the sound plays on: " + sound_).c_str());
  sound_waits_ = waits;
  if (options_.on_sound) options_.on_sound(sound_, speaker_->state());
}

bool Live::frame() {
  const xr::Frame frame = backend_.begin_frame();
  const Clock::time_point work = Clock::now();
  const double now_s = since_start_s(work);
  if (frame.running == xr::Running::ended) return false;
  if (options_.limit_s > 0 && now_s > options_.limit_s) return false;
  // A recording does not listen, but its viewer may go; nor does a story that waits for its sound.
  if (frame.presence.wishes.exit && (walk_.scripted() || sound_waits_)) return false;
  if (someone_else_comes(frame, now_s)) begin_again();

  xr::Presence now = frame.presence;
  if (frame.running == xr::Running::held) now.worn = false;
  say_why_held(frame.why_held);
  hands_.frame(now, now_s + frame.display_in_s, frame.place_moved);
  edges_.gather(now);
  ticks(now);
  if (!walk_.scripted()) walk_.engine().set_head(now.head.position, now.head.orientation);
  watch_sound();
  load_ahead();
  if (options_.each_frame) options_.each_frame(walk_);
  backend_.feel(walk_.moment().hands, walk_.engine().touch_envelope());
  if (frame.draw) backend_.draw(walk_.moment().eyes);
  // The clock starts once the first picture, which may have had to be loaded, has been shown.
  if (!speaker_ && frame.draw) start_sound();
  if (frame_ms_.size() < frame_ms_.capacity())
    frame_ms_.push_back(std::chrono::duration<float, std::milli>(Clock::now() - work).count());
  return !walk_.over();
}

void Live::finish() {
  speaker_.reset();  // no pull after this
  walk_.finish();
  if (options_.stats) print_stats();
}

void Live::print_stats() const {
  const audio::EngineStats sound = walk_.engine().stats();
  std::vector<float> ms = frame_ms_;
  const double went_on_s = static_cast<double>(sound.starved_quanta * audio::kQuantum) / audio::kSampleRateHz;
  std::fprintf(stderr,
               "%s\nframes %zu: median %.1f ms, p99 %.1f ms of work\nticks %lld; sound quanta %lld: median "
               "%.0f us, p99 %.0f us; blows dropped %lld, faults %lld\n",
               backend_.describe().c_str(), ms.size(), percentile(ms, 0.5), percentile(ms, 0.99),
               static_cast<long long>(tick_count_), static_cast<long long>(sound.quanta), sound.median_us,
               sound.p99_us, static_cast<long long>(sound.dropped_blows),
               static_cast<long long>(sound.faults));
  // Not faults: below 125 pictures a second there is not a tick for every 8 ms when they begin.
  std::fprintf(stderr,
               "between pictures the sound went on by itself for %.1f s in all; %lld ticks came after their "
               "8 ms had begun (both usual where pictures are slower than 125 a second)\n",
               went_on_s, static_cast<long long>(sound.late_moments));
  std::fprintf(stderr, "LAeq %.1f dB, peak %.1f dB, dose %.2f %%; %s\n", sound.laeq_db, sound.peak_db,
               sound.dose_percent, options_.calibration.c_str());
}

}  // namespace

int run_live(xr::Backend& backend, Walk& walk, const LiveOptions& options) {
  Live live(backend, walk, options);
  while (!walk.over() && live.frame()) {
  }
  live.finish();
  return 0;
}

}  // namespace threshold::app
