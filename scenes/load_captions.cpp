// captions/<language>.vtt -> captions on their beats' clocks. A caption file runs on the clock of the whole
// walk, so that it also fits a film of it in any player; the beat is the first half of a cue's name.
#include <algorithm>

#include "scenes/loading.h"
#include "scenes/webvtt.h"

namespace threshold::scenes {
namespace {

// When a beat begins in the first cut; nothing when it is not in it.
std::optional<double> start_of(const Story& story, int beat) {
  double at = 0.0;
  for (const CutPart& part : story.cuts.front().parts) {
    if (part.beat == beat) return at - part.from_s;
    at += part.to_s - part.from_s;
  }
  return std::nullopt;
}

// Whoever reads while somebody signs cannot watch the hands meanwhile, and gets more time for both.
constexpr double kBesideSigning = 1.3, kLongest_s = 7.0;
constexpr double kApart_s = 0.08;  // before the next caption: nobody takes the two for one

bool signed_during(const Beat& beat, double from_s, double to_s) {
  for (const FigureCue& figure : beat.figures) {
    for (const ClipCue& clip : figure.clips) {
      const bool signing = clip.clip.rfind("sign_", 0) == 0;
      const double until_s = clip.at_s + clip.duration_s / clip.rate;
      if (signing && clip.at_s < to_s && until_s > from_s) return true;
    }
  }
  return false;
}

// 30 % longer beside signing, as far as the next caption, the beat and seven seconds in all let it. Captions
// are in the order of their times.
void hold_beside_signing(const Story& story, std::vector<CaptionText>& captions) {
  for (std::size_t i = 0; i < captions.size(); ++i) {
    CaptionText& caption = captions[i];
    const Beat& beat = story.beats[static_cast<std::size_t>(caption.beat)];
    const bool is_signing = beat.captions[static_cast<std::size_t>(caption.cue)].kind == CaptionKind::signing;
    if (!is_signing && !signed_during(beat, caption.from_s, caption.to_s)) continue;
    double until_s = caption.from_s + std::min(kBesideSigning * (caption.to_s - caption.from_s), kLongest_s);
    until_s = std::min(until_s, beat.duration_s);
    if (i + 1 < captions.size() && captions[i + 1].beat == caption.beat)
      until_s = std::min(until_s, captions[i + 1].from_s - kApart_s);
    caption.to_s = std::max(caption.to_s, until_s);
  }
}

}  // namespace

void read_captions(const std::filesystem::path& file, const Story& story, Language& language,
                   std::vector<Complaint>& complaints) {
  const auto cues = read_webvtt(file, complaints);
  const auto complain = [&](const VttCue& cue, std::string what, std::string to_do, bool fatal = true) {
    complaints.push_back({file.string(), cue.line, 1, std::move(what), std::move(to_do), fatal});
  };
  if (story.cuts.empty()) return;
  for (const VttCue& cue : cues) {
    const std::size_t dot = cue.id.find('.');
    const std::string beat_id = cue.id.substr(0, dot);
    const auto beat = story.beat_index(beat_id);
    if (dot == std::string::npos || !beat) {
      complain(cue, "caption '" + cue.id + "' is for an unknown beat",
               "name it BEAT.CAPTION, as in soundcheck.nell_1");
      continue;
    }
    const Beat& in = story.beats[static_cast<std::size_t>(*beat)];
    const std::string id = cue.id.substr(dot + 1);
    const auto entry = std::find_if(in.captions.begin(), in.captions.end(),
                                    [&](const CaptionCue& one) { return one.id == id; });
    if (entry == in.captions.end()) {
      complain(cue, "caption '" + cue.id + "' has no entry in beat '" + beat_id + "'",
               "add [[captions]] with id = \"" + id + "\" to beats/" + beat_id + ".toml");
      continue;
    }
    const auto start = start_of(story, *beat);
    if (!start) {
      complain(cue, "beat '" + beat_id + "' is not in the first cut, so its captions have no clock",
               "add the beat to the first cut of story.toml");
      continue;
    }
    CaptionText text{*beat,
                     static_cast<int>(entry - in.captions.begin()),
                     cue.from_s - *start,
                     cue.to_s - *start,
                     cue.speaker,
                     cue.text};
    if (text.from_s < -1e-6 || text.to_s > in.duration_s + 1e-6) {
      complain(cue,
               "caption '" + cue.id + "' lies outside its beat, which lasts " +
                   std::to_string(static_cast<int>(*start)) + " to " +
                   std::to_string(static_cast<int>(*start + in.duration_s)) + " s of the walk",
               "move it");
      continue;
    }
    language.captions.push_back(std::move(text));
  }
  std::stable_sort(language.captions.begin(), language.captions.end(),
                   [](const CaptionText& a, const CaptionText& b) {
                     return a.beat != b.beat ? a.beat < b.beat : a.from_s < b.from_s;
                   });
  hold_beside_signing(story, language.captions);
}

}  // namespace threshold::scenes
