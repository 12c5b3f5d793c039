// Runtime: everything the test runtime knows, in one object a process. Time comes from the frame count,
// so that a thousand frames take as long as the application needs for them and not longer.
#pragma once

#define XR_USE_GRAPHICS_API_VULKAN
#define XR_USE_TIMESPEC
#include <vulkan/vulkan.h>

#include <ctime>

#include <openxr/openxr.h>

#include <openxr/openxr_platform.h>

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/openxr_runtime/gpu.h"
#include "tests/openxr_runtime/handles.h"
#include "tests/openxr_runtime/world.h"

namespace threshold::test_runtime {

struct Refusal {  // thrown by any entry; the guard (guard.h) returns its result
  XrResult result;
};

struct Instance {
  bool lost = false;
  std::set<std::string> extensions;
  PFN_vkGetInstanceProcAddr vulkan_entry = nullptr;
  VkInstance vulkan = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  bool requirements_asked = false;
};

struct FrameCounter {  // the application's place in wait -> begin -> end
  bool waited = false, begun = false;
  XrTime predicted = 0;
  XrDuration work = 0;  // that the last picture's load takes
};

struct Session {
  XrInstance instance = XR_NULL_HANDLE;
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;
  bool running = false, lost = false, exiting = false, first_frame_done = false;
  XrTime lost_at = 0;  // after LOSS_PENDING: when calls begin to fail
  FrameCounter frame;
  std::vector<XrActionSet> attached;
  std::unique_ptr<Gpu> gpu;
};

struct Space {
  XrSession session = XR_NULL_HANDLE;
  bool reference = true;
  XrReferenceSpaceType type = XR_REFERENCE_SPACE_TYPE_LOCAL;
  XrAction action = XR_NULL_HANDLE;
  XrPath subaction = XR_NULL_PATH;
  Rigid offset;
};

struct Swapchain {
  XrSession session = XR_NULL_HANDLE;
  XrSwapchainCreateInfo info{};
  std::vector<Image> images;
  std::deque<std::uint32_t> acquired;
  bool waited = false;
  std::uint32_t next = 0;
  int released = -1;              // index of the newest released image
  std::int64_t released_in = -1;  // the frame of that
};

struct ActionSet {
  XrInstance instance = XR_NULL_HANDLE;
  std::string name;
  bool attached = false;
};

struct ActionValue {
  std::array<float, 2> value{};
  bool active = false;
};

struct Binding {
  std::string profile, path;
};

struct Action {
  XrActionSet set = XR_NULL_HANDLE;
  std::string name;
  XrActionType type = XR_ACTION_TYPE_BOOLEAN_INPUT;
  std::vector<XrPath> subactions;
  std::vector<Binding> bindings;
  std::map<XrPath, ActionValue> now, before;
};

struct HandTracker {
  XrSession session = XR_NULL_HANDLE;
  XrHandEXT hand = XR_HAND_LEFT_EXT;
};

struct HapticEvent {
  std::int64_t frame;
  XrTime time;
  int hand;  // 0 left, 1 right
  bool stop;
  float amplitude, frequency_hz;
  std::int64_t duration_ns;
  bool append = false;
  float pcm_rate_hz = 0.0f;  // of `pcm`
  std::vector<float> pcm{};  // empty: a plain vibration
};

// What is to go wrong, and how often.
struct Faults {
  std::map<std::string, std::deque<XrResult>> calls;  // by function name
  std::map<std::string, int> hangs;  // by function name: real milliseconds, once; < 0: for ever
  std::deque<XrTime> times;          // for the next xrWaitFrame calls
  int hidden_frames = 0;             // shouldRender false
  int swapchain_timeouts = 0;
  int late_depths = 0;  // the same for depth images alone
  int late_frames = 0;
  int late_ms = 0;
  bool gone = false;        // xrCreateInstance finds no runtime
  bool no_headset = false;  // xrGetSystem finds no device
  XrTime instance_back_at = 0;
};

struct Counts {
  std::int64_t frames = 0, pictures = 0, empty_frames = 0, discarded = 0, needless_pictures = 0;
  std::int64_t instances = 0, sessions = 0, swapchains = 0, early_attempts = 0, quads = 0, depths = 0;
  std::int64_t overruns = 0;  // pictures whose load did not fit the period
  std::int64_t hung = 0;      // calls that did not return at once
};

class Runtime {
 public:
  World world;
  Faults faults;
  Counts counts;
  std::vector<std::string> mistakes;
  std::vector<HapticEvent> haptics;
  std::deque<XrEventDataBuffer> events;
  std::vector<std::string> paths{"/"};
  std::set<std::string> withheld_extensions;
  XrSessionState wished = XR_SESSION_STATE_FOCUSED;  // where the person and the desktop want the session
  XrDuration period = 11'111'111;
  bool paced = false;
  double load_ns = 0.0;  // of a graphics device that there is not, for each pixel of the eyes' pictures
  int compose = 0;       // picture asked for at the next xrEndFrame
  std::string picture_file;
  std::array<Pixels, 2> picture;
  std::array<std::vector<float>, 2> depth;  // of that picture, row by row from the top; empty: none came
  std::array<XrCompositionLayerDepthInfoKHR, 2> depth_told{};  // what was said of it
  std::array<XrRect2Di, 2> part{};                             // of its image that the picture filled
  bool has_depth32 = true, has_depth16 = true;                 // formats offered
  std::uint32_t view_width = 320, view_height = 320;
  float refresh_hz = 90.0f;
  std::string sound_device;  // the headset's, ASCII, shorter than 128; empty: it has none

