#include "xr/vulkan/attachments.h"

#include "xr/vulkan/check.h"

namespace threshold::xr {

Attachments::Attachments(const Gpu& gpu, RenderPasses& passes, VkFormat colour, int samples)
    : gpu_(gpu), passes_(passes), colour_(colour), samples_(samples), depth_out_(gpu, passes, samples) {}

void Attachments::fit(const Target& target, std::uint32_t layers, const std::function<void()>& wait) {
  ++fits_;
  for (Set& set : sets_)
    if (set.layers > 0 && fits_ - set.used_at > kKeepFor) set = {};
  if (direct(target)) return;
  const bool copies = target.depth != VK_NULL_HANDLE;
  std::size_t at = kMostSets, oldest = 0;
  for (std::size_t i = 0; i < kMostSets; ++i) {
    const Set& set = sets_[i];
    if (set.extent.width == target.extent.width && set.extent.height == target.extent.height &&
        set.layers == layers)
      at = i;
    if (set.used_at < sets_[oldest].used_at) oldest = i;
  }
  now_ = at < kMostSets ? at : oldest;
  Set& set = sets_[now_];
  if (at == kMostSets || (copies && !set.copied)) {
    if (set.layers > 0) wait();
    set = {};  // before the next is made: both may not have room
    set = make_set(now_, target.extent, layers, copies);
  }
  set.used_at = fits_;
}

Attachments::Set Attachments::make_set(std::size_t at, VkExtent2D extent, std::uint32_t layers, bool copied) {
  Set set;
  ImageRequest request;
  request.format = kDepthFormat;
  request.extent = {extent.width, extent.height, 1};
  request.layers = layers;
  request.samples = static_cast<VkSampleCountFlagBits>(samples_);
  request.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  if (copied) request.usage |= VK_IMAGE_USAGE_SAMPLED_BIT;
  request.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  request.array_view = true;
  set.depth = Image(gpu_, request);
  if (copied) depth_out_.set_source(static_cast<std::uint32_t>(at), set.depth.view);
  if (samples_ > 1) {
    request.format = colour_;
    request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    request.aspect = VK_IMAGE_ASPECT_COLOR_BIT;
    set.many = Image(gpu_, request);
  }
  set.extent = extent;
  set.layers = layers;
  set.copied = copied;
  return set;
}

VkDeviceSize Attachments::bytes() const {
  VkDeviceSize all = 0;
  for (const Set& set : sets_) all += set.depth.bytes + set.many.bytes;
  return all;
}

VkRenderPass Attachments::pass(const Target& target, bool multiview) {
  return passes_.picture(multiview, target.after, target.depth != VK_NULL_HANDLE);
}

VkImageView Attachments::view_of(FrameSlot& slot, VkImage image, VkFormat format, VkImageAspectFlags aspect,
                                 std::uint32_t first, std::uint32_t count) const {
  auto info = vk_struct<VkImageViewCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO);
  info.image = image;
  info.viewType = count > 1 ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
  info.format = format;
  info.subresourceRange = {aspect, 0, 1, first, count};
  VkImageView view = VK_NULL_HANDLE;
  check(vkCreateImageView(gpu_.device, &info, nullptr, &view), "creating a view of the target");
  slot.views.push_back(view);
  return view;
}

VkFramebuffer Attachments::make(FrameSlot& slot, VkRenderPass pass, std::span<const VkImageView> views,
                                VkExtent2D extent) const {
  auto info = vk_struct<VkFramebufferCreateInfo>(VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO);
  info.renderPass = pass;
  info.attachmentCount = static_cast<std::uint32_t>(views.size());
  info.pAttachments = views.data();
  info.width = extent.width;
  info.height = extent.height;
  info.layers = 1;
  VkFramebuffer made = VK_NULL_HANDLE;
  check(vkCreateFramebuffer(gpu_.device, &info, nullptr, &made), "creating a framebuffer");
  slot.framebuffers.push_back(made);
  return made;
}

VkFramebuffer Attachments::framebuffer(FrameSlot& slot, const Target& target, std::uint32_t first,
                                       std::uint32_t count) {
  const VkImageView colour = view_of(slot, target.image, colour_, VK_IMAGE_ASPECT_COLOR_BIT, first, count);
  const VkImageView depth = direct(target) ? view_of(slot, target.depth, target.depth_format,
                                                     VK_IMAGE_ASPECT_DEPTH_BIT, first, count)
                                           : sets_[now_].depth.view;
  const VkImageView views[] = {colour, depth, samples_ > 1 ? sets_[now_].many.view : VK_NULL_HANDLE};
  return make(slot, pass(target, count > 1), {views, samples_ > 1 ? std::size_t{3} : 2}, target.extent);
}

VkFramebuffer Attachments::layer_framebuffer(FrameSlot& slot, const Target& target) {
  const VkImageView view = view_of(slot, target.image, colour_, VK_IMAGE_ASPECT_COLOR_BIT, 0, 1);
  return make(slot, passes_.layer(target.after), {&view, 1}, target.extent);
}

void Attachments::give_depth(FrameSlot& slot, const Target& target, std::uint32_t first,
                             std::uint32_t count) {
  if (target.depth == VK_NULL_HANDLE || direct(target)) return;
  change_image(
      slot.commands, sets_[now_].depth.handle,
      {VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL,
       VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
       VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT, VK_ACCESS_SHADER_READ_BIT},
      VK_IMAGE_ASPECT_DEPTH_BIT);
  const VkImageView view =
      view_of(slot, target.depth, target.depth_format, VK_IMAGE_ASPECT_DEPTH_BIT, first, count);
  const bool multiview = count > 1;
  const VkRenderPass pass = passes_.depth_only(multiview, target.depth_format);
  depth_out_.record(slot.commands, static_cast<std::uint32_t>(now_),
                    make(slot, pass, {&view, 1}, target.extent), target.extent, multiview,
                    target.depth_format);
}

}  // namespace threshold::xr
