#include "xr/vulkan/renderer.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <stdexcept>

#include <glm/gtc/matrix_transform.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include "xr/vulkan/attachments.h"
#include "xr/vulkan/check.h"
#include "xr/vulkan/frame_slots.h"
#include "xr/vulkan/frame_timer.h"
#include "xr/vulkan/library.h"
#include "xr/vulkan/panel_layout.h"
#include "xr/vulkan/panel_slots.h"
#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr int kBesideNice = 10;  // a loader beside frames gets a tenth of a processor they want
// Surfaces look the haze up at every pixel, people at their corners.
constexpr VkPipelineStageFlags kLooksUp =
    VK_PIPELINE_STAGE_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT;
constexpr std::size_t kUploadSlice = 6u << 20;  // bytes a frame for what is not needed yet

int choose_samples(const Gpu& gpu, int asked) {
  if (asked > 0) return std::min(asked, gpu.max_samples) >= 4 ? 4 : 1;
  return gpu.software ? 1 : gpu.max_samples;
}

Image make_haze(const Gpu& gpu) {
  ImageRequest request;
  request.format = VK_FORMAT_R16G16B16A16_SFLOAT;
  request.extent = {kHazeCells[0] * kMostViews, kHazeCells[1], kHazeCells[2]};
  request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_STORAGE_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  request.volume = true;
  return Image(gpu, request);
}

}  // namespace

struct Renderer::Impl {
  Impl(Gpu& g, const RendererOptions& o)
      : gpu(g),
        options(o),
        samples(choose_samples(g, o.samples)),
        pipelines(g, o.colour_format, Attachments::kDepthFormat, samples),
        attachments(g, pipelines.passes, o.colour_format, samples),
        library(g, pipelines, o.assets),
        haze(make_haze(g)),
        slots(g, pipelines.frame_set, sizeof(FrameBlock), FrameSlots::kDataRows, &haze,
              library.edge_sampler()),
        timer(g),
        panels(g, pipelines),
        scene(library, pipelines, o.studio) {}

  Cast cast_for(const Picture& picture);
  void load_together(const Picture& picture);
  void prepare_beside(const Cast& cast);
  template <class Work>
  void beside(Work work);
  void make_haze_volume(VkCommandBuffer commands, const FrameSlot& slot, std::size_t views);
  void pass(const FrameSlot& slot, VkRenderPass render_pass, VkFramebuffer framebuffer, VkExtent2D extent,
            int view);
  void record(VkCommandBuffer commands, const DrawItem& item, int view);
  void add_panels(const Picture& picture, const Pose& head, VkCommandBuffer commands, bool multiview);

  Gpu& gpu;
  RendererOptions options;
  int samples;
  Pipelines pipelines;
  Attachments attachments;
  Library library;
  Image haze;
  FrameSlots slots;
  FrameTimer timer;
  PanelSlots panels;
  PanelLayout layout;
  Scene scene;
  std::vector<DrawItem> panel_items;
  bool haze_ready = false;
  bool panels_in_picture = true;
  std::map<std::string, Arrow> arrows;  // as place_panel() last chose, by panel id
  RenderStats stats;
  const Resident* bound = nullptr;
  std::vector<std::future<void>> loading;  // last: waited for before anything it uses goes
};

Renderer::Renderer(Gpu& gpu, const RendererOptions& options) : impl_(std::make_unique<Impl>(gpu, options)) {}

Renderer::~Renderer() {
  impl_->loading.clear();
  vkDeviceWaitIdle(impl_->gpu.device);
}

void Renderer::preload(const std::string& place, const std::vector<std::string>& people) {
  if (!place.empty()) impl_->library.place(place);
  for (const std::string& person : people) impl_->library.person(person);
  if (!place.empty()) impl_->library.prepare(*impl_->library.place(place));
  for (const std::string& person : people) impl_->library.prepare(*impl_->library.person(person));
}

void Renderer::preload_beside(const std::string& place, const std::vector<std::string>& people) {
  impl_->beside([this, place, people] { preload(place, people); });
}

bool Renderer::busy_beside() const {
  const auto runs = [](const std::future<void>& f) {
    return f.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
  };
  return std::any_of(impl_->loading.begin(), impl_->loading.end(), runs) || impl_->library.waiting();
}

