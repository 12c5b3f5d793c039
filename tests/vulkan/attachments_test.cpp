// Pictures of two sizes by turns, as a headset and its mirror ask for them: counted at the driver's door.
#include <vector>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/memory.h"

namespace threshold::xr::test {
namespace {

struct Made {
  int images = 0, pieces = 0;
  VkDeviceSize bytes = 0;
};

// Every image and every piece of memory that is asked of the driver while one of these lives.
class Counting {
 public:
  Counting() : images_(vkCreateImage), memory_(vkAllocateMemory) {
    made = {};
    inner_image = images_, inner_memory = memory_;
    vkCreateImage = [](VkDevice device, const VkImageCreateInfo* info, const VkAllocationCallbacks* with,
                       VkImage* out) {
      ++made.images;
      return inner_image(device, info, with, out);
    };
    vkAllocateMemory = [](VkDevice device, const VkMemoryAllocateInfo* info,
                          const VkAllocationCallbacks* with, VkDeviceMemory* out) {
      ++made.pieces;
      made.bytes += info->allocationSize;
      return inner_memory(device, info, with, out);
    };
  }
  ~Counting() { vkCreateImage = images_, vkAllocateMemory = memory_; }
  Counting(const Counting&) = delete;
  Counting& operator=(const Counting&) = delete;

  static inline Made made;

 private:
  static inline PFN_vkCreateImage inner_image = nullptr;
  static inline PFN_vkAllocateMemory inner_memory = nullptr;
  PFN_vkCreateImage images_;
  PFN_vkAllocateMemory memory_;
};

class Alternating : public Studio {
 protected:
  void SetUp() override {
    Studio::SetUp();
    TinyGlb glb;
    glb.mesh_node(
        "t", quad({0.0f, 1.2f, -2.0f}, {0.5f, 0.0f, 0.0f}, {0.0f, 0.5f, 0.0f}, glb.unlit(glm::vec4(1.0f))));
    write_place("room", glb);
    picture_.place = "room";
  }
  void TearDown() override {
    if (!images_.empty()) renderer().finish();
    images_.clear();
    Studio::TearDown();
  }
  // A target of its own: images stay until the test ends.
  Target target(std::uint32_t width, std::uint32_t height, std::uint32_t layers,
                VkFormat depth = VK_FORMAT_UNDEFINED) {
    ImageRequest request;
    request.format = Offscreen::kFormat;
    request.extent = {width, height, 1};
    request.layers = layers;
    request.array_view = true;
    request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    images_.emplace_back(gpu(), request);
    Target made;
    made.image = images_.back().handle;
    made.format = request.format;
    made.extent = {width, height};
    made.layers = layers;
    if (depth == VK_FORMAT_UNDEFINED) return made;
    request.format = depth;
    request.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    request.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
    images_.emplace_back(gpu(), request);
    made.depth = images_.back().handle;
    made.depth_format = depth;
    return made;
  }
  void paint(const Target& into) {
    const std::vector<View> views(into.layers);
    renderer().draw(picture_, views, into);
  }
  std::int64_t bytes() { return renderer().stats().gpu_bytes; }

  Picture picture_;
  std::vector<Image> images_;
};

TEST_F(Alternating, a_hundred_turns_between_eyes_and_mirror_make_no_image_and_take_no_memory) {
  for (const int samples : {1, 4}) {
    for (const VkFormat depth : {VK_FORMAT_UNDEFINED, VK_FORMAT_D32_SFLOAT, VK_FORMAT_D16_UNORM}) {
      options_.samples = samples;
      SCOPED_TRACE(std::to_string(samples) + " samples, depth " + std::to_string(depth));
      another_renderer();
      const Target eyes = target(64, 64, 2, depth), mirror = target(96, 54, 1);
      paint(eyes), paint(mirror), paint(eyes), paint(mirror);
      const std::int64_t before = bytes();
      const Counting counting;
      for (int turn = 0; turn < 100; ++turn) paint(eyes), paint(mirror);
      EXPECT_EQ(Counting::made.images, 0);
      EXPECT_EQ(Counting::made.pieces, 0);
      EXPECT_EQ(Counting::made.bytes, 0u);
      EXPECT_EQ(bytes(), before);
    }
  }
}

TEST_F(Alternating, multiview_and_a_single_view_of_the_same_size_keep_a_set_each) {
  gpu().multiview_trusted = true;
  const Target eyes = target(64, 64, 2, VK_FORMAT_D16_UNORM), mirror = target(64, 64, 1);
  paint(eyes), paint(mirror), paint(eyes), paint(mirror);
  const Counting counting;
  for (int turn = 0; turn < 20; ++turn) paint(eyes), paint(mirror);
  EXPECT_EQ(Counting::made.images, 0);
}

TEST_F(Alternating, a_new_size_costs_what_it_needs_and_no_more_sizes_than_four_are_kept) {
  options_.samples = 1;
  const Target first = target(64, 64, 1);
  paint(first);
  const std::int64_t one = bytes();
  const Counting counting;
  for (std::uint32_t i = 1; i < 40; ++i) {
    const Target next = target(64, 64 + 2 * i, 1);
    const int before = Counting::made.images;
    paint(next);
    EXPECT_EQ(Counting::made.images, before + 1) << "its depth";
    // The largest four of what was seen so far, and room for a driver's rounding.
    EXPECT_LE(bytes() - one, std::int64_t{4} * 64 * (64 + 2 * i) * 4 + 4 * 65536);
  }
}

TEST_F(Alternating, a_size_that_is_not_used_any_more_is_let_go) {
  options_.samples = 1;
  const Target small = target(64, 64, 1), large = target(512, 512, 1);
  paint(small);
  const std::int64_t before = bytes();
  paint(large);
  EXPECT_GE(bytes(), before + 512 * 512 * 4);
  for (int i = 0; i < 210; ++i) paint(small);
  EXPECT_EQ(bytes(), before);
}

}  // namespace
}  // namespace threshold::xr::test
