// The same moments give the same bits in another process, whatever OpenAL settings lie about there.
#include <cstdio>

#include <gtest/gtest.h>

#include "audio/engine.h"
#include "tests/audio/scratch.h"

namespace threshold::audio {
namespace {

using namespace probe;

std::string output_of(const std::string& environment) {
  const std::string command = environment + " " + AUDIO_WALK_PROGRAM;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return "";
  char line[128] = "";
  if (!std::fgets(line, sizeof line, pipe)) line[0] = '\0';
  return pclose(pipe) == 0 ? line : "failed: " + command;
}

TEST(Process, another_process_gives_the_same_bits_and_other_peoples_settings_do_not_matter) {
  const Scratch scratch;
  const std::string settings =
      "[general]\nvolume-adjust = -12\nresampler = point\nsends = 0\nsources = 3\nhrtf = false\nhrtf-mode = "
      "ambi1\n"
      "stereo-mode = speakers\ndefault-reverb = hangar\nexcludefx = eaxreverb\nhrtf-size = 8\nfrequency = "
      "22050\n"
      "output-limiter = true\n[reverb]\nboost = 6\n";
  scratch.write("mine.conf", settings);
  std::filesystem::create_directory(scratch / "config");
  scratch.write("config/alsoft.conf", settings);
  scratch.write(".alsoftrc", settings);
  const std::string plain = output_of("env -u ALSOFT_CONF");
  ASSERT_EQ(plain.size(), 34u) << plain;
  EXPECT_EQ(output_of("env -u ALSOFT_CONF"), plain);
  EXPECT_EQ(output_of("ALSOFT_CONF=" + (scratch / "mine.conf").string()), plain);
  EXPECT_EQ(
      output_of("XDG_CONFIG_HOME=" + (scratch / "config").string() + " HOME=" + scratch.folder().string()),
      plain);
  EXPECT_EQ(output_of("ALSOFT_DEFAULT_REVERB=hangar ALSOFT_TRAP_ERROR=1"), plain);
  EXPECT_EQ(scratch.files(), 3u);  // and nothing was written there
}

TEST(Process, what_the_sound_world_is_made_of_is_told_in_one_line) {
  const std::string line = describe_sound_world();
  EXPECT_NE(line.find("OpenAL"), std::string::npos) << line;
  EXPECT_NE(line.find("HRTF set \""), std::string::npos) << line;
  EXPECT_EQ(line.find('\n'), std::string::npos) << line;
}

}  // namespace
}  // namespace threshold::audio
