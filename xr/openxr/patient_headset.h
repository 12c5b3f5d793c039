// PatientHeadset: the headset as the program has it. Everything of OpenXR happens on a thread of its own, and
// a runtime that does not answer holds the story while sound, mirror and keys go on.
#pragma once

#include "xr/openxr/headset.h"
#include "xr/openxr/runtime_thread.h"

namespace threshold::xr {

// The headset that does the work (open_headset.cpp), on `thread` alone, from its making to its end.
std::unique_ptr<Headset> open_headset(const HeadsetOptions& options, RuntimeThread& thread);

// Throws what open_headset throws, and std::runtime_error when the runtime does not answer.
std::unique_ptr<Headset> patient_headset(const HeadsetOptions& options);

}  // namespace threshold::xr
