// The depth that a runtime's compositor gets, and what the lenses never show.
#include <cmath>
#include <cstring>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/check.h"
#include "xr/vulkan/memory.h"

namespace threshold::xr::test {
namespace {

constexpr std::uint32_t kSide = 64;

// Layers of colour bytes and depths as they lie in the images.
struct Taken {
  std::vector<std::uint8_t> rgba;
  std::vector<float> depth;
  float depth_at(std::uint32_t view, std::uint32_t x, std::uint32_t y) const {
    return depth[(view * kSide + y) * kSide + x];
  }
  glm::vec3 colour_at(std::uint32_t view, std::uint32_t x, std::uint32_t y) const {
    const std::uint8_t* at = &rgba[4 * ((view * kSide + y) * kSide + x)];
    return {at[0], at[1], at[2]};
  }
};

// Images of a backend, and one frame drawn into them.
class Depths : public Studio {
 protected:
  Taken take(const Picture& picture, std::uint32_t views, VkFormat depth_format) {
    ImageRequest request;
    request.format = Offscreen::kFormat;
    request.extent = {kSide, kSide, 1};
    request.layers = views;
    request.array_view = true;
    request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    const Image colour(gpu(), request);
    request.format = depth_format;
    request.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    request.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
    Image depth;
    if (depth_format != VK_FORMAT_UNDEFINED) depth = Image(gpu(), request);
    Target target;
    target.image = colour.handle;
    target.format = Offscreen::kFormat;
    target.extent = {kSide, kSide};
    target.layers = views;
    target.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
    target.depth = depth_format != VK_FORMAT_UNDEFINED ? depth.handle : VK_NULL_HANDLE;
    target.depth_format = depth_format;
    renderer().draw(picture, eyes(views), target);
    renderer().finish();
    return read(colour, depth, views, depth_format);
  }

  static std::vector<View> eyes(std::uint32_t views) {
    std::vector<View> made;
    for (std::uint32_t v = 0; v < views; ++v) {
      View view;
      view.eye.position = {views == 2 ? (v == 0 ? -0.03f : 0.03f) : 0.0f, 1.2f, 0.0f};
      view.angle_left = view.angle_down = -0.785398163f;
      view.angle_right = view.angle_up = 0.785398163f;
      made.push_back(view);
    }
    return made;
  }

