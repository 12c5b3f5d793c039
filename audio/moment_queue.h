// Lock-free hand-over from the control thread to the audio thread: a queue that keeps every item in order,
// and a slot that keeps only the newest. One writer, one reader each; neither ever waits or allocates.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <type_traits>

namespace threshold::audio {

// Ring of N items. Indices count for ever, so full and empty differ without a spare place.
template <typename T, std::size_t N>
class SpscQueue {
  static_assert(std::is_trivially_copyable_v<T> && (N & (N - 1)) == 0);

 public:
  // Writer. False: full, nothing was taken.
  bool push(const T& item) noexcept {
    const std::size_t head = head_.load(std::memory_order_relaxed);
    if (head - tail_.load(std::memory_order_acquire) == N) return false;
    items_[head % N] = item;
    head_.store(head + 1, std::memory_order_release);
    return true;
  }

  // Reader. The oldest item, or null; valid until pop().
  const T* front() const noexcept {
    const std::size_t tail = tail_.load(std::memory_order_relaxed);
    return tail == head_.load(std::memory_order_acquire) ? nullptr : &items_[tail % N];
  }

  // Reader, after front() gave an item.
  void pop() noexcept { tail_.store(tail_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

 private:
  std::array<T, N> items_{};
  alignas(64) std::atomic<std::size_t> head_{0};
  alignas(64) std::atomic<std::size_t> tail_{0};
};

// Triple buffer: the writer owns one place, the reader another, and the third changes hands atomically.
template <typename T>
class Newest {
  static_assert(std::is_trivially_copyable_v<T>);
  static constexpr unsigned kFresh = 4;

 public:
  // Writer.
  void set(const T& value) noexcept {
    places_[mine_] = value;
    mine_ = between_.exchange(mine_ | kFresh, std::memory_order_acq_rel) & 3u;
  }

  // Reader. The newest value set since the last call, or null; valid until the next call.
  const T* take() noexcept {
    if (!(between_.load(std::memory_order_relaxed) & kFresh)) return nullptr;
    theirs_ = between_.exchange(theirs_, std::memory_order_acq_rel) & 3u;
    return &places_[theirs_];
  }

 private:
  std::array<T, 3> places_{};
  alignas(64) unsigned mine_ = 0;  // writer's
  alignas(64) std::atomic<unsigned> between_{1};
  alignas(64) unsigned theirs_ = 2;  // reader's
};

}  // namespace threshold::audio
