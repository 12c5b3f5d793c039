#include "xr/openxr/profiles.h"

#include "xr/openxr/newer_extensions.h"

namespace threshold::xr {
namespace {

constexpr DeedBinding both(Deed deed, const char* component) {
  return {deed, component, component};
}

constexpr DeedBinding kGrip = both(Deed::grip, "/input/grip/pose");
constexpr DeedBinding kAim = both(Deed::aim, "/input/aim/pose");
constexpr DeedBinding kHaptic = both(Deed::haptic, "/output/haptic");

constexpr DeedBinding kSimple[] = {kGrip, kAim, kHaptic, both(Deed::trigger, "/input/select/click"),
                                   both(Deed::menu, "/input/menu/click")};

// Touch and its kin: menu left only, so the right hand's stick click also recentres.
constexpr DeedBinding kTouch[] = {kGrip,
                                  kAim,
                                  kHaptic,
                                  both(Deed::trigger, "/input/trigger/value"),
                                  both(Deed::squeeze, "/input/squeeze/value"),
                                  {Deed::menu, "/input/menu/click", nullptr},
                                  {Deed::skip, "/input/y/click", "/input/b/click"},
                                  {Deed::captions, "/input/x/click", "/input/a/click"},
                                  both(Deed::recentre, "/input/thumbstick/click")};

constexpr DeedBinding kPicoNeo3[] = {kGrip,
                                     kAim,
                                     kHaptic,
                                     both(Deed::trigger, "/input/trigger/value"),
                                     both(Deed::squeeze, "/input/squeeze/value"),
                                     both(Deed::menu, "/input/menu/click"),
                                     {Deed::skip, "/input/y/click", "/input/b/click"},
                                     {Deed::captions, "/input/x/click", "/input/a/click"},
                                     both(Deed::recentre, "/input/thumbstick/click")};

// Index has no menu button for programs: A of the left hand takes its part.
constexpr DeedBinding kIndex[] = {kGrip,
                                  kAim,
                                  kHaptic,
                                  both(Deed::trigger, "/input/trigger/value"),
                                  both(Deed::squeeze, "/input/squeeze/value"),
                                  {Deed::menu, "/input/a/click", nullptr},
                                  both(Deed::skip, "/input/b/click"),
                                  {Deed::captions, nullptr, "/input/a/click"},
                                  both(Deed::recentre, "/input/thumbstick/click")};

constexpr DeedBinding kVive[] = {kGrip,
                                 kAim,
                                 kHaptic,
                                 both(Deed::trigger, "/input/trigger/value"),
                                 both(Deed::squeeze, "/input/squeeze/click"),
                                 both(Deed::menu, "/input/menu/click"),
                                 both(Deed::recentre, "/input/trackpad/click")};

constexpr DeedBinding kWmr[] = {kGrip,
                                kAim,
                                kHaptic,
                                both(Deed::trigger, "/input/trigger/value"),
                                both(Deed::squeeze, "/input/squeeze/click"),
                                both(Deed::menu, "/input/menu/click"),
                                both(Deed::recentre, "/input/thumbstick/click")};

constexpr DeedBinding kHp[] = {kGrip,
                               kAim,
                               kHaptic,
                               both(Deed::trigger, "/input/trigger/value"),
                               both(Deed::squeeze, "/input/squeeze/value"),
                               both(Deed::menu, "/input/menu/click"),
                               {Deed::skip, "/input/y/click", "/input/b/click"},
                               {Deed::captions, "/input/x/click", "/input/a/click"},
                               both(Deed::recentre, "/input/thumbstick/click")};

constexpr DeedBinding kHands[] = {kGrip, kAim, both(Deed::trigger, "/input/pinch_ext/value"),
                                  both(Deed::squeeze, "/input/grasp_ext/value")};

constexpr InteractionProfile kProfiles[] = {
    {"/interaction_profiles/khr/simple_controller", nullptr, "any two-button controller", kSimple},
    {"/interaction_profiles/oculus/touch_controller", nullptr, "Meta Touch", kTouch},
    {"/interaction_profiles/meta/touch_controller_plus", XR_META_TOUCH_CONTROLLER_PLUS_EXTENSION_NAME,
     "Meta Touch Plus", kTouch},
    {"/interaction_profiles/facebook/touch_controller_pro", XR_FB_TOUCH_CONTROLLER_PRO_EXTENSION_NAME,
     "Meta Touch Pro", kTouch},
    {"/interaction_profiles/valve/index_controller", nullptr, "Valve Index", kIndex},
    {"/interaction_profiles/htc/vive_controller", nullptr, "HTC Vive", kVive},
    {"/interaction_profiles/microsoft/motion_controller", nullptr, "Windows Mixed Reality", kWmr},
    {"/interaction_profiles/hp/mixed_reality_controller", XR_EXT_HP_MIXED_REALITY_CONTROLLER_EXTENSION_NAME,
     "HP Reverb G2", kHp},
    {"/interaction_profiles/bytedance/pico_neo3_controller", XR_BD_CONTROLLER_INTERACTION_EXTENSION_NAME,
     "Pico Neo 3", kPicoNeo3},
    {"/interaction_profiles/bytedance/pico4_controller", XR_BD_CONTROLLER_INTERACTION_EXTENSION_NAME,
     "Pico 4", kTouch},
    {"/interaction_profiles/ext/hand_interaction_ext", XR_EXT_HAND_INTERACTION_EXTENSION_NAME, "bare hands",
     kHands},
};

}  // namespace

std::span<const InteractionProfile> interaction_profiles() {
  return kProfiles;
}

}  // namespace threshold::xr
