// Captions against the rules of docs/access.md: speed, length, lines, overlap, and every language complete.
#include <algorithm>
#include <cmath>
#include <set>

#include "scenes/lint.h"
#include "scenes/webvtt.h"

namespace threshold::scenes {
namespace {

constexpr double kFastest_chars_s = 17.0;
constexpr double kShortest_s = 5.0 / 6.0, kLongest_s = 7.0;
constexpr int kMostLines = 2, kLongestLine = 34;

struct Page {
  std::string file;
  std::vector<Complaint>& complaints;
  void advise(const VttCue& cue, std::string what, std::string to_do) const {
    complaints.push_back({file, cue.line, 1, "caption '" + cue.id + "' " + what, std::move(to_do), false});
  }
};

void lint_one(const VttCue& cue, const Page& page) {
  const double lasts_s = cue.to_s - cue.from_s;
  int lines = 0, letters = 0;
  for (std::size_t at = 0; at <= cue.text.size(); ++lines) {
    std::size_t end = cue.text.find('\n', at);
    if (end == std::string::npos) end = cue.text.size();
    const int length = characters(cue.text.substr(at, end - at));
    letters += length;
    if (length > kLongestLine) {
      page.advise(cue, "has a line of " + std::to_string(length) + " characters",
                  "break or shorten it: at most " + std::to_string(kLongestLine));
    }
    at = end + 1;
  }
  if (lines > kMostLines) {
    page.advise(cue, "has " + std::to_string(lines) + " lines", "keep it to two, or make two captions of it");
  }
  const double speed = letters / lasts_s;
  if (speed > kFastest_chars_s) {
    page.advise(
        cue,
        "must be read at " + std::to_string(static_cast<int>(std::lround(speed))) + " characters a second",
        "let it stand longer or shorten it: at most 17");
  }
  if (lasts_s < kShortest_s - 1e-6) page.advise(cue, "stands for less than 5/6 s", "let it stand longer");
  if (lasts_s > kLongest_s + 1e-6)
    page.advise(cue, "stands for more than 7 s", "end it sooner or make two of it");
}

}  // namespace

void lint_captions(const Story& story, std::vector<Complaint>& complaints) {
  std::set<std::string> first_ids;
  for (std::size_t i = 0; i < story.languages.size(); ++i) {
    const std::string& code = story.languages[i].code;
    const auto file = story.folder / "captions" / (code + ".vtt");
    const Page page{file.string(), complaints};
    std::vector<Complaint> said_already;  // by loading
    const auto cues = read_webvtt(file, said_already);
    std::set<std::string> ids;
    double ended_s = 0.0;
    std::string ended;
    for (const VttCue& cue : cues) {
      lint_one(cue, page);
      if (!ids.insert(cue.id).second) page.advise(cue, "comes twice", "give each caption a name of its own");
      if (cue.from_s < ended_s - 1e-6) {
        page.advise(cue, "begins before '" + ended + "' has ended",
                    "put them one after the other, or make one of both");
      }
      if (cue.to_s > ended_s) {
        ended_s = cue.to_s;
        ended = cue.id;
      }
    }
    if (i == 0) {
      first_ids = ids;
      for (const Beat& beat : story.beats) {
        for (const CaptionCue& caption : beat.captions) {
          if (ids.count(beat.id + "." + caption.id) > 0) continue;
          complaints.push_back({page.file, 1, 1,
                                "has no caption '" + beat.id + "." + caption.id + "', which beat '" +
                                    beat.id + "' has an entry for",
                                "write it, or remove the entry", false});
        }
      }
    }
    for (const std::string& id : first_ids) {
      if (ids.count(id) > 0) continue;
      complaints.push_back({page.file, 1, 1,
                            "lacks caption '" + id + "' of '" + story.languages.front().code + "'",
                            "translate it", false});
    }
  }
}

}  // namespace threshold::scenes
