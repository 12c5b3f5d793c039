// Counts this thread's heap allocations while `counting` is set: the program's operator new is replaced.
#pragma once

namespace threshold::audio::hearing::testing {

extern thread_local bool counting;
extern thread_local int allocations;

}  // namespace threshold::audio::hearing::testing
