#include "xr/models/model_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>

#include "xr/models/model_blocks.h"
#include "xr/models/model_pose.h"
#include "xr/models/model_resident.h"
#include "xr/vulkan/attachments.h"
#include "xr/vulkan/check.h"
#include "xr/vulkan/frame_slots.h"
#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr std::size_t kMostTargets = 256;  // at work at once, of one draw
constexpr std::size_t kMostRows = 16u << 20;

int choose_samples(const Gpu& gpu, int asked) {
  if (asked > 0) return std::min(asked, gpu.max_samples) >= 4 ? 4 : 1;
  return gpu.software ? 1 : gpu.max_samples;
}

glm::mat4 root_of(const Pose& pose) {
  glm::mat4 m = glm::mat4_cast(pose.orientation);
  m[3] = glm::vec4(pose.position, 1.0f);
  return m;
}

// The tone curve of shaders/tone.glsl, for the clear colour.
float filmed(float x) {
  const float t = std::max(x - 0.55f, 0.0f);
  const float y = std::min(x, 0.55f) + 0.45f * t / (t + 0.45f);
  return std::min(1.0f, y * y * 1.06f / (y + 0.02f));
}

// Whether more of a skin's joints turn things inside out than not: as the determinant of a rigid thing's node
// says.
bool mirrors(std::span<const JointRows> joints, const SkinRange& skin) {
  int turned = 0;
  for (int j = skin.first_joint; j < skin.first_joint + skin.joints; ++j) {
    const auto& row = joints[static_cast<std::size_t>(j)].row;
    turned += glm::dot(glm::cross(glm::vec3(row[0]), glm::vec3(row[1])), glm::vec3(row[2])) < 0.0f ? 1 : -1;
  }
  return turned > 0;
}

struct Shown {
  ModelInstance instance;
  std::shared_ptr<ModelResident> model;
  const Clip* clip = nullptr;
  ModelPose pose;
};

struct Item {
  VkPipeline pipeline = VK_NULL_HANDLE;
  const ModelResident* model = nullptr;
  VkDescriptorSet set = VK_NULL_HANDLE;
  const ModelPart* part = nullptr;
  ModelDrawBlock block;
  float distance_m = 0.0f;
};

}  // namespace

struct ModelView::Impl {
  Impl(Gpu& g, const ModelViewOptions& o)
      : gpu(g),
        options(o),
        samples(choose_samples(g, o.samples)),
        pipelines(g, o.colour_format, Attachments::kDepthFormat, samples),
        attachments(g, pipelines.passes, o.colour_format, samples),
        samplers(g) {}

  void pose(float time_s);
  std::size_t rows_needed() const;
  void see(std::span<const View> views, ViewBlock& frame);
  void gather(bool multiview, std::span<glm::vec4> to);
  void add_draw(const Shown& shown, const ModelDraw& draw, std::span<const int> first_rows, bool multiview);
  int put_weights(std::span<const float> weights, int targets);
  int put_transforms(const ModelMaterial& material);
  void record(VkCommandBuffer commands, const Item& item, int view);

  Gpu& gpu;
  ModelViewOptions options;
  int samples;
  ModelPipelines pipelines;
  Attachments attachments;
  ModelSamplers samplers;
  ModelLight light;
  std::map<std::filesystem::path, std::shared_ptr<ModelResident>> loaded;
  std::vector<Shown> shown;
  std::optional<FrameSlots> slots;
  std::size_t slot_rows = 0;
  std::vector<Item> items, blended;
  const ViewBlock* frame = nullptr;
  std::size_t view_count = 1;
  std::span<glm::vec4> rows;
  std::size_t used = 0;
  const ModelResident* bound = nullptr;
  RenderStats stats;
};

ModelView::ModelView(Gpu& gpu, const ModelViewOptions& options)
    : impl_(std::make_unique<Impl>(gpu, options)) {}

ModelView::~ModelView() {
  vkDeviceWaitIdle(impl_->gpu.device);
}

