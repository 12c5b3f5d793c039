// Spaces and views: where things are in the scripted world.
#include "tests/openxr_runtime/guard.h"
#include "tests/openxr_runtime/places.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

std::vector<XrReferenceSpaceType> offered() {
  std::vector<XrReferenceSpaceType> types{XR_REFERENCE_SPACE_TYPE_VIEW, XR_REFERENCE_SPACE_TYPE_LOCAL};
  if (runtime().world.has_stage) types.push_back(XR_REFERENCE_SPACE_TYPE_STAGE);
  if (runtime().enabled(XR_EXT_LOCAL_FLOOR_EXTENSION_NAME)) {
    types.push_back(XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT);
  }
  return types;
}

void expect_unit(const XrPosef& pose, const char* call) {
  const XrQuaternionf& q = pose.orientation;
  const float length = q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w;
  if (!(length > 0.98f && length < 1.02f)) {
    runtime().mistake(XR_ERROR_POSE_INVALID, std::string(call) + ": the orientation is not of length 1");
  }
}

Space& live(XrSpace handle) {
  Space* one = runtime().spaces.find(handle);
  if (one == nullptr) runtime().mistake(XR_ERROR_HANDLE_INVALID, "a space that does not exist is used");
  runtime().session(one->session);
  return *one;
}

void expect_time(XrTime time, const char* call) {
  if (time <= 0) runtime().mistake(XR_ERROR_TIME_INVALID, std::string(call) + ": the time is not positive");
}

int hand_of(const Space& space) {
  return runtime().path_name(space.subaction) == "/user/hand/right" ? 1 : 0;
}

XrResult enumerate_spaces(XrSession handle, std::uint32_t capacity, std::uint32_t* count,
                          XrReferenceSpaceType* out) {
  runtime().session(handle);
  return enumerate(capacity, count, out, offered());
}

XrResult create_reference(XrSession handle, const XrReferenceSpaceCreateInfo* info, XrSpace* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  rt.expect_type(info, XR_TYPE_REFERENCE_SPACE_CREATE_INFO, "xrCreateReferenceSpace");
  expect_unit(info->poseInReferenceSpace, "xrCreateReferenceSpace");
  bool known = false;
  for (const auto type : offered()) known = known || type == info->referenceSpaceType;
  if (!known) rt.mistake(XR_ERROR_REFERENCE_SPACE_UNSUPPORTED, "xrCreateReferenceSpace: type is not offered");
  auto one = std::make_unique<Space>();
  one->session = handle;
  one->type = info->referenceSpaceType;
  one->offset = from_xr(info->poseInReferenceSpace);
  *out = rt.spaces.add(std::move(one));
  return XR_SUCCESS;
}

