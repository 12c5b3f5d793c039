#include "app/live.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

#include <glm/gtc/quaternion.hpp>

#include "audio/speaker.h"

namespace threshold::app {
namespace {

using Clock = std::chrono::steady_clock;

// The story runs this far ahead of the sound, so that a blow sounds at the next quantum and none is late.
constexpr std::int64_t kLead = xr::kTickSamples;

xr::Pose mix(const xr::Pose& a, const xr::Pose& b, float t) {
  return {glm::mix(a.position, b.position, t), glm::slerp(a.orientation, b.orientation, t)};
}

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

}  // namespace

xr::Presence between(const xr::Presence& from, const xr::Presence& to, float part) {
  xr::Presence p = to;
  p.head = mix(from.head, to.head, part);
  for (std::size_t side = 0; side < 2; ++side) {
    const xr::HandPresence &a = from.hands[side], &b = to.hands[side];
    if (!a.tracked || !b.tracked) continue;  // nothing to come from: taken as it is
    p.hands[side].grip = mix(a.grip, b.grip, part);
    p.hands[side].aim = mix(a.aim, b.aim, part);
    if (a.joints_tracked && b.joints_tracked)
      for (std::size_t j = 0; j < b.joints.size(); ++j)
        p.hands[side].joints[j] = mix(a.joints[j], b.joints[j], part);
  }
  return p;
}

int run_live(xr::Backend& backend, Walk& walk, const LiveOptions& options) {
  std::vector<float> frame_ms;
  frame_ms.reserve(200000);
  xr::Presence last;
  bool first = true;
  std::string beat, held_because;
  const Clock::time_point began = Clock::now();
  std::int64_t ticks = 0;
  Edges edges;

  audio::Engine& engine = walk.engine();
  audio::SpeakerConfig speaker_config;
  speaker_config.device = options.sound_device;
  std::unique_ptr<audio::Speaker> speaker;

  while (!walk.over()) {
    const xr::Frame frame = backend.begin_frame();
    const Clock::time_point work = Clock::now();
    if (frame.running == xr::Running::ended) break;
    if (options.limit_s > 0 && std::chrono::duration<double>(work - began).count() > options.limit_s) break;
    if (walk.scripted() && frame.presence.wishes.exit)
      break;  // a recording does not listen, but its viewer may go

    xr::Presence now = frame.presence;
    if (frame.running == xr::Running::held) now.worn = false;
    if (frame.why_held != held_because) {
      held_because = frame.why_held;
      if (!held_because.empty()) std::fprintf(stderr, "threshold: held: %s\n", held_because.c_str());
    }
    if (first) last = now;

    // As many ticks as the sound has gone on; while it is held, one a frame to notice the end of it.
    const std::int64_t due =
        (engine.clock() + kLead - walk.moment().sample) / xr::kTickSamples + (first ? 1 : 0);
    const std::int64_t count = walk.moment().held || !now.worn ? std::max<std::int64_t>(due, 1) : due;
    edges.gather(now);
    for (std::int64_t i = 1; i <= count && !walk.over(); ++i) {
      xr::Presence p = between(last, now, static_cast<float>(i) / static_cast<float>(count));
      edges.give(p);
      walk.step(p);
      ++ticks;
      if (walk.moment().held) break;
    }
    if (count > 0) last = now;
    if (!walk.scripted()) engine.set_head(now.head.position, now.head.orientation);
    if (speaker) speaker->poll();
    first = false;

    if (walk.moment().beat != beat) {
      beat = walk.moment().beat;
      if (const auto index = walk.story().beat_index(beat);
          index && *index + 1 < static_cast<int>(walk.story().beats.size())) {
        const scenes::Beat& next = walk.story().beats[static_cast<std::size_t>(*index + 1)];
        backend.preload(walk.story().places[static_cast<std::size_t>(next.place)].id,
                        walk.story().people_in(next));
      }
    }
    if (options.each_frame) options.each_frame(walk);
    backend.feel(walk.moment().hands, engine.touch_envelope());
    if (frame.draw) backend.draw(walk.moment().eyes);
    // The clock starts once the first picture, which may have had to be loaded, has been shown.
    if (!speaker && frame.draw) {
      const audio::Pull pull = [&engine](std::span<float> heard) { engine.render(heard, {}); };
      speaker = options.sound
                    ? std::make_unique<audio::Speaker>(speaker_config, pull)
                    : std::make_unique<audio::Speaker>(std::make_unique<NoPort>(), speaker_config, pull);
    }
    if (frame_ms.size() < frame_ms.capacity())
      frame_ms.push_back(std::chrono::duration<float, std::milli>(Clock::now() - work).count());
  }
  speaker.reset();  // no pull after this
  walk.finish();
  if (options.stats) {
    const audio::EngineStats sound = engine.stats();
    std::fprintf(stderr,
                 "%s\nframes %zu: median %.1f ms, p99 %.1f ms of work\nticks %lld; sound quanta %lld: median "
                 "%.0f us, p99 %.0f us; "
                 "late moments %lld, starved %lld, blows dropped %lld, faults %lld\nLAeq %.1f dB, peak %.1f "
                 "dB, dose %.2f %%; %s\n",
                 backend.describe().c_str(), frame_ms.size(), percentile(frame_ms, 0.5),
                 percentile(frame_ms, 0.99), static_cast<long long>(ticks),
                 static_cast<long long>(sound.quanta), sound.median_us, sound.p99_us,
                 static_cast<long long>(sound.late_moments), static_cast<long long>(sound.starved_quanta),
                 static_cast<long long>(sound.dropped_blows), static_cast<long long>(sound.faults),
                 sound.laeq_db, sound.peak_db, sound.dose_percent, options.calibration.c_str());
  }
  return 0;
}

}  // namespace threshold::app