void ModelView::add(const ModelInstance& instance) {
  Impl& r = *impl_;
  std::shared_ptr<ModelResident>& model = r.loaded[instance.file];
  if (model == nullptr) {
    try {
      model = std::make_shared<ModelResident>(r.gpu, r.pipelines, r.samplers, read_model_file(instance.file));
    } catch (...) {
      r.loaded.erase(instance.file);
      throw;
    }
  }
  Shown made{instance, model, nullptr, {}};
  const std::vector<Clip>& clips = model->file.data.clips;
  if (!instance.clip.empty()) {
    made.clip = model->file.data.clip(instance.clip);
    if (made.clip == nullptr) {
      std::string names;
      for (const Clip& clip : clips) names += (names.empty() ? "" : ", ") + ("'" + clip.name + "'");
      throw std::runtime_error(instance.file.string() + ": no animation '" + instance.clip + "'. " +
                               (names.empty() ? "It has none." : "It has " + names + "."));
    }
  } else if (instance.animated && !clips.empty()) {
    made.clip = &clips.front();
  }
  r.shown.push_back(std::move(made));
}

void ModelView::set_light(const ModelLight& light) {
  impl_->light = light;
}

void ModelView::Impl::pose(float time_s) {
  for (Shown& s : shown) {
    s.pose.set(s.model->file, s.clip, time_s + s.instance.offset_s, root_of(s.instance.root));
  }
}

Box ModelView::bounds(float time_s) {
  impl_->pose(time_s);
  Box box;
  for (const Shown& s : impl_->shown) {
    for (const ModelDraw& draw : s.model->file.draws) {
      const Box one = s.pose.box_of(s.model->file, draw);
      box.add(one.low);
      box.add(one.high);
    }
  }
  return box;
}

std::size_t ModelView::Impl::rows_needed() const {
  std::size_t needed = 16;
  for (const Shown& s : shown) {
    const ModelFile& file = s.model->file;
    needed += 3 * file.data.joints.size();
    for (const ModelDraw& draw : file.draws) {
      const ModelPart& part = file.parts[static_cast<std::size_t>(draw.part)];
      needed +=
          3 + 2 * kSlots + 1 + std::min<std::size_t>(static_cast<std::size_t>(part.targets), kMostTargets);
    }
  }
  return needed;
}

void ModelView::Impl::see(std::span<const View> views, ViewBlock& to) {
  for (std::size_t v = 0; v < views.size(); ++v) {
    to.view_projection[v] = projection(views[v], kNearPlane_m) * world_to_eye(views[v].eye);
    to.eye[v] = glm::vec4(views[v].eye.position, 1.0f);
  }
  to.sky = glm::vec4(light.sky, std::exp2(light.exposure_ev));
  to.ground = glm::vec4(light.ground, 0.0f);
  const float length = glm::length(light.key_toward);
  to.key_toward = glm::vec4(length > 1e-6f ? light.key_toward / length : glm::vec3(0.0f, 1.0f, 0.0f), 0.0f);
  to.key = glm::vec4(light.key, 0.0f);
  frame = &to;
  view_count = views.size();
}

int ModelView::Impl::put_weights(std::span<const float> weights, int targets) {
  const std::size_t first = used++;
  std::size_t count = 0;
  for (std::size_t t = 0; t < weights.size() && t < static_cast<std::size_t>(targets); ++t) {
    if (weights[t] == 0.0f || count == kMostTargets) continue;
    rows[used++] = glm::vec4(static_cast<float>(t), weights[t], 0.0f, 0.0f);
    ++count;
  }
  rows[first] = glm::vec4(static_cast<float>(count), 0.0f, 0.0f, 0.0f);
  return static_cast<int>(first);
}

int ModelView::Impl::put_transforms(const ModelMaterial& material) {
  const std::size_t first = used;
  for (const TextureUse& use : material.textures) {
    rows[used++] = glm::vec4(use.across, 0.0f);
    rows[used++] = glm::vec4(use.down, 0.0f);
  }
  return static_cast<int>(first);
}