  Table<XrInstance, Instance> instances{1};
  Table<XrSession, Session> sessions{2};
  Table<XrSpace, Space> spaces{3};
  Table<XrSwapchain, Swapchain> swapchains{4};
  Table<XrActionSet, ActionSet> action_sets{5};
  Table<XrAction, Action> actions{6};
  Table<XrHandTrackerEXT, HandTracker> hand_trackers{7};

  XrTime now() const;
  void advance(XrDuration by) { time_ += by; }
  void loaded();      // before the first call: the script's step 0
  void idle();        // nobody asks for frames: the script goes on all the same
  void next_frame();  // moves time and the script on

  // An application's error: counted, remembered as a sentence, returned to it as `result`.
  [[noreturn]] void mistake(XrResult result, const std::string& sentence);
  void note_mistake(const std::string& sentence);

  Instance& instance(XrInstance handle);
  Session& session(XrSession handle);
  template <typename T>
  void expect_type(const T* structure, XrStructureType type, const char* call) {
    if (structure == nullptr || structure->type != type) {
      mistake(XR_ERROR_VALIDATION_FAILURE, std::string(call) + ": structure missing or its type field wrong");
    }
  }
  std::string path_name(XrPath path);
  XrPath path(const std::string& name);
  XrInstance only_instance() const;
  XrSession only_session() const;
  bool enabled(std::string_view extension) const;

  void send(const void* event, std::size_t size);
  void enter(XrSession handle, XrSessionState state);
  void tell_presence();           // XR_EXT_user_presence
  void settle(XrSession handle);  // one lawful step at a time toward `wished`
  void lose_session(XrDuration in);
  void lose_instance(XrDuration in);

 private:
  std::int64_t script_step_ = -1;
  XrTime time_ = 1'000'000'000;
};

Runtime& runtime();
// Held by whoever is inside: an entry (guard.h), a command, a question. Frames may be waited for on a thread
// of their own.
std::mutex& runtime_mutex();
void sleep_outside(XrDuration ns);  // the mutex, held by the caller, is let go meanwhile
void hang_where_asked(const char* function);
void reset_runtime();

}  // namespace threshold::test_runtime
