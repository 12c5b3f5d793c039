// The visitor's own hands: the 26 joints of XR_EXT_hand_tracking, or where there are none a hand made up
// from where the fist is and how far it is closed.
#pragma once

#include <array>
#include <span>

#include "xr/picture.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {

// OpenXR's joint order.
enum HandJoint : int { palm = 0, wrist = 1, thumb_metacarpal = 2, index_metacarpal = 6, middle_metacarpal = 11,
                       ring_metacarpal = 16, little_metacarpal = 21 };

// The bone of a hands model that follows joint `joint` of `side`: "<joint>_l" or "<joint>_r".
std::string hand_bone(int joint, Side side);

// Joints of a relaxed (curl 0) to closed (1) hand whose fist is at `grip`.
std::array<Pose, kHandJoints> joints_of_grip(const Pose& grip, float curl, Side side);

// Fills the model's joint rows (world space) with the joints of both hands; a hand not visible collapses to
// a point far below the floor.
void pose_hands(const ModelData& hands, const std::array<HandFigure, 2>& figures, std::span<JointRows> out);

}  // namespace threshold::xr
