#include "tests/hearing/allocations.h"

#include <cstdlib>
#include <new>

namespace threshold::audio::hearing::testing {
thread_local bool counting = false;
thread_local int allocations = 0;
}  // namespace threshold::audio::hearing::testing

// A sanitizer brings its own allocator, and pairs what is taken with how it is given back.
#ifndef THRESHOLD_SANITIZED
void* operator new(std::size_t size) {
  if (threshold::audio::hearing::testing::counting) ++threshold::audio::hearing::testing::allocations;
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}
#endif
