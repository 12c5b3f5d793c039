#include "tests/openxr_runtime/profiles.h"

#include <cstring>
#include <sstream>
#include <vector>

namespace threshold::test_runtime {
namespace {

struct Profile {
  const char* name;
  const char* extension;  // nullptr: core
  const char* both;       // components of either hand, after /user/hand/<side>/
  const char* left;
  const char* right;
};

constexpr const char* kStick =
    "input/thumbstick input/thumbstick/x input/thumbstick/y input/thumbstick/click ";

const Profile kProfiles[] = {
    {"/interaction_profiles/khr/simple_controller", nullptr, "input/select/click input/menu/click", "", ""},
    {"/interaction_profiles/oculus/touch_controller", nullptr,
     "input/squeeze/value input/trigger/value input/trigger/touch input/thumbstick/touch "
     "input/thumbrest/touch",
     "input/x/click input/x/touch input/y/click input/y/touch input/menu/click",
     "input/a/click input/a/touch input/b/click input/b/touch input/system/click"},
    {"/interaction_profiles/facebook/touch_controller_pro", "XR_FB_touch_controller_pro",
     "input/squeeze/value input/trigger/value input/trigger/touch input/thumbstick/touch "
     "input/thumbrest/touch "
     "input/stylus_fb/force input/thumbrest/force",
     "input/x/click input/x/touch input/y/click input/y/touch input/menu/click",
     "input/a/click input/a/touch input/b/click input/b/touch input/system/click"},
    {"/interaction_profiles/meta/touch_controller_plus", "XR_META_touch_controller_plus",
     "input/squeeze/value input/trigger/value input/trigger/touch input/trigger/force input/thumbstick/touch "
     "input/thumbrest/touch",
     "input/x/click input/x/touch input/y/click input/y/touch input/menu/click",
     "input/a/click input/a/touch input/b/click input/b/touch input/system/click"},
    {"/interaction_profiles/valve/index_controller", nullptr,
     "input/system/click input/system/touch input/a/click input/a/touch input/b/click input/b/touch "
     "input/squeeze/value input/squeeze/force input/trigger/click input/trigger/value input/trigger/touch "
     "input/thumbstick/touch input/trackpad input/trackpad/x input/trackpad/y input/trackpad/force "
     "input/trackpad/touch",
     "", ""},
    {"/interaction_profiles/htc/vive_controller", nullptr,
     "input/system/click input/squeeze/click input/menu/click input/trigger/click input/trigger/value "
     "input/trackpad input/trackpad/x input/trackpad/y input/trackpad/click input/trackpad/touch",
     "", ""},
    {"/interaction_profiles/microsoft/motion_controller", nullptr,
     "input/menu/click input/squeeze/click input/trigger/value input/trackpad input/trackpad/x "
     "input/trackpad/y input/trackpad/click input/trackpad/touch",
     "", ""},
    {"/interaction_profiles/hp/mixed_reality_controller", "XR_EXT_hp_mixed_reality_controller",
     "input/menu/click input/squeeze/value input/trigger/value", "input/x/click input/y/click",
     "input/a/click input/b/click"},
    {"/interaction_profiles/bytedance/pico_neo3_controller", "XR_BD_controller_interaction",
     "input/menu/click input/system/click input/trigger/click input/trigger/value input/trigger/touch "
     "input/thumbstick/touch input/squeeze/click input/squeeze/value",
     "input/x/click input/x/touch input/y/click input/y/touch",
     "input/a/click input/a/touch input/b/click input/b/touch"},
    {"/interaction_profiles/bytedance/pico4_controller", "XR_BD_controller_interaction",
     "input/system/click input/trigger/value input/trigger/touch input/thumbstick/touch input/squeeze/click "
     "input/squeeze/value",
     "input/x/click input/x/touch input/y/click input/y/touch input/menu/click",
     "input/a/click input/a/touch input/b/click input/b/touch"},
    {"/interaction_profiles/ext/hand_interaction_ext", "XR_EXT_hand_interaction",
     "input/pinch_ext/value input/pinch_ext/ready_ext input/aim_activate_ext/value "
     "input/aim_activate_ext/ready_ext input/grasp_ext/value input/grasp_ext/ready_ext input/pinch_ext/pose "
     "input/poke_ext/pose",
     "", ""},
};

bool listed(const std::string& words, const std::string& word) {
  std::istringstream stream(words);
  for (std::string one; stream >> one;) {
    if (one == word) return true;
  }
  return false;
}

bool has_stick(const std::string& profile) {
  return profile.find("simple") == std::string::npos && profile.find("vive") == std::string::npos &&
         profile.find("hand_interaction") == std::string::npos;
}

}  // namespace

ProfileFault check_binding(const std::string& profile, const std::string& path,
                           bool (*extension_enabled)(const char*)) {
  if (profile == "/interaction_profiles/ext/eye_gaze_interaction") {
    if (!extension_enabled("XR_EXT_eye_gaze_interaction"))
      return {profile + " needs XR_EXT_eye_gaze_interaction"};
    if (path != "/user/eyes_ext/input/gaze_ext/pose") return {path + " is no part of " + profile};
    return {};
  }
  for (const Profile& known : kProfiles) {
    if (profile != known.name) continue;
    if (known.extension != nullptr && !extension_enabled(known.extension)) {
      return {profile + " needs " + known.extension};
    }
    const bool left = path.rfind("/user/hand/left/", 0) == 0;
    const bool right = path.rfind("/user/hand/right/", 0) == 0;
    if (!left && !right) return {path + " belongs to no hand"};
    const std::string component = path.substr(std::strlen(left ? "/user/hand/left/" : "/user/hand/right/"));
    if (component == "input/grip/pose" || component == "input/aim/pose") return {};
    if (component == "output/haptic" && profile.find("hand_interaction") == std::string::npos) return {};
    if (component == "input/palm_ext/pose" && extension_enabled("XR_EXT_palm_pose")) return {};
    if (has_stick(profile) && listed(kStick, component)) return {};
    if (listed(known.both, component) || listed(left ? known.left : known.right, component)) return {};
    return {path + " is no part of " + profile};
  }
  return {profile + " is unknown"};
}

}  // namespace threshold::test_runtime