void ModelView::Impl::add_draw(const Shown& s, const ModelDraw& draw, std::span<const int> skin_rows,
                               bool multiview) {
  const ModelFile& file = s.model->file;
  const ModelPart& part = file.parts[static_cast<std::size_t>(draw.part)];
  const ModelMaterial& material = file.materials[static_cast<std::size_t>(part.material)];
  const Box box = s.pose.box_of(file, draw);
  if (!box_in_view(box.low, box.high, {frame->view_projection.data(), view_count})) return;
  Item item;
  item.model = s.model.get();
  item.part = &part;
  item.set = s.model->sets[static_cast<std::size_t>(part.material)];
  item.distance_m = glm::distance(box.centre(), glm::vec3(frame->eye[0]));
  item.block.base = material.base;
  item.block.emissive = glm::vec4(material.emissive, material.cutoff);
  item.block.surface =
      glm::vec4(material.metallic, material.roughness, material.normal_scale, material.occlusion);
  ModelVariant variant;
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    const TextureUse& use = material.textures[slot];
    if (use.image < 0 || (!part.lit && slot != static_cast<std::size_t>(Slot::base))) continue;
    variant.textures = static_cast<std::uint8_t>(variant.textures | 1u << slot);
    if (use.second_uv) variant.second_uv = static_cast<std::uint8_t>(variant.second_uv | 1u << slot);
    variant.transformed |= use.transformed;
  }
  if (variant.transformed) item.block.more.w = put_transforms(material);
  variant.lit = part.lit;
  variant.alpha = material.alpha;
  variant.two_sided = material.two_sided || part.shape != Shape::triangles;
  variant.tangents = part.tangents && (variant.textures & 4u) != 0;
  variant.shape = part.shape;
  variant.multiview = multiview;
  variant.skinned = draw.skin >= 0;
  if (variant.skinned) {
    item.block.index.z = skin_rows[static_cast<std::size_t>(draw.skin)];
    const SkinRange& skin = file.skins[static_cast<std::size_t>(draw.skin)];
    variant.mirrored = mirrors(s.pose.joints(), skin);
  } else {
    const glm::mat4& world = s.pose.node(draw.node);
    const JointRows node = joint_rows(world);
    item.block.index.y = static_cast<int>(used);
    for (const glm::vec4& row : node.row) rows[used++] = row;
    variant.mirrored = glm::determinant(glm::mat3(world)) < 0.0f;
  }
  if (part.targets > 0) {
    const std::span<const float> weights =
        s.pose.weights(file.data.nodes[static_cast<std::size_t>(draw.node)]);
    variant.morphed = std::any_of(weights.begin(), weights.end(), [](float w) { return w != 0.0f; });
    if (variant.morphed) item.block.index.w = put_weights(weights, part.targets);
  }
  item.block.more.x = static_cast<int>(part.first_delta);
  item.block.more.y = static_cast<int>(part.first_vertex);
  item.block.more.z = static_cast<int>(part.vertex_count);
  item.pipeline = pipelines.get(variant);
  (variant.alpha == AlphaMode::blend ? blended : items).push_back(item);
}

void ModelView::Impl::gather(bool multiview, std::span<glm::vec4> to) {
  rows = to;
  used = 0;
  items.clear();
  blended.clear();
  std::vector<int> skin_rows;
  for (const Shown& s : shown) {
    skin_rows.clear();
    const int first = static_cast<int>(used);
    for (const JointRows& joint : s.pose.joints()) {
      for (const glm::vec4& row : joint.row) rows[used++] = row;
    }
    for (const SkinRange& skin : s.model->file.skins) skin_rows.push_back(first + 3 * skin.first_joint);
    for (const ModelDraw& draw : s.model->file.draws) add_draw(s, draw, skin_rows, multiview);
  }
  const auto nearer = [](const Item& a, const Item& b) { return a.distance_m < b.distance_m; };
  std::stable_sort(items.begin(), items.end(), nearer);
  std::stable_sort(blended.begin(), blended.end(), nearer);
  items.insert(items.end(), blended.rbegin(), blended.rend());
}

