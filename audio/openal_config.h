// The settings OpenAL Soft is to run with, whatever the machine's or the visitor's own OpenAL files say:
// sound must not depend on them. Used once, by AlWorld, before the first OpenAL call of the process.
#pragma once

#include <string>

namespace threshold::audio {

// The pinned configuration. It names every key that can change what is heard, because OpenAL Soft reads the
// system's and the user's files first and lays this one over them.
const char* pinned_openal_config() noexcept;

// Points OpenAL Soft at the pinned configuration while it lives; OpenAL Soft reads it once, when the first
// device is opened. Needs no writable folder. Construction thread only: it touches the environment.
class PinnedOpenAl {
 public:
  PinnedOpenAl();  // throws std::runtime_error when the configuration cannot be handed over
  ~PinnedOpenAl();
  PinnedOpenAl(const PinnedOpenAl&) = delete;
  PinnedOpenAl& operator=(const PinnedOpenAl&) = delete;

 private:
  int file_ = -1;
  std::string path_;
  std::string before_;  // ALSOFT_CONF as we found it
  bool was_set_ = false;
};

}  // namespace threshold::audio