 private:
  Taken read(const Image& colour, const Image& depth, std::uint32_t views, VkFormat format) {
    constexpr VkDeviceSize kPixels = kSide * kSide;
    const Buffer to(gpu(), kPixels * views * 8, VK_BUFFER_USAGE_TRANSFER_DST_BIT, true);
    auto pool_info = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
    pool_info.queueFamilyIndex = gpu().queue_family;
    VkCommandPool pool = VK_NULL_HANDLE;
    check(vkCreateCommandPool(gpu().device, &pool_info, nullptr, &pool), "creating a command pool");
    auto info = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    info.commandPool = pool;
    info.commandBufferCount = 1;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    check(vkAllocateCommandBuffers(gpu().device, &info, &commands), "allocating commands");
    auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
    check(vkBeginCommandBuffer(commands, &begin), "beginning commands");
    VkBufferImageCopy copy{};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, views};
    copy.imageExtent = {kSide, kSide, 1};
    vkCmdCopyImageToBuffer(commands, colour.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.handle, 1,
                           &copy);
    if (format != VK_FORMAT_UNDEFINED) {
      change_image(commands, depth.handle,
                   {VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                    VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
                    VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT},
                   VK_IMAGE_ASPECT_DEPTH_BIT);
      copy.imageSubresource.aspectMask = VK_IMAGE_ASPECT_DEPTH_BIT;
      copy.bufferOffset = kPixels * views * 4;
      vkCmdCopyImageToBuffer(commands, depth.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.handle, 1,
                             &copy);
    }
    check(vkEndCommandBuffer(commands), "ending commands");
    auto submit = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
    submit.commandBufferCount = 1;
    submit.pCommandBuffers = &commands;
    check(vkQueueSubmit(gpu().queue, 1, &submit, VK_NULL_HANDLE), "submitting");
    check(vkQueueWaitIdle(gpu().queue), "waiting");
    vkDestroyCommandPool(gpu().device, pool, nullptr);
    Taken taken;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(to.mapped);
    taken.rgba.assign(bytes, bytes + kPixels * views * 4);
    bytes += kPixels * views * 4;
    for (std::size_t i = 0; i < kPixels * views && format != VK_FORMAT_UNDEFINED; ++i) {
      float value = 0.0f;
      std::uint16_t small = 0;
      if (format == VK_FORMAT_D16_UNORM) {
        std::memcpy(&small, bytes + 2 * i, 2);
        value = static_cast<float>(small) / 65535.0f;
      } else {
        std::memcpy(&value, bytes + 4 * i, 4);
      }
      taken.depth.push_back(value);
    }
    return taken;
  }
};

// A wall 2 m away that does not quite fill the picture, and to the right of the middle a panel that leans
// away from the eye. Nothing is clipped: old software drivers lose what is clipped in the second view of a
// multiview pass.
constexpr float kWallReach_m = 1.8f, kPanelReach_m = 0.7f, kLean = 0.25f;

TinyGlb wall_and_leaning_panel() {
  TinyGlb glb;
  const int grey = glb.unlit({0.5f, 0.5f, 0.5f, 1.0f});
  glb.mesh_node("wall",
                quad({0.0f, 1.2f, -2.0f}, {kWallReach_m, 0.0f, 0.0f}, {0.0f, kWallReach_m, 0.0f}, grey));
  glb.mesh_node("panel", quad({0.5f, 1.2f, -1.0f}, {0.2f, 0.0f, 0.0f},
                              {0.0f, kPanelReach_m, -kLean * kPanelReach_m}, grey));
  return glb;
}

// Depth of what is seen at a pixel of an eye at height 1.2 m. The leaning panel stands 1 + kLean y away at
// height y above the eye; a ray of slope s meets it where s (1 + kLean y) = y.
float depth_seen(float eye_x, std::uint32_t x, std::uint32_t y) {
  const float across = (static_cast<float>(x) + 0.5f) / kSide * 2.0f - 1.0f;
  const float up = 1.0f - (static_cast<float>(y) + 0.5f) / kSide * 2.0f;
  const float height = up / (1.0f - kLean * up), away = 1.0f + kLean * height;
  const float at = eye_x + across * away;
  if (at > 0.3f && at < 0.7f && std::abs(height) < kPanelReach_m) return kNearPlane_m / away;
  const bool wall = std::abs(eye_x + 2.0f * across) < kWallReach_m && std::abs(2.0f * up) < kWallReach_m;
  return wall ? kNearPlane_m / 2.0f : 0.0f;
}

void expect_depths(const Taken& taken, std::uint32_t views, float tolerance) {
  int panel = 0;
  for (std::uint32_t v = 0; v < views; ++v) {
    const float eye_x = views == 2 ? (v == 0 ? -0.03f : 0.03f) : 0.0f;
    for (std::uint32_t y = 1; y + 1 < kSide; ++y) {
      for (std::uint32_t x = 1; x + 1 < kSide; ++x) {
        const float seen = depth_seen(eye_x, x, y);
        // Next to an edge the positions of samples decide: leave that out.
        const auto far_from = [seen](float there) { return std::abs(there - seen) > 0.004f; };
        if (far_from(depth_seen(eye_x, x - 1, y)) || far_from(depth_seen(eye_x, x + 1, y)) ||
            far_from(depth_seen(eye_x, x, y - 1)) || far_from(depth_seen(eye_x, x, y + 1)))
          continue;
        panel += seen > 0.03f;
        ASSERT_NEAR(taken.depth_at(v, x, y), seen, tolerance) << v << ": " << x << ", " << y;
      }
    }
  }
  EXPECT_GT(panel, 300);
}

Picture room() {
  Picture picture;
  picture.place = "room";
  return picture;
}

TEST_F(Depths, depth_is_near_plane_over_distance_in_both_views) {
  write_place("room", wall_and_leaning_panel());
  expect_depths(take(room(), 1, VK_FORMAT_D32_SFLOAT), 1, 1e-6f);
  expect_depths(take(room(), 2, VK_FORMAT_D32_SFLOAT), 2, 1e-6f);
}

TEST_F(Depths, sixteen_bits_and_many_samples_give_the_same_depth) {
  write_place("room", wall_and_leaning_panel());
  // The first of four samples lies up to half a pixel off the middle: depth changes by 1 in 64 of a slope.
  options_.samples = 4;
  expect_depths(take(room(), 1, VK_FORMAT_D32_SFLOAT), 1, 3e-4f);
  expect_depths(take(room(), 2, VK_FORMAT_D16_UNORM), 2, 3e-4f);
}

TEST_F(Depths, sixteen_bits_from_one_sample_are_within_their_rounding) {
  write_place("room", wall_and_leaning_panel());
  expect_depths(take(room(), 2, VK_FORMAT_D16_UNORM), 2, 1.0f / 65535.0f);
}

TEST_F(Depths, multiview_gives_each_eye_its_own_depth) {
  gpu().multiview_trusted =
      true;  // nothing here is clipped, which is all that old software drivers get wrong
  write_place("room", wall_and_leaning_panel());
  expect_depths(take(room(), 2, VK_FORMAT_D32_SFLOAT), 2, 1e-6f);
  expect_depths(take(room(), 2, VK_FORMAT_D16_UNORM), 2, 1.0f / 65535.0f);
}

TEST_F(Depths, asking_for_depth_changes_no_pixel_and_where_nothing_is_it_is_zero) {
  TinyGlb glb;
  glb.mesh_node(
      "t", quad({0.0f, 1.2f, -2.0f}, {0.5f, 0.0f, 0.0f}, {0.0f, 0.5f, 0.0f}, glb.unlit(glm::vec4(1.0f))));
  write_place("room", glb);
  const Taken without = take(room(), 1, VK_FORMAT_UNDEFINED);
  const Taken with = take(room(), 1, VK_FORMAT_D16_UNORM);
  EXPECT_EQ(with.rgba, without.rgba);
  EXPECT_EQ(take(room(), 1, VK_FORMAT_D32_SFLOAT).rgba, without.rgba);
  EXPECT_EQ(take(room(), 1, VK_FORMAT_UNDEFINED).rgba, without.rgba);
  EXPECT_EQ(with.depth_at(0, 2, 2), 0.0f);
  EXPECT_GT(with.depth_at(0, 32, 32), 0.02f);
}

// The left third of the first eye's picture and the upper half of the second's, as two triangles each.
std::vector<glm::vec2> rectangle(float left, float right, float down, float up) {
  return {{left, down}, {right, down}, {right, up}, {left, down}, {right, up}, {left, up}};
}

class HiddenArea : public Depths, public ::testing::WithParamInterface<bool> {};

TEST_P(HiddenArea, stays_black_and_leaves_the_rest_as_it_was) {
  gpu().multiview_trusted = GetParam();
  write_place("room", wall_and_leaning_panel());
  Picture picture = room();
  picture.panels.push_back({PanelKind::notice, "n", "", "Over the hidden part too", {}, 1.0f});
  const Taken whole = take(picture, 2, VK_FORMAT_D32_SFLOAT);
  renderer().set_hidden_area(0, rectangle(-1.0f, -0.25f, -1.0f, 1.0f));
  renderer().set_hidden_area(1, rectangle(-1.0f, 1.0f, 0.5f, 1.0f));
  renderer().set_hidden_area(7, rectangle(-1.0f, 1.0f, 0.5f, 1.0f));  // no such view: nothing happens
  const Taken cut = take(picture, 2, VK_FORMAT_D32_SFLOAT);
  for (std::uint32_t y = 0; y < kSide; ++y) {
    for (std::uint32_t x = 0; x < kSide; ++x) {
      for (std::uint32_t v = 0; v < 2; ++v) {
        const bool hidden = v == 0 ? x < 24 : y < 16;
        ASSERT_EQ(cut.colour_at(v, x, y), hidden ? glm::vec3(0.0f) : whole.colour_at(v, x, y)) << x << y;
        ASSERT_EQ(cut.depth_at(v, x, y), hidden ? 1.0f : whole.depth_at(v, x, y)) << x << y;
      }
    }
  }
  renderer().set_hidden_area(0, {});
  renderer().set_hidden_area(1, {});
  EXPECT_EQ(take(picture, 2, VK_FORMAT_D32_SFLOAT).rgba, whole.rgba);
}

INSTANTIATE_TEST_SUITE_P(Paths, HiddenArea, ::testing::Bool(),
                         [](const auto& made) { return made.param ? "multiview" : "two_passes"; });

TEST_F(Depths, a_hidden_area_larger_than_any_is_cut_not_refused) {
  write_place("room", wall_and_leaning_panel());
  std::vector<glm::vec2> many;
  for (int i = 0; i < 40000; ++i) many.emplace_back(-0.9f, 0.9f);
  renderer().set_hidden_area(0, std::move(many));
  expect_depths(take(room(), 1, VK_FORMAT_D32_SFLOAT), 1, 1e-6f);
}

}  // namespace
}  // namespace threshold::xr::test