void ModelView::Impl::record(VkCommandBuffer commands, const Item& item, int view) {
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, item.pipeline);
  ModelDrawBlock block = item.block;
  block.index.x = view;
  vkCmdPushConstants(commands, pipelines.layout, VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                     sizeof block, &block);
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipelines.layout, 1, 1, &item.set, 0,
                          nullptr);
  if (item.model != bound) {
    bound = item.model;
    const VkBuffer buffers[] = {bound->vertices.handle, bound->fine.handle, bound->skin.handle};
    const VkDeviceSize offsets[] = {0, 0, 0};
    vkCmdBindVertexBuffers(commands, 0, 3, buffers, offsets);
    vkCmdBindIndexBuffer(commands, bound->indices.handle, 0, VK_INDEX_TYPE_UINT32);
  }
  vkCmdDrawIndexed(commands, item.part->index_count, 1, item.part->first_index, 0, 0);
  ++stats.draws;
  if (item.part->shape == Shape::triangles) stats.triangles += item.part->index_count / 3;
}

void ModelView::draw(float time_s, std::span<const View> views, const Target& target) {
  Impl& r = *impl_;
  if (views.empty() || views.size() > 2 || target.layers < views.size()) {
    throw std::runtime_error("ModelView: one or two views, and a target with a layer for each.");
  }
  const std::size_t rows = r.rows_needed();
  if (rows > kMostRows)
    throw std::runtime_error("These models are too many and too large to be drawn together.");
  if (!r.slots || rows > r.slot_rows) {
    if (r.slots) r.slots->finish();
    r.slots.emplace(r.gpu, r.pipelines.frame_set, sizeof(ViewBlock), rows);
    r.slot_rows = rows;
  }
  const bool multiview = views.size() == 2 && r.options.allow_multiview && r.gpu.multiview_trusted;
  r.attachments.fit(target, multiview ? 2 : 1, [&r] { r.slots->finish(); });
  FrameSlot& slot = r.slots->begin();
  r.stats = {};
  for (const auto& [path, model] : r.loaded) {
    r.stats.gpu_bytes += model->bytes;
    if (model->upload.recorded()) continue;
    model->upload.record(slot.commands, ~std::size_t{0});
    slot.staging.push_back(model->upload.take_staging());
  }
  r.stats.gpu_bytes += static_cast<std::int64_t>(r.attachments.bytes());
  r.pose(time_s);
  r.see(views, *reinterpret_cast<ViewBlock*>(slot.frame.mapped));
  r.gather(multiview, {reinterpret_cast<glm::vec4*>(slot.data.mapped), r.slot_rows});

  VkClearValue clear[3]{};
  const glm::vec3 back = r.light.background * std::exp2(r.light.exposure_ev);
  clear[0].color = clear[2].color = {{filmed(back.x), filmed(back.y), filmed(back.z), 1.0f}};
  const VkRenderPass pass = r.attachments.pass(target, multiview);
  const std::uint32_t together = multiview ? 2 : 1;
  for (std::uint32_t v = 0; v < views.size(); v += together) {
    auto info = vk_struct<VkRenderPassBeginInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO);
    info.renderPass = pass;
    info.framebuffer = r.attachments.framebuffer(slot, target, v, together);
    info.renderArea = {{0, 0}, target.extent};
    info.clearValueCount = r.samples > 1 ? 3 : 2;
    info.pClearValues = clear;
    vkCmdBeginRenderPass(slot.commands, &info, VK_SUBPASS_CONTENTS_INLINE);
    const VkViewport viewport{
        0.0f, 0.0f, static_cast<float>(target.extent.width), static_cast<float>(target.extent.height),
        0.0f, 1.0f};
    vkCmdSetViewport(slot.commands, 0, 1, &viewport);
    vkCmdSetScissor(slot.commands, 0, 1, &info.renderArea);
    vkCmdBindDescriptorSets(slot.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, r.pipelines.layout, 0, 1,
                            &slot.set, 0, nullptr);
    r.bound = nullptr;
    for (const Item& item : r.items) r.record(slot.commands, item, static_cast<int>(v));
    vkCmdEndRenderPass(slot.commands);
    r.attachments.give_depth(slot, target, v, together);
  }
  r.slots->submit(slot, target.wait, target.signal);
}

void ModelView::finish() {
  if (impl_->slots) impl_->slots->finish();
}

RenderStats ModelView::stats() const {
  return impl_->stats;
}

}  // namespace threshold::xr
