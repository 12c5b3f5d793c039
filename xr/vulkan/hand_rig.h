// The visitor's own hands: the 26 joints of XR_EXT_hand_tracking, or where there are none the model's own
// clips, closed as far as `curl` says, with its grip node where the fist is.
#pragma once

#include <array>
#include <span>
#include <string>

#include "xr/picture.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {

// The bone of the hands model that follows joint `joint` (XR_EXT_hand_tracking's order) of `side`:
// "index_proximal_l".
std::string hand_bone(int joint, Side side);

// Fills the model's joint rows in world space. A hand that is not visible shrinks to a point far below the
// floor. Joints bind in the axes of OpenXR: -z toward the finger tip, +y out of the back of the hand. Gives
// both wrists in world space; of a hand that is not visible, nothing of use.
std::array<glm::mat4, 2> pose_hands(const ModelData& hands, const std::array<HandFigure, 2>& figures,
                                    Poser& poser, std::span<JointRows> out);

}  // namespace threshold::xr
