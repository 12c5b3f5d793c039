#include "xr/openxr/hand_joints.h"

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include <algorithm>

#include "xr/openxr/check.h"
#include "xr/openxr/pose_math.h"

namespace threshold::xr {
namespace {

constexpr XrSpaceLocationFlags kLocated =
    XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;
constexpr float kPinchClosed_m = 0.015f, kPinchOpen_m = 0.05f;  // finger pads are about 15 mm thick together

bool system_tracks_hands(const Instance& instance) {
  XrSystemHandTrackingPropertiesEXT hands{XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT};
  XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &hands};
  return XR_SUCCEEDED(xrGetSystemProperties(instance.get(), instance.system(), &properties)) &&
         hands.supportsHandTracking;
}

}  // namespace

Pose grip_of_palm(const Pose& palm, Side side) {
  // Palm joint: -z to the fingers, +y out of the back of the hand. Grip: -z to the thumb; +x out of the
  // left palm, or into the right one.
  const glm::mat3 axes = side == left ? glm::mat3({0, -1, 0}, {0, 0, 1}, {-1, 0, 0})
                                      : glm::mat3({0, 1, 0}, {0, 0, 1}, {1, 0, 0});
  return {palm.position, palm.orientation * glm::quat_cast(axes)};
}

float pinch_of(const std::array<Pose, kHandJoints>& joints) {
  const float gap = glm::distance(joints[XR_HAND_JOINT_THUMB_TIP_EXT].position,
                                  joints[XR_HAND_JOINT_INDEX_TIP_EXT].position);
  return std::clamp((kPinchOpen_m - gap) / (kPinchOpen_m - kPinchClosed_m), 0.0f, 1.0f);
}

HandJoints::HandJoints(const Instance& instance, XrSession session) {
  if (!instance.has(XR_EXT_HAND_TRACKING_EXTENSION_NAME) || !system_tracks_hands(instance)) return;
  const auto create = instance.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT");
  destroy_ = instance.function<PFN_xrDestroyHandTrackerEXT>("xrDestroyHandTrackerEXT");
  if (create == nullptr || destroy_ == nullptr) return;
  for (std::size_t side = 0; side < 2; ++side) {
    XrHandTrackerCreateInfoEXT info{XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT};
    info.hand = side == 0 ? XR_HAND_LEFT_EXT : XR_HAND_RIGHT_EXT;
    info.handJointSet = XR_HAND_JOINT_SET_DEFAULT_EXT;
    if (XR_FAILED(create(session, &info, &trackers_[side]))) trackers_[side] = XR_NULL_HANDLE;
  }
  locate_ = instance.function<PFN_xrLocateHandJointsEXT>("xrLocateHandJointsEXT");
}

HandJoints::~HandJoints() {
  for (const XrHandTrackerEXT tracker : trackers_) {
    if (tracker != XR_NULL_HANDLE) destroy_(tracker);
  }
}

void HandJoints::read(XrSpace space, XrTime time, std::array<HandPresence, 2>* hands,
                      std::array<HandButtons, 2>* buttons) const {
  if (locate_ == nullptr) return;
  for (std::size_t side = 0; side < 2; ++side) {
    if (trackers_[side] == XR_NULL_HANDLE) continue;
    std::array<XrHandJointLocationEXT, kHandJoints> found{};
    std::array<XrHandJointVelocityEXT, kHandJoints> moving{};
    XrHandJointVelocitiesEXT velocities{XR_TYPE_HAND_JOINT_VELOCITIES_EXT, nullptr, kHandJoints,
                                        moving.data()};
    XrHandJointLocationsEXT locations{XR_TYPE_HAND_JOINT_LOCATIONS_EXT, &velocities, XR_FALSE, kHandJoints,
                                      found.data()};
    const XrHandJointsLocateInfoEXT info{XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT, nullptr, space, time};
    check(locate_(trackers_[side], &info, &locations), "xrLocateHandJointsEXT");
    HandPresence& hand = (*hands)[side];
    hand.joints_tracked = locations.isActive;
    for (std::size_t j = 0; j < found.size() && hand.joints_tracked; ++j) {
      hand.joints_tracked = (found[j].locationFlags & kLocated) == kLocated;
      hand.joints[j] = from_xr(found[j].pose);
    }
    if (!hand.joints_tracked || hand.tracked) continue;
    // No controller in this hand: the palm is the grip, the pinch is the trigger.
    hand.tracked = true;
    hand.grip = grip_of_palm(hand.joints[XR_HAND_JOINT_PALM_EXT], static_cast<Side>(side));
    hand.aim = hand.joints[XR_HAND_JOINT_PALM_EXT];
    const XrHandJointVelocityEXT& palm = moving[XR_HAND_JOINT_PALM_EXT];
    if (palm.velocityFlags & XR_SPACE_VELOCITY_LINEAR_VALID_BIT)
      hand.velocity_m_s = from_xr(palm.linearVelocity);
    if (palm.velocityFlags & XR_SPACE_VELOCITY_ANGULAR_VALID_BIT) {
      hand.angular_velocity_rad_s = from_xr(palm.angularVelocity);
    }
    hand.trigger = (*buttons)[side].trigger = pinch_of(hand.joints);
    (*buttons)[side].bare = true;
  }
}

}  // namespace threshold::xr
