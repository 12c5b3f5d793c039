#include "scenes/lint.h"

#include <algorithm>
#include <cmath>

#include "scenes/flashes.h"
#include "scenes/lights.h"
#include "scenes/load_story.h"

namespace threshold::scenes {
namespace {

constexpr double kStep_s = 0.008;
constexpr int kFlashesASecond = 3;  // WCAG 2.3.1
constexpr double kLossWithoutDoing_s = 90.0;
constexpr double kTinnitusFor_s = 15.0;
constexpr float kTinnitusLoudest_db_spl = 55.0f;
constexpr float kLoss_db = 40.0f;  // from here on a beat is one of loss
constexpr double kFastestFall_db_s = 120.0;
constexpr float kJump_db = 10.0f;

std::string file_of(const Story& story, const Beat& beat) {
  return (story.folder / "beats" / (beat.id + ".toml")).string();
}

std::string number(double value) {
  std::string text = std::to_string(std::round(value * 10.0) / 10.0);
  return text.substr(0, text.find('.') + 2);
}

void advise(std::vector<Complaint>& complaints, std::string file, std::string what, std::string to_do) {
  complaints.push_back({std::move(file), 1, 1, std::move(what), std::move(to_do), false});
}

// Time for which `is` holds without a break, over the parts of the first cut.
template <typename Is>
void longest_run(const Story& story, double limit_s, Is is, const char* what, const char* to_do,
                 std::vector<Complaint>& complaints) {
  double run_s = 0.0;
  bool said = false;
  for (const CutPart& part : story.cuts.front().parts) {
    const Beat& beat = story.beats[static_cast<std::size_t>(part.beat)];
    for (double s = part.from_s; s < part.to_s; s += kStep_s) {
      run_s = is(beat, s) ? run_s + kStep_s : 0.0;
      if (run_s == 0.0) said = false;
      if (run_s <= limit_s + kStep_s || said) continue;
      advise(complaints, file_of(story, beat), "at " + number(s) + " s " + what, to_do);
      said = true;
    }
  }
}

void lint_slopes(const Story& story, const Beat& beat, std::vector<Complaint>& complaints) {
  for (int ear = 0; ear < 2; ++ear) {
    auto before = beat.hearing.ears[ear].at(0.0);
    for (double s = kStep_s; s <= beat.duration_s; s += kStep_s) {
      const auto now = beat.hearing.ears[ear].at(s);
      double fastest = 0.0;
      for (int i = 0; i < audio::hearing::kAudiogramPoints; ++i) {
        fastest = std::max(fastest,
                           std::abs(static_cast<double>(now.loss_db_hl[i]) - before.loss_db_hl[i]) / kStep_s);
      }
      before = now;
      if (fastest <= kFastestFall_db_s * 1.001) continue;
      advise(complaints, file_of(story, beat),
             std::string(ear == 0 ? "the left" : "the right") + " ear changes by " + number(fastest) +
                 " dB/s at " + number(s) + " s",
             "spread its keyframes: at most 120 dB/s");
      break;
    }
  }
}

// Of the named states alone: on the way between them the model's own limit holds.
void lint_tinnitus(const Story& story, const Beat& beat, const EarCurve& ear,
                   std::vector<Complaint>& complaints) {
  for (const HearingKey& key : ear.keys()) {
    const float level = tinnitus_db_spl(key.ear);
    if (level <= kTinnitusLoudest_db_spl) continue;
    advise(complaints, (story.folder / "hearing.toml").string(),
           "the tinnitus of state '" + key.state + "', used in beat '" + beat.id + "', is written at " +
               number(level) + " dB SPL",
           "keep it to 55: lower its tinnitus_db_sl");
    return;
  }
}

void lint_joins(const Story& story, std::vector<Complaint>& complaints) {
  const auto& parts = story.cuts.front().parts;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Beat& before = story.beats[static_cast<std::size_t>(parts[i - 1].beat)];
    const Beat& after = story.beats[static_cast<std::size_t>(parts[i].beat)];
    for (int ear = 0; ear < 2; ++ear) {
      const float a = speech_loss_db(before.hearing.ears[ear].at(parts[i - 1].to_s));
      const float b = speech_loss_db(after.hearing.ears[ear].at(parts[i].from_s));
      if (std::abs(a - b) <= kJump_db) continue;
      advise(complaints, file_of(story, after),
             std::string(ear == 0 ? "the left" : "the right") + " ear jumps from " + number(a) + " to " +
                 number(b) + " dB HL where '" + before.id + "' ends",
             "begin with the state that the beat before ended in");
    }
  }
}

}  // namespace

void lint_hearing(const Story& story, std::vector<Complaint>& complaints) {
  for (const Beat& beat : story.beats) {
    lint_slopes(story, beat, complaints);
    for (const EarCurve& ear : beat.hearing.ears) lint_tinnitus(story, beat, ear, complaints);
  }
  lint_joins(story, complaints);
  longest_run(
      story, kTinnitusFor_s,
      [](const Beat& beat, double s) {
        const auto state = beat.hearing.at(s);
        return tinnitus_db_spl(state.ears[0]) > 0.0f || tinnitus_db_spl(state.ears[1]) > 0.0f;
      },
      "tinnitus has lasted for more than 15 s", "let it fade sooner", complaints);
  longest_run(
      story, kLossWithoutDoing_s,
      [](const Beat& beat, double s) {
        return !beat.something_to_do && speech_loss_db(beat.hearing.at(s)) > kLoss_db;
      },
      "loss has lasted for more than 90 s without something to do", "give the visitor something to do",
      complaints);
}

void lint_light(const Story& story, std::vector<Complaint>& complaints) {
  for (const Beat& beat : story.beats) {
    std::vector<float> luminance;
    xr::Picture picture;
    for (double s = 0.0; s <= beat.duration_s; s += kStep_s) {
      light_picture(beat, s, picture);
      luminance.push_back(luminance_of(picture));
    }
    const FlashCount flashes = count_flashes(luminance, kStep_s);
    if (flashes.most_in_a_second <= kFlashesASecond) continue;
    advise(complaints, file_of(story, beat),
           "its light flashes " + std::to_string(flashes.most_in_a_second) + " times in the second from " +
               number(flashes.at_s) + " s",
           "keep it to 3: slower, or less deep");
  }
}

void lint_limits(const Story& story, std::vector<Complaint>& complaints) {
  for (const Beat& beat : story.beats) {
    std::size_t most = 0;
    for (const VoiceCue& cue : beat.voices) {
      const auto at_once = static_cast<std::size_t>(std::count_if(
          beat.voices.begin(), beat.voices.end(),
          [&](const VoiceCue& other) { return other.from_s <= cue.from_s && cue.from_s < other.until_s; }));
      most = std::max(most, at_once);
    }
    if (most > audio::kMaxVoices) {
      advise(complaints, file_of(story, beat), std::to_string(most) + " voices sound at once",
             "keep them to " + std::to_string(audio::kMaxVoices) + ": the rest is not heard");
    }
  }
}

std::vector<Complaint> lint(const std::filesystem::path& story_dir, const std::filesystem::path& assets_dir) {
  Reading reading = read_story(story_dir, assets_dir);
  if (!reading.story) return std::move(reading.complaints);
  lint_captions(*reading.story, reading.complaints);
  lint_light(*reading.story, reading.complaints);
  lint_hearing(*reading.story, reading.complaints);
  lint_limits(*reading.story, reading.complaints);
  return std::move(reading.complaints);
}

}  // namespace threshold::scenes
