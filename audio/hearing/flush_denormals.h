// FlushDenormals: while it lives, this thread's arithmetic takes numbers too small to matter as zero.
// Recursive filters ringing out into silence would otherwise cost ten times as much as sound.
#pragma once

#include <cstdint>

#if defined(__SSE__) || defined(_M_X64)
#include <xmmintrin.h>
#endif

namespace threshold::audio::hearing {

class FlushDenormals {
 public:
#if defined(__SSE__) || defined(_M_X64)
  FlushDenormals() noexcept : before_(_mm_getcsr()) {
    _mm_setcsr(before_ | 0x8040u);
  }  // FTZ and DAZ
  ~FlushDenormals() {
    _mm_setcsr(before_);
  }
#elif defined(__aarch64__)
  FlushDenormals() noexcept {
    std::uint64_t control;
    asm volatile("mrs %0, fpcr" : "=r"(control));
    before_ = control;
    asm volatile("msr fpcr, %0" ::"r"(control | (1ull << 24)));
  }
  ~FlushDenormals() {
    asm volatile("msr fpcr, %0" ::"r"(before_));
  }
#endif
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
#if defined(__aarch64__)
  std::uint64_t before_ = 0;
#else
  std::uint32_t before_ = 0;
#endif
};

}  // namespace threshold::audio::hearing
