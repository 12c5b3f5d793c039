#include "audio/openal_config.h"

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#ifdef __linux__
#include <sys/mman.h>
#endif
#include <unistd.h>

namespace threshold::audio {
namespace {

// Environment variables that override the configuration file. (__ALSOFT_REVERSE_Z is read when the library is
// loaded, before anybody's code: whoever sets it wants it.)
constexpr const char* kLeaks[] = {"ALSOFT_DEFAULT_REVERB",
                                  "ALSOFT_TRAP_ERROR",
                                  "ALSOFT_TRAP_AL_ERROR",
                                  "ALSOFT_TRAP_ALC_ERROR",
                                  "__ALSOFT_SUSPEND_CONTEXT",
                                  "__ALSOFT_HALF_ANGLE_CONES",
                                  "__ALSOFT_REVERB_IGNORES_SOUND_SPEED"};

// A file of no folder (Linux), so that it works from a read-only tree and leaves nothing behind.
int open_config_file(std::string& path) {
#ifdef __linux__
  const int file = memfd_create("threshold-alsoft.conf", MFD_CLOEXEC);
  if (file >= 0) path = "/proc/self/fd/" + std::to_string(file);
  return file;
#else
  path = "/tmp/threshold-alsoft-XXXXXX";
  return mkstemp(path.data());
#endif
}

}  // namespace

const char* pinned_openal_config() noexcept {
  return "[general]\n"
         "disable-cpu-exts =\n"
         "stereo-mode = headphones\n"
         "stereo-encoding = panpot\n"
         "hrtf = true\n"
         "hrtf-mode = full\n"
         "hrtf-size = 0\n"
         "default-hrtf =\n"
         "hrtf-paths =\n"
         "hrtf_tables =\n"
         "cf_level = 0\n"
         "resampler = bsinc12\n"
         "sources = 1024\n"
         "slots = 4\n"
         "sends = 2\n"
         "front-stablizer = false\n"
         "output-limiter = false\n"
         "dither = false\n"
         "dither-depth = 0\n"
         "volume-adjust = 0\n"
         "excludefx =\n"
         "default-reverb = none\n"
         "trap-alc-error = false\n"
         "trap-al-error = false\n"
         "rt-prio = 0\n"
         "[decoder]\n"
         "hq-mode = true\n"
         "distance-comp = false\n"
         "nfc = false\n"
         "nfc-ref-delay =\n"
         "[reverb]\n"
         "boost = 0\n";
}

PinnedOpenAl::PinnedOpenAl() {
  for (const char* name : kLeaks) unsetenv(name);
  if (const char* before = std::getenv("ALSOFT_CONF")) {
    before_ = before;
    was_set_ = true;
  }
  file_ = open_config_file(path_);
  const std::string text = pinned_openal_config();
  if (file_ < 0 || write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    if (file_ >= 0) close(file_);
    throw std::runtime_error(std::string("sound: the OpenAL settings could not be handed over (") +
                             std::strerror(errno) + "): free some memory and start again");
  }
  setenv("ALSOFT_CONF", path_.c_str(), 1);
}

PinnedOpenAl::~PinnedOpenAl() {
  if (was_set_) {
    setenv("ALSOFT_CONF", before_.c_str(), 1);
  } else {
    unsetenv("ALSOFT_CONF");
  }
#ifndef __linux__
  unlink(path_.c_str());
#endif
  close(file_);
}

}  // namespace threshold::audio
