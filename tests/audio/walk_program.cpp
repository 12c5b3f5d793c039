// Renders half a minute's worth of everything and prints one number for each soundtrack's bits. The
// determinism test runs it in processes of their own, with other people's OpenAL settings about.
#include <bit>
#include <cinttypes>
#include <cstdio>

#include "audio/engine.h"
#include "tests/audio/probe.h"

namespace {

std::uint64_t fingerprint(const std::vector<float>& samples) {  // FNV-1a over the bits
  std::uint64_t hash = 14695981039346656037u;
  for (const float sample : samples) hash = (hash ^ std::bit_cast<std::uint32_t>(sample)) * 1099511628211u;
  return hash;
}

}  // namespace

int main() {
  using namespace threshold::audio;
  using namespace threshold::audio::probe;
  Engine engine({}, bank({{"noise", white_noise(48000, 0.1f), true},
                          {"blow", white_noise(9600, 0.3f, 5), false},
                          {"tone", tone(440, 96000, 0.1f), false}}));
  const Tracks tracks = render(engine, 250, [](int tick, SoundMoment& moment) {
    const float t = 0.01f * static_cast<float>(tick);
    moment.held = tick > 150 && tick < 170;
    moment.room = tick > 100 ? 1 : 0;
    moment.head_orientation = glm::angleAxis(t, glm::vec3(0, 1, 0));
    for (auto& side : moment.hearing.ears) {
      side.loss_db_hl.fill(30.0f * t);
      side.smear = 0.5f;
      side.tinnitus_db_sl = 10.0f;
    }
    add(moment, Voice{.key = 1,
                      .looping = true,
                      .position = {std::sin(9 * t), 0, -2},
                      .gain = 0.5f,
                      .occlusion = 0.3f});
    if (tick > 20)
      add(moment, Voice{.key = 2, .sound = 2, .position = {1, 1, 1}, .gain = 0.5f, .bone = 0.3f});
    if (tick % 9 == 0) {
      add(moment, Blow{.sound = 1,
                       .start_sample = moment.sample + tick,
                       .position = {-0.5f, 0, -0.5f},
                       .gain = 0.6f,
                       .pitch = 1.0f + 0.1f * t,
                       .bone = 1.0f});
    }
  });
  std::printf("%016" PRIx64 " %016" PRIx64 "\n", fingerprint(tracks.heard), fingerprint(tracks.was_there));
}
