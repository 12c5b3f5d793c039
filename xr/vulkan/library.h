// Library: places and people, loaded once by whoever asks first on whatever thread, then shared. Copies
// to the GPU wait in a queue until the drawing thread records them.
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/memory.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/occluders.h"
#include "xr/vulkan/pipelines.h"
#include "xr/vulkan/place.h"
#include "xr/vulkan/upload.h"

namespace threshold::xr {

// One place or person on the GPU.
struct Resident {
  Resident() = default;
  ~Resident();
  Resident(const Resident&) = delete;
  Resident& operator=(const Resident&) = delete;

  ModelData model;  // without vertices, indices and texels
  PlaceData place;  // places only
  Buffer vertices, skin, indices;
  std::vector<Image> textures;
  std::array<Image, 2> lightmaps;
  std::vector<VkDescriptorSet> texture_sets;       // by material
  std::array<VkDescriptorSet, 2> lightmap_sets{};  // first light first, second light first
  std::vector<bool> gloss;                         // by material: worth a reflection
  bool has_far = false;                            // people: a version for afar
  std::array<std::vector<Bone>, 3> bones;          // people: by BodyPart, for their shadows
  std::array<std::vector<Bone>, 2> hand_bones;     // own hands: left, right
  std::int64_t gpu_bytes = 0;
  bool uploaded = false;              // drawing thread only
  std::atomic<bool> prepared{false};  // whoever sets it makes the pipelines

  VkDevice device = VK_NULL_HANDLE;
  VkDescriptorPool pool = VK_NULL_HANDLE;
};

class Library {
 public:
  Library(const Gpu& gpu, Pipelines& pipelines, std::filesystem::path assets);
  ~Library();

  // Any thread. Throws std::runtime_error; a failed load is tried again when asked again.
  std::shared_ptr<Resident> place(const std::string& name);
  std::shared_ptr<Resident> person(const std::string& name);
  bool person_exists(const std::string& name) const;

  // Any thread: whether one is there, or on its way.
  bool has_place(const std::string& name) const;
  bool has_person(const std::string& name) const;
  // Any thread. Makes every pipeline that this may be drawn with, so that no frame waits for a compiler.
  void prepare(Resident& resident);

  // Drawing thread. Records queued copies, all that `must` be there in any case, others up to `budget` bytes.
  // Finished staging buffers move to `retired`, to be kept until the commands are done.
  void record_uploads(VkCommandBuffer commands, std::size_t budget,
                      const std::vector<std::shared_ptr<Resident>>& must, std::vector<Buffer>& retired);
  // What waits to be drawn for the first time, ahead of need: drivers finish their compiling only then. One
  // draw of one resident whose copies were made beside; each variant once.
  struct Rehearsal {
    std::shared_ptr<Resident> resident;
    std::size_t draw = 0;
    Variant variant;
  };
  std::optional<Rehearsal> next_rehearsal(bool multiview);  // drawing thread
  bool waiting() const;                                     // copies or rehearsals: drawing thread
  VkDescriptorSet white_set() const { return white_set_; }
  VkDescriptorSet white_lightmaps() const { return white_lightmaps_; }
  VkSampler edge_sampler() const { return edge_sampler_; }
  std::int64_t gpu_bytes() const;
  // Drawing thread. Lets go of what was longest not asked for, as long as more than `keep_bytes` are
  // resident; never of what anybody holds: a frame under way, a load that has just begun.
  void evict(std::int64_t keep_bytes);

 private:
  using Loading = std::shared_future<std::shared_ptr<Resident>>;
  template <class Load>
  std::shared_ptr<Resident> get(const std::string& key, Load load);
  std::shared_ptr<Resident> load_place(const std::string& name);
  std::shared_ptr<Resident> load_person(const std::string& name);
  using Lightmaps = std::array<Lightmap, 2>;
  void send(const std::shared_ptr<Resident>& resident, Lightmaps lightmaps);
  void make_textures(Resident& resident, Upload& upload);
  void make_lightmaps(Resident& resident, Upload& upload, Lightmaps lightmaps);
  void make_sets(Resident& resident);
  void prepare_pipelines(const Resident& resident, bool multiview);
  void make_white();

  const Gpu& gpu_;
  Pipelines& pipelines_;
  std::filesystem::path assets_;
  VkSampler repeat_sampler_ = VK_NULL_HANDLE, edge_sampler_ = VK_NULL_HANDLE;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  Image white_;
  VkDescriptorSet white_set_ = VK_NULL_HANDLE, white_lightmaps_ = VK_NULL_HANDLE;

  mutable std::mutex mutex_;
  std::map<std::string, Loading> loaded_;
  std::map<std::string, std::uint64_t> asked_;  // when, in calls
  std::uint64_t calls_ = 0;
  struct Queued {
    std::shared_ptr<Resident> resident;  // null: the library's own white texture
    Upload upload;
  };
  std::deque<Queued> queue_;
  std::deque<Rehearsal> rehearsals_;  // drawing thread only
  std::set<Variant> rehearsed_;
  std::int64_t gpu_bytes_ = 0;
};

// The variant a material is drawn in, before the frame's lights are known.
Variant variant_of(const Resident& resident, const DrawData& draw, bool person);
// Variant::spots in the light of lamps, of which the place has so many.
int lamps_of(const Variant& variant, std::size_t in_place);

}  // namespace threshold::xr
