// render() allocates nothing: this program puts itself between everybody and the C library's allocator, so it
// sees OpenAL Soft's allocations as well as our own. Not under sanitizers, which do the same.
#include <cerrno>
#include <cstdlib>

#include <gtest/gtest.h>

#include "audio/engine.h"
#include "tests/audio/probe.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WATCHED 0
#else
#define WATCHED 1
#endif

namespace {
thread_local bool watching = false;
thread_local int allocations = 0;
thread_local int releases = 0;
}  // namespace

#if WATCHED
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);

void* malloc(std::size_t size) {
  allocations += watching;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  allocations += watching;
  return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
  allocations += watching;
  return __libc_realloc(old, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  allocations += watching;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  allocations += watching;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  allocations += watching;
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : ENOMEM;
}
void free(void* memory) {
  releases += watching && memory;
  __libc_free(memory);
}
}
#endif

namespace threshold::audio {
namespace {

using namespace probe;

// Everything at once: 40 voices that come, move, change and go, blows, rooms, heads, hearing, holds.
SoundMoment busy_moment(int tick, std::int64_t clock) {
  SoundMoment moment;
  moment.sample = clock;
  moment.held = tick % 50 > 40;
  moment.room = static_cast<std::uint8_t>(tick / 45 % 3);
  moment.head_orientation = glm::angleAxis(0.05f * static_cast<float>(tick), glm::vec3(0, 1, 0));
  moment.hearing.ears[0].loss_db_hl.fill(static_cast<float>(tick % 80));
  moment.hearing.ears[0].tinnitus_db_sl = 10.0f;
  moment.hearing.ears[1].smear = 1.0f;
  for (std::uint32_t key = 1; key <= kMaxVoices; ++key) {
    if ((tick + static_cast<int>(key)) % 30 < 3) continue;
    const auto sound = static_cast<SoundId>(key % 12);
    const float t = static_cast<float>(tick) + static_cast<float>(key);
    add(moment, Voice{.key = key,
                      .sound = sound,
                      .looping = sound % 2 == 0,
                      .start_sample = 64 * key,
                      .position = {std::sin(t), 0.1f * t, -1.0f},
                      .gain = 0.1f,
                      .occlusion = 0.5f + 0.5f * std::sin(t),
                      .reverb = 0.5f,
                      .bone = 0.2f});
  }
  for (int blow = 0; blow < tick % 5; ++blow) {
    add(moment, Blow{.sound = static_cast<SoundId>(12 + blow),
                     .start_sample = clock + 30 * blow,
                     .gain = 0.3f,
                     .pitch = 1.0f + 0.01f * static_cast<float>(blow),
                     .bone = 1.0f});
  }
  return moment;
}

TEST(RealTime, render_neither_allocates_nor_frees) {
  if (!WATCHED) GTEST_SKIP() << "the sanitizer owns the allocator";
  std::vector<Sound> sounds;
  for (std::uint32_t i = 0; i < 20; ++i) {
    sounds.push_back({"noise_" + std::to_string(i), white_noise(9600 + 4800 * i, 0.1f, i + 1), i % 2 == 0});
  }
  Engine engine({}, bank(std::move(sounds)));
  std::array<float, 2 * kQuantum> heard{}, was_there{};
  allocations = releases = 0;
  for (int tick = 0; tick < 700; ++tick) {
    ASSERT_TRUE(engine.push(busy_moment(tick, engine.clock())));
    engine.set_head({0.0f, 0.001f * static_cast<float>(tick), 0.0f}, glm::quat(1, 0, 0, 0));
    for (int quantum = 0; quantum < 6; ++quantum) {
      watching = true;
      engine.render(heard, was_there);
      watching = false;
      ASSERT_EQ(allocations, 0) << "tick " << tick << ", quantum " << quantum;
      ASSERT_EQ(releases, 0) << "tick " << tick << ", quantum " << quantum;
    }
  }
  EXPECT_EQ(engine.stats().faults, 0);
}

TEST(RealTime, the_watch_sees_an_allocation) {
  if (!WATCHED) GTEST_SKIP() << "the sanitizer owns the allocator";
  allocations = 0;
  watching = true;
  void* volatile memory = std::malloc(100);
  watching = false;
  std::free(memory);
  EXPECT_EQ(allocations, 1);
}

}  // namespace
}  // namespace threshold::audio
