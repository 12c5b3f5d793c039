// What befalls a window in mid-run: minimised, covered, resized, its images or its device lost, a display
// that waits or never answers. The headset's frame is never held up, and the picture comes back.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <vector>

#include "tests/mirror/mirror_fixture.h"
#include "tests/mirror/x_desktop.h"
#include "xr/mirror/window_calls.h"

namespace {
std::atomic<int> pixels_a_point{1};
}  // namespace

// In place of SDL's own: a display whose windows have more pixels than points.
extern "C" void SDL_Vulkan_GetDrawableSize(SDL_Window* window, int* width, int* height) {
  SDL_GetWindowSize(window, width, height);
  *width *= pixels_a_point;
  *height *= pixels_a_point;
}

namespace threshold::xr {
namespace {

const auto* const kDisplay = ::testing::AddGlobalTestEnvironment(new VirtualDisplay);

// Vulkan's functions as the window's thread calls them, with what a test puts in between.
enum class Call { acquire, present, capabilities, submit, create_chain };
struct Between {
  WindowCalls real;
  std::atomic<int> failures{0};  // so many of the next `which` calls give `result`
  std::atomic<Call> which{Call::present};
  std::atomic<VkResult> result{VK_SUCCESS};
  std::atomic<int> present_takes_ms{0};
  std::atomic<int> presents{0};
  std::atomic<bool> free_extent{false};  // the display leaves the size to us
  std::mutex mutex;
  std::condition_variable let_go;
  bool holds = false, held = false;  // a present that does not come back

  bool fails(Call call) { return which.load() == call && failures.load() > 0 && failures.fetch_sub(1) > 0; }
};
Between* between = nullptr;

VKAPI_ATTR VkResult VKAPI_CALL acquire(VkDevice device, VkSwapchainKHR chain, std::uint64_t timeout,
                                       VkSemaphore semaphore, VkFence fence, std::uint32_t* image) {
  if (between->fails(Call::acquire)) return between->result;
  return between->real.AcquireNextImageKHR(device, chain, timeout, semaphore, fence, image);
}
VKAPI_ATTR VkResult VKAPI_CALL present(VkQueue queue, const VkPresentInfoKHR* info) {
  {
    std::unique_lock lock(between->mutex);
    between->held = between->holds;
    between->let_go.wait(lock, [] { return !between->holds; });
    between->held = false;
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(between->present_takes_ms.load()));
  ++between->presents;
  const VkResult shown = between->real.QueuePresentKHR(queue, info);
  return between->fails(Call::present) ? between->result.load() : shown;
}
VKAPI_ATTR VkResult VKAPI_CALL capabilities(VkPhysicalDevice physical, VkSurfaceKHR surface,
                                            VkSurfaceCapabilitiesKHR* can) {
  if (between->fails(Call::capabilities)) return between->result;
  const VkResult asked = between->real.GetPhysicalDeviceSurfaceCapabilitiesKHR(physical, surface, can);
  if (between->free_extent) {
    can->currentExtent = {0xffffffffu, 0xffffffffu};
    can->minImageExtent = {1, 1}, can->maxImageExtent = {4096, 4096};
  }
  return asked;
}
VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue queue, std::uint32_t count, const VkSubmitInfo* infos,
                                      VkFence fence) {
  if (between->fails(Call::submit)) return between->result;
  return between->real.QueueSubmit(queue, count, infos, fence);
}
VKAPI_ATTR VkResult VKAPI_CALL create_chain(VkDevice device, const VkSwapchainCreateInfoKHR* info,
                                            const VkAllocationCallbacks* memory, VkSwapchainKHR* chain) {
  if (between->fails(Call::create_chain)) return between->result;
  return between->real.CreateSwapchainKHR(device, info, memory, chain);
}

class MirrorWindow : public MirrorTest {
 protected:
  void SetUp() override {
    MirrorTest::SetUp();
    between = &between_;
    pixels_a_point = 1;
    how.amend = [this](WindowCalls& calls) {
      between_.real = calls;
      calls.AcquireNextImageKHR = acquire;
      calls.QueuePresentKHR = present;
      calls.GetPhysicalDeviceSurfaceCapabilitiesKHR = capabilities;
      calls.QueueSubmit = submit;
      calls.CreateSwapchainKHR = create_chain;
    };
  }
  // Every frame of these is drawn for the visitor.
  void headset_goes_on(int frames) {
    const auto drawn = headset->status().drawn;
    steps(frames);
    EXPECT_EQ(headset->status().drawn, drawn + frames);
  }
  // A picture that did not stand there before.
  bool another_picture_comes(int most = 600) {
    right_ = !right_;
    press(right_ ? SDL_SCANCODE_2 : SDL_SCANCODE_1);
    return comes_to_show(right_ ? kRight : kLeft, most);
  }
  bool flagged(Uint32 flag) const { return (SDL_GetWindowFlags(window) & flag) != 0; }

