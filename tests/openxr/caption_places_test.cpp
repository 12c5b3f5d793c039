// Where captions hang in the headset over the whole walk: never over a face, nor over hands that sign. Sizes
// are those of the real text, places those of the caption rules with the following of the quad layers; faces
// and the room that signing takes come from where the story seats people, apart from both.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>

#include <glm/gtc/quaternion.hpp>

#include "scenes/director.h"
#include "tests/scenes/story_for_tests.h"
#include "xr/openxr/panel_layers.h"
#include "xr/vulkan/panel_layout.h"
#include "xr/vulkan/panel_text.h"

namespace threshold::xr {
namespace {

constexpr float kFace_m = 0.11f;        // half of a face's height and width
constexpr float kHandsAcross_m = 0.2f;  // to either side of the chest, in which hands sign
constexpr float kHandsTop_m = 0.16f, kHandsDown_m = 0.45f;  // under the middle of the face

// A rectangle in the plane z = -1 of the head's view.
struct Box {
  glm::vec2 low{1e9f}, high{-1e9f};
  bool seen = true;  // wholly before the head
  void add(const glm::vec3& point, const Pose& head) {
    const glm::vec3 p = glm::conjugate(head.orientation) * (point - head.position);
    seen = seen && p.z < -0.1f;
    const glm::vec2 at(p.x / -p.z, p.y / -p.z);
    low = glm::min(low, at);
    high = glm::max(high, at);
  }
  bool over(const Box& other) const {
    return seen && other.seen && low.x < other.high.x && other.low.x < high.x && low.y < other.high.y &&
           other.low.y < high.y;
  }
};

// Of a square or a body's front that faces the head.
Box box_before(const Pose& head, const glm::vec3& at, float across, float up, float down) {
  const glm::vec3 away = at - head.position;
  const glm::vec3 side = glm::normalize(glm::vec3(-away.z, 0.0f, away.x));
  Box box;
  for (const float x : {-across, across}) {
    for (const float y : {up, -down}) box.add(at + side * x + glm::vec3(0.0f, y, 0.0f), head);
  }
  return box;
}

Box box_of(const Pose& panel, float width_m, float height_m, const Pose& head) {
  Box box;
  for (const float x : {-0.5f, 0.5f}) {
    for (const float y : {-0.5f, 0.5f})
      box.add(panel.position + panel.orientation * glm::vec3(x * width_m, y * height_m, 0.0f), head);
  }
  return box;
}

bool signs(const Figure& figure) {
  return figure.to.clip.rfind("sign_", 0) == 0;
}
glm::vec3 face_of(const scenes::Story& story, const std::string& beat, const Figure& figure) {
  float head_m = 1.5f;
  for (const auto& cue : story.beats[static_cast<std::size_t>(*story.beat_index(beat))].figures)
    head_m = cue.name == figure.name ? cue.head_m : head_m;
  return figure.root.position + glm::vec3(0.0f, head_m, 0.0f);
}

struct Walked {
  std::set<std::string> over_faces, over_hands;
  int captions = 0;  // moments with one
};

// `yaw_of_s`: how the visitor's head turns with time.
template <class Yaw>
Walked walk(const std::shared_ptr<const scenes::Story>& story, scenes::CaptionPolicy policy, Yaw yaw_of_s) {
  scenes::DirectorOptions options;
  options.captions = policy;
  scenes::Director director(story, options);
  PanelLayout layout;
  std::map<std::string, Pose> shown;
  std::map<std::string, PanelBitmap> texts;
  Walked walked;
  std::map<std::string, std::pair<int, int>> over;  // looks in a row, the last one's tick
  constexpr double kTick = 0.008;
  for (int tick = 0; tick < 30'000; ++tick) {
    Presence presence;
    presence.head.position = {0.0f, 1.2f, 0.0f};
    presence.head.orientation =
        glm::angleAxis(static_cast<float>(yaw_of_s(tick * kTick)), glm::vec3(0.0f, 1.0f, 0.0f));
    const scenes::Moment moment = director.advance(presence);
    if (moment.ended) break;
    const Pose& head = presence.head;
    // What is covered for half a second; less is a caption on its way out of the way.
    const auto note = [&](const std::string& who, std::set<std::string>& names) {
      auto& [looks, last] = over[who];
      looks = last == tick - 8 ? looks + 1 : 1;
      last = tick;
      if (looks * 8 * kTick > 0.5) names.insert(who);
    };
    layout.forget_all_but(moment.eyes.panels);
    std::vector<KeepClear> people;
    for (const Figure& figure : moment.eyes.figures) {
      if (figure.name.rfind("crowd", 0) == 0) continue;
      people.push_back({face_of(*story, moment.beat, figure), signs(figure)});
    }
    layout.keep_clear(people);
    std::map<std::string, Pose> now;
    for (const Panel& panel : moment.eyes.panels) {
      if (panel.kind != PanelKind::caption) continue;
      const Arrow arrow = PanelLayout::arrow_for(panel, head);
      PanelBitmap& text = texts[panel.text + "\n" + panel.speaker + std::to_string(static_cast<int>(arrow))];
      if (text.width == 0) text = draw_panel_text(panel, arrow);
      const PanelPlace place = layout.place(panel, head, text.width_m, text.height_m);
      const auto before = shown.find(panel.id);
      const Pose at = before == shown.end() ? place.pose : lag_toward(before->second, place.pose, kTick);
      now[panel.id] = at;
      if (tick % 8 != 0) continue;
      ++walked.captions;
      const Box box = box_of(at, text.width_m * place.scale, text.height_m * place.scale, head);
      for (const Figure& figure : moment.eyes.figures) {
        if (figure.name.rfind("crowd", 0) == 0) continue;
        const glm::vec3 face = face_of(*story, moment.beat, figure);
        const std::string who = panel.id + " over " + figure.name;
        if (box.over(box_before(head, face, kFace_m, kFace_m, kFace_m))) note(who, walked.over_faces);
        const Box hands = box_before(head, face - glm::vec3(0.0f, kHandsTop_m, 0.0f), kHandsAcross_m, 0.0f,
                                     kHandsDown_m - kHandsTop_m);
        if (signs(figure) && box.over(hands)) note(who + "'s hands", walked.over_hands);
      }
    }
    shown = std::move(now);
  }
  return walked;
}

std::string all(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += "\n  " + name;
  return text;
}

TEST(CaptionPlaces, no_caption_lies_over_a_face_or_signing_hands_in_the_whole_walk) {
  const auto story = scenes::load_story(scenes::testing::own_story(),
                                        std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets");
  const auto ahead = [](double) { return 0.0; };
  // Turns to one side, ahead, to the other: half a second each, then rests for two and a half.
  const auto about = [](double s) {
    constexpr double kYaw[] = {0.0, 0.5, 0.0, -0.5, 0.0};
    const auto at = static_cast<std::size_t>(std::fmod(s, 12.0) / 3.0);
    const double u = std::min(1.0, std::fmod(s, 3.0) / 0.5), smooth = u * u * (3.0 - 2.0 * u);
    return kYaw[at] + (kYaw[at + 1] - kYaw[at]) * smooth;
  };
  for (const auto policy : {scenes::CaptionPolicy::follow_ears, scenes::CaptionPolicy::all_signing}) {
    const Walked still = walk(story, policy, ahead), looking = walk(story, policy, about);
    EXPECT_GT(still.captions, 500);
    EXPECT_EQ(all(still.over_faces), "");
    EXPECT_EQ(all(still.over_hands), "");
    EXPECT_EQ(all(looking.over_faces), "") << "looking about";
    EXPECT_EQ(all(looking.over_hands), "") << "looking about";
  }
}

// One's own hands are read, too: what they strike, and what they sign.
class OwnHands : public testing::Test {
 protected:
  // A second of frames with the right hand there; the last place of a caption of 70 by 20 cm at two metres.
  PanelPlace second(const std::function<glm::vec3(float)>& hand_at_s, bool anchored) {
    Panel panel;
    panel.id = "c";
    if (anchored) panel.anchor = glm::vec3(0.3f, 1.2f, -2.0f);
    PanelPlace place;
    for (int frame = 0; frame <= 90; ++frame) {
      const float s = static_cast<float>(frame) / 90.0f;
      Picture picture;
      picture.time_s = time_s_ + s;
      picture.hands[right].visible = true;
      picture.hands[right].grip.position = hand_at_s(s);
      layout_.keep_clear({}, own_spots(picture), picture.time_s);
      panel.age_s = time_s_ + s;
      place = layout_.place(panel, head_, kWide_m, kHigh_m);
      most_ = std::max(most_, frame == 0 ? 0.0f : glm::distance(place.pose.position, last_.position));
      last_ = place.pose;
    }
    time_s_ += 1.0f;
    return place;
  }
  Box box() const { return box_of(last_, kWide_m, kHigh_m, head_); }
  // A fist, seen from here.
  Box fist(const glm::vec3& at) const { return box_before(head_, at, 0.05f, 0.05f, 0.05f); }

  static constexpr float kWide_m = 0.7f, kHigh_m = 0.2f;
  const Pose head_{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  PanelLayout layout_;
  Pose last_;
  float time_s_ = 0.0f, most_ = 0.0f;
};

TEST_F(OwnHands, where_they_rest_or_strike_no_caption_hangs) {
  for (const bool anchored : {false, true}) {
    layout_ = {};
    second([](float) { return glm::vec3(0.3f, 0.3f, 0.3f); }, anchored);  // behind
    const Box there = box();
    // Right where the caption hangs, at arm's length; a stroke every third of a second.
    const glm::vec2 middle = 0.5f * (there.low + there.high);
    const auto hand = [&](float s) {
      const float up = 0.03f * std::sin(6.2831853f * 3.0f * s);
      return head_.position + 0.5f * glm::vec3(middle.x, middle.y + up, -1.0f);
    };
    ASSERT_TRUE(box().over(fist(hand(0.0f))));
    second(hand, anchored);
    for (float s = 0.0f; s < 1.0f; s += 0.05f)
      EXPECT_FALSE(box().over(fist(hand(s)))) << anchored << " " << s;
    EXPECT_GT(last_.position.z, -2.1f);
    EXPECT_LT(glm::degrees(std::abs(std::atan2(last_.position.x, -last_.position.z))), 25.0f) << "still near";
  }
}

TEST_F(OwnHands, one_that_passes_quickly_moves_nothing) {
  second([](float) { return glm::vec3(0.3f, 0.3f, 0.3f); }, true);
  const Pose before = last_;
  const Box there = box();
  const glm::vec2 middle = 0.5f * (there.low + there.high);
  // Up through it at 2 m/s and away: a tenth of a second over it.
  second(
      [&](float s) {
        return head_.position + 0.5f * glm::vec3(middle.x, middle.y + 4.0f * (s - 0.5f), -1.0f);
      },
      true);
  EXPECT_EQ(before.position, last_.position);
}

}  // namespace
}  // namespace threshold::xr
