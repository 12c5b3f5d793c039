// Scene: one Picture turned into what one frame draws: the uniform block, the per-instance data and a list
// of draws. Touches no Vulkan object but through handles it was given.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "xr/picture.h"
#include "xr/vulkan/detail.h"
#include "xr/vulkan/hand_rig.h"
#include "xr/vulkan/library.h"
#include "xr/vulkan/occluders.h"
#include "xr/vulkan/panel_layout.h"
#include "xr/vulkan/renderer.h"
#include "xr/vulkan/shader_data.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {

struct DrawItem {
  VkPipeline pipeline = VK_NULL_HANDLE;
  const Resident* resident = nullptr;  // null: no vertex buffers
  VkDescriptorSet lightmaps = VK_NULL_HANDLE, texture = VK_NULL_HANDLE;
  std::uint32_t first = 0, count = 0, instances = 1;
  bool skinned = false;
  DrawBlock block;
};

// What a frame needs resident.
struct Cast {
  std::shared_ptr<Resident> place;
  std::vector<std::shared_ptr<Resident>> figures;  // by Picture::figures, null: not drawn
  std::shared_ptr<Resident> hands, stick;          // null: not visible or no such file
  std::optional<Library::Rehearsal> rehearsal;     // drawn where nothing is seen of it
};

class Scene {
 public:
  Scene(Library& library, Pipelines& pipelines, bool studio)
      : library_(library), pipelines_(pipelines), nowhere_(studio ? studio_light() : PlaceData()) {}

  void build(const Picture& picture, std::span<const View> views, const Cast& cast, bool multiview,
             VkExtent2D extent, FrameBlock& frame, std::span<glm::vec4> data);

  // As Renderer::set_hidden_area().
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles);

  const std::vector<DrawItem>& items() const { return items_; }
  const std::vector<KeepClear>& people() const { return people_; }  // in view, the crowd aside
  bool hazy() const { return hazy_; }
  int dropped() const { return dropped_; }  // figures that found no room

 private:
  void light(const Picture& picture, const PlaceData& place, FrameBlock& frame);
  void see(std::span<const View> views, VkExtent2D extent, FrameBlock& frame);
  void add_hidden_area();
  void add_place(const Picture& picture, const Resident& place);
  void add_figures(const Picture& picture, const Cast& cast);
  void note_face(const Resident& person, std::span<const glm::vec4> joints, const Figure& figure);
  void add_hands(const Picture& picture, const Pose& head, const Cast& cast);
  void add_sky();
  void add_contacts();
  void touch(const Resident& person, std::span<const glm::vec4> joints, const Figure& figure,
             const Cast& cast);
  void touch(const Capsule& capsule, const Cast& cast, float strength);
  void throw_shade(const Resident& person, std::span<const glm::vec4> joints, const glm::mat4& root);
  void write_shade(FrameBlock& frame);
  void stand_in_sun(const Resident& person, std::span<const glm::vec4> joints, const glm::mat4& root);
  void write_sun(const PlaceData& place, FrameBlock& frame);
  bool sunned(const glm::vec3& low, const glm::vec3& high) const;  // as shaded(), of those in the sun
  bool shaded(const glm::vec3& low, const glm::vec3& high) const;  // may that shadow fall on this box?
  void add_puffs(const Picture& picture, const Cast& cast);
  void rehearse(const Library::Rehearsal& rehearsal);
  struct Manner {  // how a person is drawn
    bool transparent = false, two_sided = false, far = false, fade = false, own = false;
    bool only_faint = false;  // own arms: what of them fades; else what does not
    bool operator==(const Manner&) const = default;
  };
  struct Entry {
    int figure = 0;  // of the picture
    const Resident* person = nullptr;
    float distance_m = 0.0f, near = 1.0f;  // near: share of the near version
    Manner manner;
    bool again = false;  // its other version is drawn too
  };
  void list_figures(const Picture& picture, const Cast& cast);
  void add_person_draws(const Resident& person, int first, int stride, std::uint32_t instances,
                        const Manner& manner, int lamps);
  float height_px(const glm::vec3& foot) const;
  Variant lit(Variant variant, int lamps) const;
  int every_lamp() const { return (1 << frame_->count.x) - 1; }
  int lamps_on(const glm::vec3& low, const glm::vec3& high) const;  // bits: which may reach this box
  bool in_view(const glm::vec3& low, const glm::vec3& high) const;
  std::span<glm::vec4> take(std::size_t count);  // empty when the frame's data is full

  static PlaceData studio_light();

  Library& library_;
  Pipelines& pipelines_;
  const PlaceData nowhere_;  // the light where there is no place
  Poser poser_;
  std::vector<ContactRows> contacts_;
  std::array<Capsule, kShadeCapsules> shade_{};  // of who stands brightest in a lamp
  float shade_light_ = 0.0f;                     // how brightly; 0: nobody
  int shade_lamp_ = -1;
  std::size_t place_lamps_ = 0;
  int cookies_ = 0;  // bits of the lamps with a pattern
  glm::vec4 shade_ball_{0.0f};
  struct InSun {
    float distance_m = 0.0f;  // from the eye: the nearest throw a shadow
    std::array<Capsule, kShadeCapsules> capsules{};
    glm::vec4 ball{0.0f};  // about them; w: radius
  };
  std::array<InSun, kSunCasters> in_sun_{};
  int sun_count_ = 0;
  std::vector<DrawItem> items_, transparent_;
  std::vector<Entry> order_;
  std::vector<KeepClear> people_;
  Detail detail_;
  std::array<std::vector<glm::vec2>, kMostViews> hidden_;
  const FrameBlock* frame_ = nullptr;
  std::span<glm::vec4> data_;
  std::size_t used_ = 0;
  std::size_t view_count_ = 1;
  bool multiview_ = false, spots_ = false, hazy_ = false;
  float blend_ = 0.0f;
  int dropped_ = 0;
};

// Projection for a view: clip space of Vulkan (y down), far plane at infinity with depth 0, near with 1.
glm::mat4 projection(const View& view, float near_m);
glm::mat4 world_to_eye(const Pose& eye);
// Whether any of these views (world to clip space) may see into a box.
bool box_in_view(const glm::vec3& low, const glm::vec3& high, std::span<const glm::mat4> views);

}  // namespace threshold::xr
