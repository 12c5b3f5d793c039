#include "scenes/caption_policy.h"

#include <gtest/gtest.h>

namespace threshold::scenes {
namespace {

audio::hearing::State loss(float left, float right) {
  audio::hearing::State state;
  state.ears[0].loss_db_hl.fill(left);
  state.ears[1].loss_db_hl.fill(right);
  return state;
}

CaptionCue cue(CaptionKind kind, float level) {
  CaptionCue made;
  made.kind = kind;
  made.level_db_hl = level;
  return made;
}

constexpr auto follow = CaptionPolicy::follow_ears;

TEST(caption_policy, speech_is_words_then_a_voice_then_nothing) {
  const CaptionCue speech = cue(CaptionKind::speech, 50.0f);
  EXPECT_EQ(form_of(speech, loss(0, 0), follow), CaptionForm::words);
  EXPECT_EQ(form_of(speech, loss(35, 35), follow), CaptionForm::words);  // 15 dB above threshold
  EXPECT_EQ(form_of(speech, loss(36, 36), follow), CaptionForm::kind_only);
  EXPECT_EQ(form_of(speech, loss(75, 75), follow), CaptionForm::kind_only);  // -25 dB
  EXPECT_EQ(form_of(speech, loss(76, 76), follow), CaptionForm::none);
}

TEST(caption_policy, the_better_ear_decides_unless_one_is_named) {
  CaptionCue speech = cue(CaptionKind::speech, 50.0f);
  EXPECT_EQ(form_of(speech, loss(100, 10), follow), CaptionForm::words);
  speech.ears = {true, false};
  EXPECT_EQ(form_of(speech, loss(100, 10), follow), CaptionForm::none);
}

TEST(caption_policy, what_is_felt_is_known_but_not_in_silence) {
  CaptionCue bells = cue(CaptionKind::sound, 40.0f);
  EXPECT_EQ(form_of(bells, loss(90, 90), follow), CaptionForm::none);
  bells.felt = true;
  EXPECT_EQ(form_of(bells, loss(90, 90), follow), CaptionForm::words);
  auto silent = loss(90, 90);
  silent.ears[0].silence = silent.ears[1].silence = 1.0f;
  EXPECT_EQ(form_of(bells, silent, follow), CaptionForm::none);
  EXPECT_EQ(form_of(bells, silent, CaptionPolicy::full), CaptionForm::words);
}

TEST(caption_policy, full_gives_everything_heard_but_not_signing) {
  EXPECT_EQ(form_of(cue(CaptionKind::speech, 50), loss(110, 110), CaptionPolicy::full), CaptionForm::words);
  EXPECT_EQ(form_of(cue(CaptionKind::signing, 0), loss(0, 0), CaptionPolicy::full), CaptionForm::kind_only);
  EXPECT_EQ(form_of(cue(CaptionKind::signing, 0), loss(0, 0), follow), CaptionForm::kind_only);
  EXPECT_EQ(form_of(cue(CaptionKind::signing, 0), loss(0, 0), CaptionPolicy::all_signing),
            CaptionForm::words);
  EXPECT_EQ(form_of(cue(CaptionKind::speech, 50), loss(0, 0), CaptionPolicy::off), CaptionForm::none);
}

TEST(caption_policy, asking_for_the_next_comes_round) {
  CaptionPolicy policy = follow;
  for (int i = 0; i < 4; ++i) policy = next(policy);
  EXPECT_EQ(policy, follow);
  EXPECT_NE(next(follow), follow);
}

}  // namespace
}  // namespace threshold::scenes