XrResult create_action_space(XrSession handle, const XrActionSpaceCreateInfo* info, XrSpace* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  rt.expect_type(info, XR_TYPE_ACTION_SPACE_CREATE_INFO, "xrCreateActionSpace");
  expect_unit(info->poseInActionSpace, "xrCreateActionSpace");
  const Action* action = rt.actions.find(info->action);
  if (action == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrCreateActionSpace: no such action");
  if (action->type != XR_ACTION_TYPE_POSE_INPUT) {
    rt.mistake(XR_ERROR_ACTION_TYPE_MISMATCH, "xrCreateActionSpace: not a pose action");
  }
  auto one = std::make_unique<Space>();
  one->session = handle;
  one->reference = false;
  one->action = info->action;
  one->subaction = info->subactionPath;
  one->offset = from_xr(info->poseInActionSpace);
  *out = rt.spaces.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy(XrSpace handle) {
  if (!runtime().spaces.remove(handle)) {
    runtime().mistake(XR_ERROR_HANDLE_INVALID, "xrDestroySpace: no such space");
  }
  return XR_SUCCESS;
}

XrResult bounds(XrSession handle, XrReferenceSpaceType, XrExtent2Df* out) {
  runtime().session(handle);
  *out = {2.0f, 2.0f};
  return XR_SUCCESS;
}

XrResult locate(XrSpace handle, XrSpace base_handle, XrTime time, XrSpaceLocation* out) {
  Runtime& rt = runtime();
  rt.expect_type(out, XR_TYPE_SPACE_LOCATION, "xrLocateSpace");
  const Space& space = live(handle);
  const Space& base = live(base_handle);
  expect_time(time, "xrLocateSpace");
  const Located here = locate_in_world(space);
  const Located there = locate_in_world(base);
  out->locationFlags = 0;
  const bool good = here.valid && there.valid;
  if (good) {
    out->locationFlags = XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;
    if (here.tracked) {
      out->locationFlags |=
          XR_SPACE_LOCATION_POSITION_TRACKED_BIT | XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT;
    }
    out->pose = to_xr(inverse(there.pose) * here.pose);
  }
  for (auto* next = static_cast<XrBaseOutStructure*>(out->next); next != nullptr; next = next->next) {
    if (next->type != XR_TYPE_SPACE_VELOCITY) continue;
    auto* velocity = reinterpret_cast<XrSpaceVelocity*>(next);
    velocity->velocityFlags = 0;
    if (!good || space.reference) continue;
    const Hand& hand = rt.world.hands[static_cast<std::size_t>(hand_of(space))];
    const float seconds = static_cast<float>(rt.period) * 1e-9f;
    const glm::vec3 moving = hand.velocity.value_or((hand.grip.at - hand.grip_before.at) / seconds);
    const glm::quat back = glm::conjugate(there.pose.turn);
    velocity->velocityFlags = XR_SPACE_VELOCITY_LINEAR_VALID_BIT | XR_SPACE_VELOCITY_ANGULAR_VALID_BIT;
    velocity->linearVelocity = to_xr(back * moving);
    velocity->angularVelocity = to_xr(back * hand.spin);
  }
  return XR_SUCCESS;
}

XrResult locate_views(XrSession handle, const XrViewLocateInfo* info, XrViewState* state,
                      std::uint32_t capacity, std::uint32_t* count, XrView* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  rt.expect_type(info, XR_TYPE_VIEW_LOCATE_INFO, "xrLocateViews");
  rt.expect_type(state, XR_TYPE_VIEW_STATE, "xrLocateViews");
  expect_time(info->displayTime, "xrLocateViews");
  const Located base = locate_in_world(live(info->space));
  state->viewStateFlags = 0;
  if (rt.world.head_tracked) {
    state->viewStateFlags = XR_VIEW_STATE_POSITION_VALID_BIT | XR_VIEW_STATE_ORIENTATION_VALID_BIT |
                            XR_VIEW_STATE_POSITION_TRACKED_BIT | XR_VIEW_STATE_ORIENTATION_TRACKED_BIT;
  }
  return enumerate(capacity, count, out, 2, [&](std::size_t eye) {
    rt.expect_type(out + eye, XR_TYPE_VIEW, "xrLocateViews");
    XrView view = out[eye];
    const Field& field = rt.world.fields[eye];
    const Rigid offset{{eye == 0 ? -rt.world.half_ipd_m : rt.world.half_ipd_m, 0.0f, 0.0f},
                       {1.0f, 0.0f, 0.0f, 0.0f}};
    view.pose = to_xr(inverse(base.pose) * rt.world.head * offset);
    view.fov = {field.left, field.right, field.up, field.down};
    return view;
  });
}

}  // namespace

Located locate_in_world(const Space& space) {
  Runtime& rt = runtime();
  const World& world = rt.world;
  if (space.reference) {
    switch (static_cast<int>(space.type)) {
      case XR_REFERENCE_SPACE_TYPE_VIEW:
        return {world.head * space.offset, world.head_tracked, world.head_tracked};
      case XR_REFERENCE_SPACE_TYPE_LOCAL:
        return {world.local * space.offset, true, true};
      case XR_REFERENCE_SPACE_TYPE_STAGE:
        return {world.stage * space.offset, world.has_stage, true};
      default: {
        Rigid floor = world.local;
        floor.at.y = 0.0f;
        return {floor * space.offset, true, true};
      }
    }
  }
  const Hand& hand = world.hands[static_cast<std::size_t>(hand_of(space))];
  const Session* session = rt.sessions.find(space.session);
  const bool focused = session != nullptr && session->state == XR_SESSION_STATE_FOCUSED;
  const Action* action = rt.actions.find(space.action);
  std::string bound;
  for (const Binding& binding : action->bindings) {
    if (binding.path.rfind("/user/eyes_ext/", 0) != 0) continue;
    if (!focused || !world.eyes) return {{}, false, false};
    return {*world.eyes * space.offset, true, true};
  }
  for (const Binding& binding : action->bindings) {
    const bool same_hand = binding.path.rfind(rt.path_name(space.subaction), 0) == 0;
    if (binding.profile == hand.profile && same_hand) bound = binding.path;
  }
  if (!hand.active || !focused || bound.empty()) return {{}, false, false};
  const bool aim = bound.find("/input/aim/") != std::string::npos;
  return {(aim ? hand.aim : hand.grip) * space.offset, true, true};
}

std::vector<Entry> space_entries() {
  return {entry<"xrEnumerateReferenceSpaces", &enumerate_spaces>(),
          entry<"xrCreateReferenceSpace", &create_reference>(),
          entry<"xrCreateActionSpace", &create_action_space>(),
          entry<"xrDestroySpace", &destroy>(),
          entry<"xrGetReferenceSpaceBoundsRect", &bounds>(),
          entry<"xrLocateSpace", &locate>(),
          entry<"xrLocateViews", &locate_views>()};
}

}  // namespace threshold::test_runtime