template <class Work>
void Renderer::Impl::beside(Work work) {
  std::erase_if(loading, [](const std::future<void>& f) {
    return f.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  loading.push_back(std::async(std::launch::async, [work = std::move(work)] {
    // Linux keeps a priority a thread; what this one starts has it too.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kBesideNice);
    try {
      work();
    } catch (const std::exception&) {  // draw() asks again and tells
    }
  }));
}

// The first picture waits for its files: people are read while the place is.
void Renderer::Impl::load_together(const Picture& picture) {
  std::vector<std::string> people;
  for (const Figure& figure : picture.figures) {
    if (figure.opacity > 0.0f && !library.has_person(figure.model)) people.push_back(figure.model);
  }
  if (people.empty() || picture.place.empty() || library.has_place(picture.place)) return;
  const auto helper = std::async(std::launch::async, [this, &people] {
    try {
      for (const std::string& person : people) library.person(person);
    } catch (const std::exception&) {  // cast_for() asks again and tells
    }
  });
  library.place(picture.place);
}

// What draw() had to load itself has the pipelines it was first drawn with; the others are made meanwhile.
void Renderer::Impl::prepare_beside(const Cast& cast) {
  std::vector<std::shared_ptr<Resident>> bare;
  const auto add = [&bare](const std::shared_ptr<Resident>& resident) {
    if (resident != nullptr && !resident->prepared) bare.push_back(resident);
  };
  add(cast.place);
  add(cast.hands);
  add(cast.stick);
  for (const auto& figure : cast.figures) add(figure);
  if (bare.empty()) return;
  beside([this, bare = std::move(bare)] {
    for (const auto& resident : bare) library.prepare(*resident);
  });
}

Cast Renderer::Impl::cast_for(const Picture& picture) {
  load_together(picture);
  Cast cast;
  if (!picture.place.empty()) cast.place = library.place(picture.place);
  for (const Figure& figure : picture.figures) {
    cast.figures.push_back(figure.opacity > 0.0f ? library.person(figure.model) : nullptr);
  }
  const auto& [l, r] = picture.hands;
  if ((l.visible || r.visible) && library.person_exists("hands")) cast.hands = library.person("hands");
  const bool stick = l.holds == HoldKind::stick || r.holds == HoldKind::stick;
  if (stick && library.person_exists("stick")) cast.stick = library.person("stick");
  return cast;
}

void Renderer::Impl::make_haze_volume(VkCommandBuffer commands, const FrameSlot& slot, std::size_t views) {
  if (!scene.hazy() && haze_ready) return;
  if (!haze_ready) {
    // Filtering at the edge of one view's half touches the other's, with weight nought: a value that is no
    // number there would be seen, so both halves hold numbers from the first.
    const VkClearColorValue nothing{{0.0f, 0.0f, 0.0f, 1.0f}};
    const VkImageSubresourceRange all{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    change_image(commands, haze.handle,
                 {VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_GENERAL, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT,
                  VK_PIPELINE_STAGE_TRANSFER_BIT, 0, VK_ACCESS_TRANSFER_WRITE_BIT});
    vkCmdClearColorImage(commands, haze.handle, VK_IMAGE_LAYOUT_GENERAL, &nothing, 1, &all);
    change_image(commands, haze.handle,
                 {VK_IMAGE_LAYOUT_GENERAL, VK_IMAGE_LAYOUT_GENERAL, VK_PIPELINE_STAGE_TRANSFER_BIT,
                  VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | kLooksUp, VK_ACCESS_TRANSFER_WRITE_BIT,
                  VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_SHADER_READ_BIT});
    haze_ready = true;
  }
  if (!scene.hazy()) return;
  change_image(commands, haze.handle,
               {VK_IMAGE_LAYOUT_GENERAL, VK_IMAGE_LAYOUT_GENERAL, kLooksUp,
                VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT, 0, VK_ACCESS_SHADER_WRITE_BIT});
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipelines.haze());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipelines.layout, 0, 1, &slot.set, 0,
                          nullptr);
  vkCmdDispatch(commands, kHazeCells[0] / 8, kHazeCells[1] / 8, static_cast<std::uint32_t>(views));
  change_image(commands, haze.handle,
               {VK_IMAGE_LAYOUT_GENERAL, VK_IMAGE_LAYOUT_GENERAL, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT,
                kLooksUp, VK_ACCESS_SHADER_WRITE_BIT, VK_ACCESS_SHADER_READ_BIT});
}

void Renderer::Impl::record(VkCommandBuffer commands, const DrawItem& item, int view) {
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, item.pipeline);
  DrawBlock block = item.block;
  block.index.x = view;
  vkCmdPushConstants(commands, pipelines.layout, VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                     sizeof block, &block);
  const VkDescriptorSet sets[] = {
      item.lightmaps != VK_NULL_HANDLE ? item.lightmaps : library.white_lightmaps(),
      item.texture != VK_NULL_HANDLE ? item.texture : library.white_set()};
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipelines.layout, 1, 2, sets, 0,
                          nullptr);
  ++stats.draws;
  stats.triangles += static_cast<std::int64_t>(item.count / 3) * item.instances;
  if (item.resident == nullptr) {
    vkCmdDraw(commands, item.count, item.instances, 0, 0);
    return;
  }
  if (item.resident != bound) {
    bound = item.resident;
    const VkBuffer buffers[] = {bound->vertices.handle, bound->skin.handle};
    const VkDeviceSize offsets[] = {0, 0};
    vkCmdBindVertexBuffers(commands, 0, item.skinned ? 2 : 1, buffers, offsets);
    vkCmdBindIndexBuffer(commands, bound->indices.handle, 0, VK_INDEX_TYPE_UINT32);
  }
  vkCmdDrawIndexed(commands, item.count, item.instances, item.first, 0, 0);
}

