// Bare hands: 26 joints from a palm pose, a curl and a pinch.
#include <cmath>

#include "tests/openxr_runtime/guard.h"
#include "tests/openxr_runtime/places.h"

namespace threshold::test_runtime {
namespace {

XrResult create(XrSession handle, const XrHandTrackerCreateInfoEXT* info, XrHandTrackerEXT* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  rt.expect_type(info, XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT, "xrCreateHandTrackerEXT");
  auto one = std::make_unique<HandTracker>();
  one->session = handle;
  one->hand = info->hand;
  *out = rt.hand_trackers.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy(XrHandTrackerEXT handle) {
  Runtime& rt = runtime();
  if (!rt.hand_trackers.remove(handle)) {
    rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroyHandTrackerEXT: no such tracker");
  }
  return XR_SUCCESS;
}

// Joint in the palm's frame: wrist behind, five fans of bones in front, bent by `curl`.
Rigid joint_in_palm(std::size_t joint, bool right, const Hand& hand) {
  if (joint == XR_HAND_JOINT_PALM_EXT) return {};
  if (joint == XR_HAND_JOINT_WRIST_EXT) return {{0.0f, 0.0f, 0.07f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  const bool thumb = joint < XR_HAND_JOINT_INDEX_METACARPAL_EXT;
  const std::size_t finger = thumb ? 0 : 1 + (joint - XR_HAND_JOINT_INDEX_METACARPAL_EXT) / 5;
  const std::size_t bone =
      thumb ? joint - XR_HAND_JOINT_THUMB_METACARPAL_EXT : (joint - XR_HAND_JOINT_INDEX_METACARPAL_EXT) % 5;
  const float outward = (static_cast<float>(finger) - 2.0f) * 0.02f * (right ? 1.0f : -1.0f);
  const float bend = hand.curl * 0.9f * static_cast<float>(bone);
  const float length = 0.028f * static_cast<float>(bone);
  Rigid at{{outward, -std::sin(bend) * length, -0.02f - std::cos(bend) * length},
           glm::quat(std::cos(bend / 2), -std::sin(bend / 2), 0.0f, 0.0f)};
  const bool tip = joint == XR_HAND_JOINT_THUMB_TIP_EXT || joint == XR_HAND_JOINT_INDEX_TIP_EXT;
  if (hand.pinch && tip) at.at = {right ? -0.03f : 0.03f, -0.03f, -0.08f};
  return at;
}

XrResult locate(XrHandTrackerEXT handle, const XrHandJointsLocateInfoEXT* info,
                XrHandJointLocationsEXT* out) {
  Runtime& rt = runtime();
  const HandTracker* one = rt.hand_trackers.find(handle);
  if (one == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrLocateHandJointsEXT: no such tracker");
  rt.session(one->session);
  rt.expect_type(info, XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT, "xrLocateHandJointsEXT");
  if (info->time <= 0) rt.mistake(XR_ERROR_TIME_INVALID, "xrLocateHandJointsEXT: the time is not positive");
  if (out->jointCount != XR_HAND_JOINT_COUNT_EXT) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrLocateHandJointsEXT: not 26 joints");
  }
  const bool right = one->hand == XR_HAND_RIGHT_EXT;
  const Hand& hand = rt.world.hands[right ? 1 : 0];
  const Space* base = rt.spaces.find(info->baseSpace);
  if (base == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrLocateHandJointsEXT: a dead base space");
  const Rigid to_base = inverse(locate_in_world(*base).pose);
  out->isActive = hand.joints;
  const glm::vec3 moving = to_base.turn * hand.velocity.value_or(glm::vec3(0.0f));
  for (std::size_t joint = 0; joint < XR_HAND_JOINT_COUNT_EXT; ++joint) {
    XrHandJointLocationEXT& location = out->jointLocations[joint];
    location.locationFlags = 0;
    if (!hand.joints) continue;
    location.locationFlags = XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT |
                             XR_SPACE_LOCATION_POSITION_TRACKED_BIT |
                             XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT;
    location.pose = to_xr(to_base * hand.palm * joint_in_palm(joint, right, hand));
    location.radius = 0.01f;
  }
  for (auto* next = static_cast<XrBaseOutStructure*>(out->next); next != nullptr; next = next->next) {
    if (next->type != XR_TYPE_HAND_JOINT_VELOCITIES_EXT) continue;
    auto* velocities = reinterpret_cast<XrHandJointVelocitiesEXT*>(next);
    for (std::uint32_t joint = 0; joint < velocities->jointCount; ++joint) {
      velocities->jointVelocities[joint] = {XR_SPACE_VELOCITY_LINEAR_VALID_BIT, to_xr(moving), {}};
    }
  }
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> hand_entries() {
  return {entry<"xrCreateHandTrackerEXT", &create>(), entry<"xrDestroyHandTrackerEXT", &destroy>(),
          entry<"xrLocateHandJointsEXT", &locate>()};
}

}  // namespace threshold::test_runtime
