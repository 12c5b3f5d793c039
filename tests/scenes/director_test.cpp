#include "scenes/director.h"

#include <cmath>
#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include "scenes/blows.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

xr::Presence nobody() {
  xr::Presence presence;
  presence.head.position = {0.0f, 1.2f, 0.0f};
  return presence;
}

xr::Presence key(int slot, float speed = 3.0f) {
  xr::Presence presence = nobody();
  presence.key_blows[0] = {static_cast<std::uint8_t>(slot), speed};
  return presence;
}

DirectorOptions at(const char* beat, double from_s = 0.0) {
  DirectorOptions options;
  options.beat = beat;
  options.from_s = from_s;
  return options;
}

Moment after(Director& director, double seconds, const xr::Presence& presence = nobody()) {
  Moment moment;
  for (int i = 0; i < static_cast<int>(seconds / 0.008 + 0.5); ++i) moment = director.advance(presence);
  return moment;
}

const xr::Panel* panel(const Moment& moment, const std::string& id) {
  for (const xr::Panel& one : moment.eyes.panels) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

std::string sound_of(const Moment& moment, int blow) {
  return testing::story()->sounds.at(moment.ears.blows[static_cast<std::size_t>(blow)].sound);
}

TEST(director, begins_at_sample_nought) {
  Director director(testing::story());
  const Moment first = director.advance(nobody());
  EXPECT_EQ(first.tick, 0);
  EXPECT_EQ(first.sample, 0);
  EXPECT_EQ(first.beat, "soundcheck");
  EXPECT_EQ(first.beat_s, 0.0);
  const Moment second = director.advance(nobody());
  EXPECT_EQ(second.sample, 384);
  EXPECT_DOUBLE_EQ(second.beat_s, 0.008);
}

TEST(director, a_later_start_is_the_same_instant_of_the_story) {
  Director whole(testing::story(), at("drop"));
  Moment there = after(whole, 10.0);
  there = whole.advance(nobody());
  Director sought(testing::story(), at("drop", 10.0));
  Moment begun = sought.advance(nobody());
  EXPECT_EQ(begun.sample, 0);
  EXPECT_DOUBLE_EQ(begun.beat_s, there.beat_s);
  EXPECT_EQ(begun.ears.hearing, there.ears.hearing);
  EXPECT_EQ(begun.eyes.figures, there.eyes.figures);
  EXPECT_EQ(begun.eyes.parts, there.eyes.parts);
  ASSERT_GT(begun.ears.voice_count, 0);
  EXPECT_EQ(begun.ears.voices[0].start_sample, -480000);  // joined in mid-sound
}

TEST(director, unknown_names_are_refused_in_one_sentence) {
  const auto refused = [](const DirectorOptions& options) {
    try {
      Director director(testing::story(), options);
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(refused(at("dorp")).find("drop"), std::string::npos);
  EXPECT_NE(refused(at("drop", 99.0)).find("99"), std::string::npos);
  DirectorOptions options;
  options.cut = "long";
  EXPECT_NE(refused(options).find("walk, trailer"), std::string::npos);
  options = {};
  options.language = "fr";
  EXPECT_NE(refused(options).find("en, de"), std::string::npos);
  options = {};
  options.sounds = {"kick_1"};
  EXPECT_NE(refused(options).find("sound bank"), std::string::npos);
  options = {};
  options.from_s = std::nan("");
  EXPECT_FALSE(refused(options).empty());
}

TEST(director, sounds_are_numbered_as_the_bank_numbers_them) {
  DirectorOptions options = at("soundcheck");
  options.sounds = {testing::story()->sounds.rbegin(), testing::story()->sounds.rend()};
  Director plain(testing::story(), at("soundcheck")), turned(testing::story(), options);
  const auto a = plain.advance(key(1)).ears.blows[0].sound, b = turned.advance(key(1)).ears.blows[0].sound;
  EXPECT_EQ(testing::story()->sounds[a], options.sounds[b]);
  EXPECT_EQ(testing::story()->sounds[a], "snare_2");
}

TEST(director, a_key_strikes_its_part_in_this_very_tick) {
  Director director(testing::story(), at("soundcheck", 6.5));
  const char* parts[] = {"kick", "snare", "hihat", "tom_high", "tom_floor", "crash", "ride"};
  for (int slot = 0; slot < 7; ++slot) {
    for (const auto& [speed, layer] : {std::pair{0.8f, "_1"}, {2.5f, "_2"}, {6.0f, "_3"}}) {
      const Moment moment = director.advance(key(slot, speed));
      ASSERT_GE(moment.ears.blow_count, 1);
      const int last = moment.ears.blow_count - 1;
      EXPECT_EQ(sound_of(moment, last), std::string(parts[slot]) + layer);
      EXPECT_EQ(moment.ears.blows[static_cast<std::size_t>(last)].start_sample, moment.sample);
      EXPECT_GT(moment.hands.hands[0].pulse.amplitude + moment.hands.hands[1].pulse.amplitude, 0.0f);
      const Moment next = director.advance(nobody());
      EXPECT_EQ(next.hands, xr::Touch{}) << "a pulse is an edge";
      EXPECT_FALSE(next.eyes.parts.empty()) << "the head moves";
    }
  }
}

TEST(director, a_harder_blow_is_louder_within_its_layer) {
  Director director(testing::story(), at("soundcheck"));
  const float soft = director.advance(key(1, 4.0f)).ears.blows[0].gain;
  EXPECT_GT(director.advance(key(1, 7.0f)).ears.blows[0].gain, soft);
}

// The right fist over the snare, the stick level; lowered by `down_m`, moving at `v`.
xr::Presence stick_over_snare(float down_m, float v_m_s) {
  const auto story = testing::story();
  const Part& snare = *story->places[0].part("snare");
  xr::Presence presence = nobody();
  xr::HandPresence& hand = presence.hands[xr::right];
  hand.tracked = true;
  hand.grip.position = snare.centre + glm::vec3(0.0f, 0.2f - down_m, kStickLength_m - kStickBehindGrip_m);
  hand.velocity_m_s = {0.0f, -v_m_s, 0.0f};
  return presence;
}

TEST(director, a_stick_swung_through_the_snare_sounds_and_is_felt_in_that_hand) {
  Director director(testing::story(), at("soundcheck"));
  int blows = 0, pulses = 0;
  for (int tick = 0; tick < 40; ++tick) {
    const float down = 0.008f * static_cast<float>(tick);  // 1 m/s
    const Moment moment = director.advance(stick_over_snare(down, 1.0f));
    for (int i = 0; i < moment.ears.blow_count; ++i)
      blows += sound_of(moment, i).rfind("snare", 0) == 0 ? 1 : 0;
    pulses += moment.hands.hands[xr::right].pulse.amplitude > 0.0f ? 1 : 0;
    EXPECT_EQ(moment.hands.hands[xr::left].pulse.amplitude, 0.0f);
    EXPECT_EQ(moment.eyes.hands[xr::right].holds, xr::HoldKind::stick);
  }
  EXPECT_EQ(blows, 1);
  EXPECT_EQ(pulses, 1);
}

TEST(director, the_trigger_plays_the_kick_once_a_pull) {
  Director director(testing::story(), at("soundcheck"));
  xr::Presence pulled = nobody();
  pulled.hands[0].trigger = 1.0f;
  int kicks = 0;
  for (const auto& presence : {nobody(), pulled, pulled, nobody(), pulled}) {
    const Moment moment = director.advance(presence);
    for (int i = 0; i < moment.ears.blow_count; ++i)
      kicks += sound_of(moment, i).rfind("kick", 0) == 0 ? 1 : 0;
  }
  EXPECT_EQ(kicks, 2);
}

TEST(director, own_blows_reach_the_bones_only_when_the_ears_fail) {
  Director before(testing::story(), at("drop", 1.0)), later(testing::story(), at("drop", 20.0));
  const Moment well = before.advance(key(1)), failed = later.advance(key(1));
  float well_bone = 0.0f, failed_bone = 0.0f;
  for (const auto& blow : well.ears.blows) well_bone += blow.bone;
  for (const auto& blow : failed.ears.blows) failed_bone += blow.bone;
  EXPECT_EQ(well_bone, 0.0f);
  EXPECT_GT(failed_bone, 0.3f);
  EXPECT_EQ(sound_of(failed, failed.ears.blow_count - 1).rfind("blow_bone", 0), 0u);
  for (const auto& voice : well.ears.voices) EXPECT_EQ(voice.bone, 0.0f);
}

TEST(director, a_hand_on_the_table_feels_it_and_opens_the_way_to_the_bones) {
  const Part& table = *testing::story()->places[1].part("table");
  xr::Presence resting = nobody();
  resting.hands[0].tracked = true;
  resting.hands[0].grip.position = table.centre + glm::vec3(-0.2f, table.half_m.y + 0.045f, 0.2f);
  Director touching(testing::story(), at("arrival", 1.0)), away(testing::story(), at("arrival", 1.0));
  float touched_bone = 0.0f, away_bone = 0.0f, gain = 0.0f;
  for (int i = 0; i < 125 * 3; ++i) {
    const Moment a = touching.advance(resting), b = away.advance(nobody());
    for (const auto& blow : a.ears.blows) touched_bone += blow.bone;
    for (const auto& blow : b.ears.blows) away_bone += blow.bone;
    gain = a.hands.hands[0].resting_gain;
    EXPECT_EQ(b.hands.hands[0].resting_gain, 0.0f);
  }
  EXPECT_FLOAT_EQ(gain, 0.9f);  // places/dining.toml
  EXPECT_GT(touched_bone, 0.1f);
  EXPECT_GT(touched_bone, 2.0f * away_bone);  // floor and chair carry a little without a hand
}

TEST(director, holds_while_nobody_wears_it_and_goes_on_at_the_same_sample) {
  Director director(testing::story(), at("drop", 5.0));
  after(director, 1.0);
  xr::Presence off = nobody();
  off.worn = false;
  Moment held = director.advance(off);
  const auto sample = held.sample;
  EXPECT_TRUE(held.held);
  EXPECT_TRUE(held.ears.held);
  EXPECT_EQ(sample, 48000);
  held = after(director, 30.0, off);
  EXPECT_EQ(held.sample, sample);
  const Moment on = director.advance(nobody());
  EXPECT_FALSE(on.held);
  EXPECT_EQ(on.sample, sample);
  EXPECT_EQ(director.advance(nobody()).sample, sample + 384);
}

TEST(director, holding_leaves_no_trace) {
  Director held(testing::story(), at("soundcheck")), straight(testing::story(), at("soundcheck"));
  for (int i = 0; i < 200; ++i) {
    if (i == 100) {
      xr::Presence off = nobody();
      off.worn = false;
      after(held, 2.0, off);
    }
    const xr::Presence presence = i % 25 == 0 ? key(i / 25) : nobody();
    ASSERT_EQ(held.advance(presence), straight.advance(presence)) << i;
  }
}

TEST(director, pause_toggles) {
  Director director(testing::story());
  xr::Presence pause = nobody();
  pause.wishes.pause = true;
  const Moment paused = director.advance(pause);
  EXPECT_TRUE(paused.held);
  EXPECT_NE(panel(paused, "paused"), nullptr);
  EXPECT_TRUE(director.advance(nobody()).held);
  EXPECT_FALSE(director.advance(pause).held);
  EXPECT_FALSE(director.advance(nobody()).held);
}

TEST(director, skip_fades_to_the_next_beat) {
  Director director(testing::story());
  after(director, 3.0);
  xr::Presence skip = nobody();
  skip.wishes.skip = true;
  director.advance(skip);
  const Moment half = after(director, 0.3);
  EXPECT_GT(half.eyes.fade, 0.2f);
  EXPECT_LT(half.eyes.fade, 0.8f);
  EXPECT_EQ(half.beat, "soundcheck");
  const Moment next = after(director, 0.5);
  EXPECT_EQ(next.beat, "note");
  const Moment seen = after(director, 0.8);
  EXPECT_EQ(seen.eyes.fade, 0.0f);
  EXPECT_EQ(seen.ears.master_gain, 1.0f);
}

TEST(director, skipping_through_reaches_the_end) {
  Director director(testing::story());
  xr::Presence skip = nobody();
  skip.wishes.skip = true;
  for (int i = 0; i < 8; ++i) {
    director.advance(skip);
    after(director, 1.0);
  }
  EXPECT_TRUE(director.advance(nobody()).ended);
}

TEST(director, exit_fades_and_ends_for_ever) {
  Director director(testing::story());
  after(director, 2.0);
  xr::Presence exit = nobody();
  exit.wishes.exit = true;
  Moment moment = director.advance(exit);
  EXPECT_FALSE(moment.ended);
  float gain = 1.0f;
  for (int i = 0; i < 62; ++i) {
    moment = director.advance(nobody());
    EXPECT_LE(moment.ears.master_gain, gain);
    gain = moment.ears.master_gain;
  }
  EXPECT_LT(gain, 0.01f);
  moment = after(director, 0.1);
  EXPECT_TRUE(moment.ended);
  EXPECT_EQ(moment.beat, "");
  EXPECT_EQ(moment.eyes.fade, 1.0f);
  EXPECT_TRUE(after(director, 1.0, key(1)).ended);
}

TEST(director, exit_works_from_a_pause_and_with_nobody_there) {
  xr::Presence pause = nobody(), exit = nobody();
  pause.wishes.pause = true;
  exit.wishes.exit = true;
  Director paused(testing::story());
  paused.advance(pause);
  EXPECT_TRUE(paused.advance(exit).ended);
  Director empty(testing::story());
  exit.worn = false;
  EXPECT_TRUE(empty.advance(exit).ended);
}

TEST(director, confirming_the_note_goes_on_but_not_at_once) {
  xr::Presence confirm = nobody();
  confirm.wishes.confirm = true;
  Director early(testing::story(), at("note", 0.5));
  early.advance(confirm);
  EXPECT_EQ(after(early, 1.0).beat, "note");
  Director late(testing::story(), at("note", 3.0));
  late.advance(confirm);
  EXPECT_EQ(after(late, 1.0).beat, "drop");
}

TEST(director, captions_follow_the_ears_across_the_drop) {
  Director clear(testing::story(), at("soundcheck", 3.5));
  const Moment heard = clear.advance(nobody());
  const xr::Panel* line = panel(heard, "caption.soundcheck.nell_1");
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->text, "Snare when you are ready.");
  EXPECT_EQ(line->speaker, "Nell");
  EXPECT_TRUE(line->anchor);
  EXPECT_NEAR(line->age_s, 0.5f, 0.01f);
  Director muffled(testing::story(), at("drop", 28.5));
  const Moment gone = muffled.advance(nobody());
  line = panel(gone, "caption.drop.nell_shout");
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->text, "[voice]");
  EXPECT_EQ(line->speaker, "") << "who it is, the eyes tell";
  DirectorOptions full = at("drop", 28.5);
  full.captions = CaptionPolicy::full;
  Director told(testing::story(), full);
  const Moment words = told.advance(nobody());
  ASSERT_NE(panel(words, "caption.drop.nell_shout"), nullptr);
  EXPECT_EQ(panel(words, "caption.drop.nell_shout")->text, "Hey! Look at me!");
}

TEST(director, a_caption_that_one_ear_hears_goes_with_that_ear) {
  const auto text_at = [](double s) {
    Director director(testing::story(), at("drop", s));
    const Moment moment = director.advance(nobody());
    const xr::Panel* shown = panel(moment, "caption.drop.left_gone");
    return shown ? shown->text : std::string();
  };
  EXPECT_EQ(text_at(7.04), "[guitar, from the left]");
  EXPECT_EQ(text_at(7.4), "[music]");
  EXPECT_EQ(text_at(9.0), "");
}

TEST(director, signing_is_withheld_until_asked_for) {
  DirectorOptions options = at("arrival", 21.0);
  Director standard(testing::story(), options);
  const Moment closed = standard.advance(nobody());
  ASSERT_NE(panel(closed, "caption.arrival.imani_name"), nullptr);
  EXPECT_EQ(panel(closed, "caption.arrival.imani_name")->text, "[signing in ASL]");
  options.captions = CaptionPolicy::all_signing;
  options.language = "de";
  Director open(testing::story(), options);
  const Moment told = open.advance(nobody());
  EXPECT_EQ(panel(told, "caption.arrival.imani_name")->text, "Du. Wie heißt du?");
  EXPECT_EQ(panel(told, "caption.arrival.imani_name")->speaker, "Imani (in ASL)");
}

TEST(director, a_wish_changes_the_captions_policy_and_says_so) {
  Director director(testing::story(), at("drop", 28.5));
  xr::Presence wish = nobody();
  wish.wishes.captions = true;
  const Moment moment = director.advance(wish);
  ASSERT_NE(panel(moment, "captions_policy"), nullptr);
  EXPECT_EQ(panel(moment, "caption.drop.nell_shout")->text, "Hey! Look at me!");
  EXPECT_EQ(panel(after(director, 3.0), "captions_policy"), nullptr);
}

TEST(director, who_does_nothing_gets_a_hint_and_a_blow_takes_it_away) {
  DirectorOptions options = at("soundcheck");
  options.input = InputKind::controllers;
  Director director(testing::story(), options);
  EXPECT_EQ(panel(after(director, 7.9), "hint.hint_drum"), nullptr);
  const Moment hinted = after(director, 0.4);
  ASSERT_NE(panel(hinted, "hint.hint_drum"), nullptr);
  EXPECT_NE(panel(hinted, "hint.hint_drum")->text.find("stick"), std::string::npos);
  EXPECT_EQ(panel(director.advance(key(1)), "hint.hint_drum"), nullptr);
}

TEST(director, theo_calls_at_his_hit_times_to_the_sample) {
  Director director(testing::story(), at("slide"));
  std::vector<std::int64_t> hits;
  for (int i = 0; i < static_cast<int>(6.8 / 0.008); ++i) {
    const Moment moment = director.advance(nobody());
    for (int b = 0; b < moment.ears.blow_count; ++b) {
      if (sound_of(moment, b).rfind("slide_theo", 0) == 0)
        hits.push_back(moment.ears.blows[static_cast<std::size_t>(b)].start_sample);
    }
  }
  ASSERT_EQ(hits.size(), 4u);
  const double times[] = {3.7, 4.3, 4.9, 5.5};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(hits[static_cast<std::size_t>(i)], std::llround(times[i] * 48000.0));
}

double seconds_until_together(bool answers, double patience = 1.0) {
  DirectorOptions options = at("slide");
  options.patience = patience;
  Director director(testing::story(), options);
  for (int i = 0; i < 125 * 60; ++i) {
    const Moment moment = director.advance(answers && i % 40 == 0 ? key(0) : nobody());
    for (const xr::Figure& figure : moment.eyes.figures) {
      if (figure.name == "theo" && figure.to.clip == "drum_together") return moment.beat_s;
    }
    if (moment.beat != "slide") break;
  }
  return -1.0;
}

TEST(director, theo_does_not_strand_who_does_nothing) {
  const double alone = seconds_until_together(false), answered = seconds_until_together(true);
  EXPECT_NEAR(alone, 3.0 + 3.7 + 5.0 + 4.0 + 5.0, 0.1);
  EXPECT_GT(answered, 0.0);
  EXPECT_NE(answered, alone);
}

TEST(director, longer_waits_make_a_longer_beat) {
  EXPECT_NEAR(seconds_until_together(false, 2.0), 3.0 + 3.7 + 10.0 + 4.0 + 10.0, 0.1);
  DirectorOptions patient = at("slide");
  patient.patience = 2.0;
  EXPECT_NEAR(Director(testing::story(), patient).remaining_s() -
                  Director(testing::story(), at("slide")).remaining_s(),
              10.0, 1e-6);
}

TEST(director, the_lamp_blinks_twice) {
  Director director(testing::story(), at("arrival", 11.8));
  int dips = 0;
  bool dark = false;
  for (int i = 0; i < 125 * 3; ++i) {
    const float ev = director.advance(nobody()).eyes.exposure_ev;
    if (!dark && ev < -0.7f) ++dips;
    dark = dark ? ev < -0.4f : ev < -0.7f;
  }
  EXPECT_EQ(dips, 2);
}

TEST(director, people_look_at_the_visitor_when_they_turn) {
  xr::Presence presence = nobody();
  presence.head.position = {0.13f, 1.31f, 0.07f};
  Director director(testing::story(), at("arrival", 19.0));
  const Moment moment = director.advance(presence);
  for (const xr::Figure& figure : moment.eyes.figures) {
    if (figure.name != "imani") continue;
    ASSERT_TRUE(figure.look_at);
    EXPECT_EQ(*figure.look_at, presence.head.position);
    EXPECT_EQ(figure.to.clip, "turn");
  }
}

TEST(director, clips_cross_fade_over_a_quarter_second) {
  Director director(testing::story(), at("drop", 25.4));
  const auto nell = [&] { return director.advance(nobody()).eyes.figures.at(0); };
  xr::Figure first = nell();
  EXPECT_EQ(first.from.clip, "play");
  EXPECT_EQ(first.to.clip, "stop");
  EXPECT_NEAR(first.blend, 0.0f, 0.02f);
  float before = first.blend;
  for (int i = 1; i <= 31; ++i) {
    const float now = nell().blend;
    EXPECT_GE(now, before);
    before = now;
  }
  EXPECT_NEAR(nell().blend, 1.0f, 1e-3f);
}

TEST(director, what_plays_once_returns_to_its_loop_or_holds_its_end) {
  Director nods(testing::story(), at("soundcheck", 20.0)), stopped(testing::story(), at("drop", 36.0));
  EXPECT_EQ(nods.advance(nobody()).eyes.figures.at(0).to.clip, "play");
  const xr::Figure nell = stopped.advance(nobody()).eyes.figures.at(0);
  EXPECT_EQ(nell.to.clip, "stop");
  EXPECT_NEAR(nell.to.time_s, 3.0f, 1e-4f);  // tests/scenes/data/assets/people/clips.json
}

TEST(director, silence_is_whole_from_18_s_on_the_bench) {
  Director director(testing::story(), at("bench", 11.9));
  float before = 0.0f;
  for (int i = 0; i < 125 * 18; ++i) {
    const Moment moment = director.advance(nobody());
    if (moment.beat != "bench" || moment.beat_s > 29.9) break;
    const float silence = moment.ears.hearing.ears[0].silence;
    EXPECT_GE(silence, before - 1e-6f);
    before = silence;
    if (moment.beat_s >= 18.0) {
      ASSERT_EQ(moment.ears.hearing.ears[0].silence, 1.0f);
      ASSERT_EQ(moment.ears.hearing.ears[1].silence, 1.0f);
    }
    if (moment.beat_s < 12.0) {
      ASSERT_EQ(silence, 0.0f);
    }
  }
}

TEST(director, a_copy_goes_on_by_itself) {
  Director one(testing::story(), at("slide", 5.0));
  Director two = one;
  for (int i = 0; i < 500; ++i) ASSERT_EQ(one.advance(key(i % 3)), two.advance(key(i % 3)));
  Director three = one;
  after(three, 2.0, key(0));
  ASSERT_EQ(one.advance(nobody()), two.advance(nobody()));
}

// A visitor who flails, and a backend that lies.
xr::Presence wild(std::mt19937& dice) {
  const auto number = [&]() -> float {
    switch (dice() % 24) {
      case 0:
        return std::nanf("");
      case 1:
        return INFINITY;
      case 2:
        return -3e38f;
      default:
        return static_cast<float>(dice() % 4000) / 1000.0f - 2.0f;
    }
  };
  const auto pose = [&] {
    return xr::Pose{{number(), number(), number()}, {number(), number(), number(), number()}};
  };
  xr::Presence presence = nobody();
  presence.worn = dice() % 50 != 0;
  if (dice() % 3 == 0) presence.head = pose();
  for (xr::HandPresence& hand : presence.hands) {
    hand.tracked = dice() % 4 != 0;
    hand.joints_tracked = dice() % 3 == 0;
    hand.grip.position = {number(), number(), number()};
    if (dice() % 4 == 0) hand.grip = pose();
    hand.velocity_m_s = {number(), number(), number()};
    hand.angular_velocity_rad_s = {number(), number(), number()};
    hand.trigger = number();
    hand.squeeze = number();
    for (xr::Pose& joint : hand.joints) joint.position = {number(), number(), number()};
  }
  for (xr::KeyBlow& blow : presence.key_blows) blow = {static_cast<std::uint8_t>(dice()), number()};
  presence.wishes.pause = dice() % 60 == 0;
  presence.wishes.skip = dice() % 900 == 0;
  presence.wishes.captions = dice() % 100 == 0;
  presence.wishes.confirm = dice() % 30 == 0;
  presence.wishes.exit = dice() % 20000 == 0;
  return presence;
}

bool fine(float x) {
  return std::isfinite(x) && std::abs(x) < 1e5f;
}
bool fine(const glm::vec3& v) {
  return fine(v.x) && fine(v.y) && fine(v.z);
}
bool fine(const glm::quat& q) {
  return fine(q.x) && fine(q.y) && fine(q.z) && fine(q.w);
}

void expect_sound_moment_in_bounds(const Moment& moment) {
  const auto& ears = moment.ears;
  ASSERT_LE(ears.voice_count, audio::kMaxVoices);
  ASSERT_LE(ears.blow_count, audio::kMaxBlows);
  ASSERT_TRUE(fine(ears.head_position) && fine(ears.head_orientation) && fine(ears.master_gain));
  for (const auto& voice : ears.voices) {
    ASSERT_TRUE(fine(voice.position) && fine(voice.gain) && fine(voice.bone) && fine(voice.occlusion));
    ASSERT_LT(voice.sound, testing::story()->sounds.size());
  }
  for (const auto& blow : ears.blows) {
    ASSERT_TRUE(fine(blow.position) && fine(blow.gain) && fine(blow.bone));
    ASSERT_LT(blow.sound, testing::story()->sounds.size());
  }
  for (const auto& hand : moment.hands.hands) {
    ASSERT_GE(hand.pulse.amplitude, 0.0f);
    ASSERT_LE(hand.pulse.amplitude, 1.0f);
    ASSERT_GE(hand.resting_gain, 0.0f);
    ASSERT_LE(hand.resting_gain, 1.0f);
  }
}

void expect_picture_in_bounds(const Moment& moment) {
  for (const auto& motion : moment.eyes.parts)
    ASSERT_TRUE(fine(motion.shift) && fine(motion.tilt_rad) && fine(motion.glow));
  for (const auto& hand : moment.eyes.hands)
    ASSERT_TRUE(fine(hand.grip.position) && fine(hand.grip.orientation) && fine(hand.stick.position));
  for (const auto& puff : moment.eyes.puffs) ASSERT_TRUE(fine(puff.position));
  for (const auto& figure : moment.eyes.figures) {
    ASSERT_TRUE(fine(figure.root.position) && fine(figure.from.time_s) && fine(figure.to.time_s) &&
                fine(figure.blend));
    ASSERT_TRUE(!figure.look_at || fine(*figure.look_at));
  }
  ASSERT_LE(moment.eyes.puffs.size(), 12u);
  ASSERT_LE(moment.eyes.panels.size(), 12u);
  ASSERT_TRUE(fine(moment.eyes.fade) && fine(moment.eyes.exposure_ev));
}

TEST(director, wild_presences_keep_every_bound_and_two_directors_agree) {
  for (const unsigned seed : {1u, 2u, 3u, 4u}) {
    std::mt19937 dice(seed);
    DirectorOptions options;
    options.seed = seed;
    options.cut = seed == 4u ? "trailer" : "walk";
    Director one(testing::story(), options), two(testing::story(), options);
    for (int i = 0; i < 6000; ++i) {
      const xr::Presence presence = wild(dice);
      const Moment moment = one.advance(presence);
      ASSERT_EQ(moment, two.advance(presence)) << seed << " " << i;
      ASSERT_NO_FATAL_FAILURE(expect_sound_moment_in_bounds(moment)) << seed << " " << i;
      ASSERT_NO_FATAL_FAILURE(expect_picture_in_bounds(moment)) << seed << " " << i;
      if (moment.ended) break;
    }
  }
}

}  // namespace
}  // namespace threshold::scenes
