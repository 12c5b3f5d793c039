#include "scenes/caption_policy.h"

#include <algorithm>

namespace threshold::scenes {
namespace {

constexpr float kUnderstood_db = 15.0f, kVoiceThere_db = -25.0f;
constexpr float kRecognised_db = 5.0f, kSoundThere_db = -15.0f;

CaptionForm followed(const CaptionCue& caption, const audio::hearing::State& hearing) {
  float loss = 120.0f;
  bool silent = true;
  for (int ear = 0; ear < 2; ++ear) {
    if (!caption.ears[ear]) continue;
    loss = std::min(loss, speech_loss_db(hearing.ears[ear]));
    silent = silent && hearing.ears[ear].silence >= 0.5f;
  }
  if (silent) return CaptionForm::none;
  if (caption.felt) return CaptionForm::words;
  const float margin = caption.level_db_hl - loss;
  const bool speech = caption.kind == CaptionKind::speech;
  if (margin >= (speech ? kUnderstood_db : kRecognised_db)) return CaptionForm::words;
  return margin >= (speech ? kVoiceThere_db : kSoundThere_db) ? CaptionForm::kind_only : CaptionForm::none;
}

}  // namespace

CaptionForm form_of(const CaptionCue& caption, const audio::hearing::State& hearing, CaptionPolicy policy) {
  if (policy == CaptionPolicy::off) return CaptionForm::none;
  if (caption.kind == CaptionKind::signing) {
    return policy == CaptionPolicy::all_signing ? CaptionForm::words : CaptionForm::kind_only;
  }
  return policy == CaptionPolicy::follow_ears ? followed(caption, hearing) : CaptionForm::words;
}

CaptionPolicy next(CaptionPolicy policy) {
  switch (policy) {
    case CaptionPolicy::follow_ears:
      return CaptionPolicy::full;
    case CaptionPolicy::full:
      return CaptionPolicy::all_signing;
    case CaptionPolicy::all_signing:
      return CaptionPolicy::off;
    case CaptionPolicy::off:
      break;
  }
  return CaptionPolicy::follow_ears;
}

std::string_view text_key(CaptionPolicy policy) {
  switch (policy) {
    case CaptionPolicy::follow_ears:
      return "captions_follow";
    case CaptionPolicy::full:
      return "captions_full";
    case CaptionPolicy::all_signing:
      return "captions_signing";
    case CaptionPolicy::off:
      break;
  }
  return "captions_off";
}

}  // namespace threshold::scenes