void Renderer::Impl::pass(const FrameSlot& slot, VkRenderPass render_pass, VkFramebuffer into,
                          VkExtent2D extent, int view) {
  const VkCommandBuffer commands = slot.commands;
  VkClearValue clear[3]{};
  clear[0].color = clear[2].color = {{0.0f, 0.0f, 0.0f, 1.0f}};
  auto info = vk_struct<VkRenderPassBeginInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO);
  info.renderPass = render_pass;
  info.framebuffer = into;
  info.renderArea = {{0, 0}, extent};
  info.clearValueCount = samples > 1 ? 3 : 2;
  info.pClearValues = clear;
  vkCmdBeginRenderPass(commands, &info, VK_SUBPASS_CONTENTS_INLINE);
  const VkViewport viewport{0.0f, 0.0f, static_cast<float>(extent.width), static_cast<float>(extent.height),
                            0.0f, 1.0f};
  const VkRect2D scissor{{0, 0}, extent};
  vkCmdSetViewport(commands, 0, 1, &viewport);
  vkCmdSetScissor(commands, 0, 1, &scissor);
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipelines.layout, 0, 1, &slot.set, 0,
                          nullptr);
  bound = nullptr;
  for (const DrawItem& item : scene.items()) record(commands, item, view);
  for (const DrawItem& item : panel_items) record(commands, item, view);
  vkCmdEndRenderPass(commands);
}

void Renderer::Impl::add_panels(const Picture& picture, const Pose& head, VkCommandBuffer commands,
                                bool multiview) {
  panel_items.clear();
  layout.keep_clear(scene.people(), own_spots(picture), picture.time_s);
  layout.forget_all_but(picture.panels);
  if (!panels_in_picture) return;
  Variant variant;
  variant.way = Way::panel;
  variant.multiview = multiview;
  for (const Panel& panel : picture.panels) {
    if (panel.text.empty()) continue;
    PanelSlots::Text& text = panels.text(panel, PanelLayout::arrow_for(panel, head));
    const PanelPlace place = layout.place(panel, head, text.bitmap.width_m, text.bitmap.height_m);
    const PanelSlots::Filled filled = panels.fill(text, commands, slots.count());
    if (filled.set == VK_NULL_HANDLE) continue;
    DrawItem item;
    item.pipeline = pipelines.get(variant);
    item.texture = filled.set;
    item.count = 6;
    item.block.model = glm::mat4_cast(place.pose.orientation);
    item.block.model[3] = glm::vec4(place.pose.position, 1.0f);
    item.block.base =
        glm::vec4(filled.u, filled.v, text.bitmap.width_m * place.scale, text.bitmap.height_m * place.scale);
    item.block.surface.x =
        std::clamp(panel.age_s * 8.0f + 0.35f, 0.0f, 1.0f);  // appears softly, at once legible
    panel_items.push_back(item);
  }
}