  Between between_;
  bool right_ = false;
};

TEST_F(MirrorWindow, minimised_it_costs_nothing_and_restored_the_picture_is_there) {
  const WindowManager manager;
  if (!manager.there()) GTEST_SKIP() << "no window manager here: apt-get install openbox";
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  for (int time = 0; time < 2; ++time) {
    SDL_MinimizeWindow(window);
    ASSERT_TRUE(comes_true([&] { return flagged(SDL_WINDOW_MINIMIZED); }));
    steps(5);
    const auto shown = mirror->stats().shown;
    headset_goes_on(40);
    EXPECT_LE(mirror->stats().shown, shown + 1);
    SDL_RestoreWindow(window);
    EXPECT_TRUE(another_picture_comes());
  }
}

TEST_F(MirrorWindow, without_the_keyboard_and_covered_it_goes_on) {
  const WindowManager manager;
  if (!manager.there()) GTEST_SKIP() << "no window manager here: apt-get install openbox";
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  SDL_Window* const other = SDL_CreateWindow("another program", 0, 0, 800, 600, 0);
  ASSERT_TRUE(comes_true([&] { return !flagged(SDL_WINDOW_INPUT_FOCUS); }));
  headset_goes_on(40);
  SDL_DestroyWindow(other);
  EXPECT_TRUE(another_picture_comes());
}

TEST_F(MirrorWindow, full_screen_and_back_the_picture_is_as_large_as_fits) {
  const WindowManager manager;
  if (!manager.there()) GTEST_SKIP() << "no window manager here: apt-get install openbox";
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  press(SDL_SCANCODE_F11);
  EXPECT_TRUE(comes_true([&] {
    return VirtualDisplay::pixel(400, 2) == kLeft && VirtualDisplay::pixel(400, 597) == kLeft &&
           VirtualDisplay::pixel(2, 300) == kDark;
  })) << "as high as the screen";
  headset_goes_on(20);
  press(SDL_SCANCODE_F11);
  EXPECT_TRUE(comes_true([] { return VirtualDisplay::pixel(400, 2) != kLeft; }));
  EXPECT_TRUE(another_picture_comes());
}

// Words while the headset's device may not be used: in full screen, too.
TEST_F(MirrorWindow, while_a_call_may_use_the_device_a_full_screen_says_why) {
  const WindowManager manager;
  if (!manager.there()) GTEST_SKIP() << "no window manager here: apt-get install openbox";
  answer_within_s = 0.2;
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  press(SDL_SCANCODE_F11);
  ASSERT_TRUE(comes_true([] { return VirtualDisplay::pixel(400, 597) == kLeft; }));
  const auto words = [] {
    int lit = 0;
    for (int y = 200; y < 400; y += 2)
      for (int x = 200; x < 600; x += 2) {
        const Colour c = VirtualDisplay::pixel(x, y);
        lit += std::min({c[0], c[1], c[2]}) > 120;
      }
    return lit;
  };
  ASSERT_TRUE(comes_true([&] { return words() == 0; }));
  runtime.tell("hang xrEndFrame forever");
  EXPECT_TRUE(comes_true([&] { return words() > 200; }, 100));
  EXPECT_EQ(VirtualDisplay::pixel(400, 597), kLeft) << "over the last picture";
  runtime.tell("hang xrEndFrame off");
  EXPECT_TRUE(comes_true([&] { return words() == 0; }));
}

TEST_F(MirrorWindow, of_any_size_it_shows_what_fits) {
  open(MirrorView::left_eye);
  note.caption = "Nell: Snare when you are ready.";
  ASSERT_TRUE(comes_to_show(kLeft));
  press(SDL_SCANCODE_O);
  press(SDL_SCANCODE_H);
  constexpr std::array<std::array<int, 2>, 8> kSizes = {
      {{1, 1}, {2, 500}, {700, 1}, {17, 9}, {333, 211}, {3, 3}, {799, 599}, {61, 40}}};
  for (const auto& [width, height] : kSizes) {
    SDL_SetWindowSize(window, width, height);
    headset_goes_on(10);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    headset_goes_on(2);
  }
  runtime.tell("wish visible");  // held: words alone
  for (const auto& [width, height] : kSizes) {
    SDL_SetWindowSize(window, width, height);
    steps(3);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  runtime.tell("wish focused");
  press(SDL_SCANCODE_O);
  press(SDL_SCANCODE_H);
  SDL_SetWindowSize(window, kWide, kHigh);
  EXPECT_TRUE(another_picture_comes());
}

struct Fault {
  const char* name;
  Call call;
  VkResult result;
  int times;
};
class MirrorWindowFault : public MirrorWindow, public testing::WithParamInterface<Fault> {};

TEST_P(MirrorWindowFault, holds_no_frame_up_and_the_picture_comes_back) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  for (int time = 0; time < 2; ++time) {
    between_.which = GetParam().call;
    between_.result = GetParam().result;
    between_.failures = GetParam().times;
    const auto drawn = headset->status().drawn;
    int frames = 0;
    for (; frames < 600 && between_.failures > 0; ++frames) {
      if (GetParam().call == Call::create_chain && frames % 30 == 0)  // asked for by another size alone
        SDL_SetWindowSize(window, kWide + 2 * (frames / 30 % 2 + 1), kHigh);
      step(), std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
    if (GetParam().call == Call::create_chain) SDL_SetWindowSize(window, kWide, kHigh);
    EXPECT_EQ(between_.failures, 0) << "or nothing was tested";
    EXPECT_EQ(headset->status().drawn, drawn + frames);
    EXPECT_TRUE(another_picture_comes());
  }
}

INSTANTIATE_TEST_SUITE_P(
    each, MirrorWindowFault,
    testing::Values(Fault{"present_out_of_date", Call::present, VK_ERROR_OUT_OF_DATE_KHR, 3},
                    Fault{"present_suboptimal", Call::present, VK_SUBOPTIMAL_KHR, 3},
                    Fault{"present_surface_lost", Call::present, VK_ERROR_SURFACE_LOST_KHR, 1},
                    Fault{"present_device_lost", Call::present, VK_ERROR_DEVICE_LOST, 1},
                    Fault{"acquire_out_of_date", Call::acquire, VK_ERROR_OUT_OF_DATE_KHR, 5},
                    Fault{"acquire_no_image_free", Call::acquire, VK_TIMEOUT, 5},
                    Fault{"acquire_surface_lost", Call::acquire, VK_ERROR_SURFACE_LOST_KHR, 1},
                    Fault{"capabilities_surface_lost", Call::capabilities, VK_ERROR_SURFACE_LOST_KHR, 1},
                    Fault{"capabilities_no_memory", Call::capabilities, VK_ERROR_OUT_OF_HOST_MEMORY, 3},
                    Fault{"submit_device_lost", Call::submit, VK_ERROR_DEVICE_LOST, 1},
                    Fault{"no_new_images", Call::create_chain, VK_ERROR_OUT_OF_DEVICE_MEMORY, 3},
                    Fault{"window_in_use", Call::create_chain, VK_ERROR_NATIVE_WINDOW_IN_USE_KHR, 1}),
    [](const auto& made) { return std::string(made.param.name); });

// As on a display whose windows have twice as many pixels as points, and that leaves their number to us. This
// one shows the upper left quarter of them.
TEST_F(MirrorWindow, with_more_pixels_than_points_the_picture_fills_the_pixels) {
  open(MirrorView::left_eye, false);  // the layers know what the real window is
  ASSERT_TRUE(comes_to_show(kLeft));
  int edge = kWide / 2;
  while (edge > 0 && at(edge - 1, kHigh - 10) == kLeft) --edge;
  ASSERT_GT(edge, 10);
  between_.free_extent = true;
  pixels_a_point = 2;
  EXPECT_TRUE(comes_true([&] {
    return at(2 * edge + 2, kHigh - 10) == kLeft && at(2 * edge - 3, kHigh - 10) == kDark &&
           at(kWide - 3, kHigh - 3) == kLeft;
  }));
  headset_goes_on(20);
  pixels_a_point = 1;
  between_.free_extent = false;
  EXPECT_TRUE(
      comes_true([&] { return at(edge + 2, kHigh - 10) == kLeft && at(edge - 3, kHigh - 10) == kDark; }));
}

TEST_F(MirrorWindow, a_display_that_never_answers_keeps_neither_the_headset_nor_the_program) {
  how.ends_within_s = 0.2;
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  {
    const std::lock_guard lock(between_.mutex);
    between_.holds = true;
  }
  ASSERT_TRUE(comes_true([&] {
    const std::lock_guard lock(between_.mutex);
    return between_.held;
  }));
  headset_goes_on(100);
  press(SDL_SCANCODE_N);
  EXPECT_TRUE(step().presence.wishes.skip) << "the keys work on";
  both.reset();
  HeadsetTest::TearDown();
  const auto began = std::chrono::steady_clock::now();
  mirror.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_TRUE(call_left_behind()) << "the program must not take down what the display's thread uses";
  {
    const std::lock_guard lock(between_.mutex);
    between_.holds = false;
    between_.let_go.notify_all();
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // it ends by itself
}

// Turn about in one run: a hidden window, one that shows at once, and one whose display takes 50 ms to show a
// picture. Whoever waited for that would hold up a third of the headset's frames.
TEST_F(MirrorWindow, mirroring_costs_no_frame) {
  open(MirrorView::left_eye, false);
  ASSERT_TRUE(comes_to_show(kLeft));
  constexpr int kRounds = 8, kFrames = 20, kModes = 3;
  std::array<std::vector<double>, kModes> took_ms;
  std::array<int, kModes> held_up{}, presents{};
  runtime.tell("rate 72");
  runtime.tell("paced on");
  for (int round = 0; round < kRounds * kModes; ++round) {
    const auto mode = static_cast<std::size_t>(round % kModes);
    mode > 0 ? SDL_ShowWindow(window) : SDL_HideWindow(window);
    between_.present_takes_ms = mode == 2 ? 50 : 0;
    steps(5);
    const int before = between_.presents;
    for (int i = 0; i < kFrames; ++i) {
      const auto start = std::chrono::steady_clock::now();
      step();
      const double ms =
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
      took_ms[mode].push_back(ms);
      held_up[mode] += ms > 40.0;  // of 14; a present of 50 is in it
    }
    presents[mode] += between_.presents - before;
  }
  std::array<double, kModes> median{};
  for (std::size_t mode = 0; mode < kModes; ++mode) {
    std::sort(took_ms[mode].begin(), took_ms[mode].end());
    median[mode] = took_ms[mode][took_ms[mode].size() / 2];
  }
  std::printf(
      "a frame of the headset: %.1f ms hidden, %.1f shown, %.1f shown slowly; over 40 ms: %d, %d, %d of %d\n",
      median[0], median[1], median[2], held_up[0], held_up[1], held_up[2], kRounds * kFrames);
  EXPECT_GT(presents[1], kRounds) << "or nothing was measured";
  EXPECT_GT(presents[2], kRounds);
  EXPECT_LT(median[1], 1.3 * median[0]);
  EXPECT_LT(median[2], 1.3 * median[0]);
  EXPECT_LE(held_up[2], held_up[0] + presents[2] / 4) << "a mirror that waited would hold up one a present";
}

}  // namespace
}  // namespace threshold::xr