void Renderer::draw(const Picture& picture, std::span<const View> views, const Target& target) {
  Impl& r = *impl_;
  if (views.empty() || views.size() > static_cast<std::size_t>(kMostViews) || target.layers < views.size()) {
    throw std::runtime_error("Renderer: one or two views, and a target with a layer for each.");
  }
  Cast cast = r.cast_for(picture);  // may load, may throw: before anything is recorded
  const bool multiview = views.size() == 2 && r.options.allow_multiview && r.gpu.multiview_trusted;
  r.attachments.fit(target, multiview ? 2 : 1, [&r] { r.slots.finish(); });
  FrameSlot& slot = r.slots.begin();
  const std::size_t timed = r.slots.count() % FrameSlots::kInFlight;
  r.timer.begin(slot.commands, timed);
  r.stats = {};
  r.stats.gpu_s = r.timer.newest_s();

  if (cast.place != nullptr) slot.residents.push_back(cast.place);
  for (const auto& figure : cast.figures) {
    if (figure != nullptr) slot.residents.push_back(figure);
  }
  for (const auto& own : {cast.hands, cast.stick}) {
    if (own != nullptr) slot.residents.push_back(own);
  }
  cast.rehearsal = r.library.next_rehearsal(multiview);
  if (cast.rehearsal) slot.residents.push_back(cast.rehearsal->resident);
  r.library.evict(r.options.keep_bytes);
  r.library.record_uploads(slot.commands, kUploadSlice, slot.residents, slot.staging);

  FrameBlock& frame = *reinterpret_cast<FrameBlock*>(slot.frame.mapped);
  r.scene.build(picture, views, cast, multiview, target.extent, frame,
                {reinterpret_cast<glm::vec4*>(slot.data.mapped), FrameSlots::kDataRows});
  const Pose head = head_of(views);
  r.add_panels(picture, head, slot.commands, multiview);
  r.make_haze_volume(slot.commands, slot, views.size());

  const VkRenderPass render_pass = r.attachments.pass(target, multiview);
  const std::uint32_t together = multiview ? 2 : 1;
  for (std::uint32_t v = 0; v < views.size(); v += together) {
    r.pass(slot, render_pass, r.attachments.framebuffer(slot, target, v, together), target.extent,
           static_cast<int>(v));
    r.attachments.give_depth(slot, target, v, together);
  }
  r.timer.end(slot.commands, timed);
  r.slots.submit(slot, target.wait, target.signal);
  r.prepare_beside(cast);
  r.stats.gpu_bytes = r.library.gpu_bytes() + r.panels.gpu_bytes() +
                      static_cast<std::int64_t>(r.attachments.bytes() + r.haze.bytes);
}

void Renderer::draw_panel(const Panel& panel, const Target& target) {
  Impl& r = *impl_;
  FrameSlot& slot = r.slots.begin();
  r.library.record_uploads(slot.commands, kUploadSlice, {}, slot.staging);
  if (!r.haze_ready) r.make_haze_volume(slot.commands, slot, 0);
  const auto arrow = r.arrows.find(panel.id);
  PanelSlots::Text& text = r.panels.text(panel, arrow != r.arrows.end() ? arrow->second : Arrow::none);
  const PanelSlots::Filled filled = r.panels.fill(text, slot.commands, r.slots.count());
  const VkRenderPass render_pass = r.pipelines.passes.layer(target.after);
  const VkFramebuffer framebuffer = r.attachments.layer_framebuffer(slot, target);
  VkClearValue clear{};
  auto begin = vk_struct<VkRenderPassBeginInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO);
  begin.renderPass = render_pass;
  begin.framebuffer = framebuffer;
  begin.renderArea = {{0, 0}, target.extent};
  begin.clearValueCount = 1;
  begin.pClearValues = &clear;
  vkCmdBeginRenderPass(slot.commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
  if (filled.set != VK_NULL_HANDLE) {
    const VkViewport viewport{
        0.0f, 0.0f, static_cast<float>(target.extent.width), static_cast<float>(target.extent.height),
        0.0f, 1.0f};
    vkCmdSetViewport(slot.commands, 0, 1, &viewport);
    vkCmdSetScissor(slot.commands, 0, 1, &begin.renderArea);
    vkCmdBindDescriptorSets(slot.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, r.pipelines.layout, 0, 1,
                            &slot.set, 0, nullptr);
    DrawItem item;
    Variant variant;
    variant.way = Way::panel_layer;
    item.pipeline = r.pipelines.get(variant);
    item.texture = filled.set;
    item.count = 6;
    item.block.base = glm::vec4(filled.u, filled.v, 1.0f, 1.0f);
    item.block.surface.x = 1.0f;
    item.block.index.w = 1;
    r.bound = nullptr;
    r.record(slot.commands, item, 0);
  }
  vkCmdEndRenderPass(slot.commands);
  r.slots.submit(slot, target.wait, target.signal);
}

Renderer::Placement Renderer::place_panel(const Panel& panel, const Pose& head) const {
  Impl& r = *impl_;
  const PanelSlots::Text& text = r.panels.text(panel, PanelLayout::arrow_for(panel, head));
  const PanelPlace place = r.layout.place(panel, head, text.bitmap.width_m, text.bitmap.height_m);
  if (r.arrows.size() > 64) r.arrows.clear();
  r.arrows[panel.id] = place.arrow;
  return {place.pose, text.bitmap.width_m * place.scale, text.bitmap.height_m * place.scale};
}

void Renderer::set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) {
  impl_->scene.set_hidden_area(view, std::move(triangles));
}

void Renderer::set_panels_in_picture(bool yes) {
  impl_->panels_in_picture = yes;
}

void Renderer::finish() {
  impl_->slots.finish();
}

RenderStats Renderer::stats() const {
  return impl_->stats;
}

}  // namespace threshold::xr
