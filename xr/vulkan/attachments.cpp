#include "xr/vulkan/attachments.h"

#include "xr/vulkan/check.h"

namespace threshold::xr {

Attachments::Attachments(const Gpu& gpu, RenderPasses& passes, VkFormat colour, int samples)
    : gpu_(gpu), passes_(passes), colour_(colour), samples_(samples), depth_out_(gpu, passes, samples) {}

void Attachments::fit(const Target& target, std::uint32_t layers, const std::function<void()>& wait) {
  const bool copies = target.depth != VK_NULL_HANDLE && !direct(target);
  const bool same =
      extent_.width == target.extent.width && extent_.height == target.extent.height && layers_ == layers;
  const bool owned = direct(target) || depth_.handle != VK_NULL_HANDLE;
  if (same && owned && (copied_ || !copies)) return;
  wait();
  copied_ |= copies;
  extent_ = target.extent;
  layers_ = layers;
  depth_ = {};
  many_ = {};
  if (direct(target)) return;
  ImageRequest request;
  request.format = kDepthFormat;
  request.extent = {extent_.width, extent_.height, 1};
  request.layers = layers;
  request.samples = static_cast<VkSampleCountFlagBits>(samples_);
  request.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  if (copied_) request.usage |= VK_IMAGE_USAGE_SAMPLED_BIT;
  request.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  request.array_view = true;
  depth_ = Image(gpu_, request);
  if (copied_) depth_out_.set_source(depth_.view);
  if (samples_ == 1) return;
  request.format = colour_;
  request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
  request.aspect = VK_IMAGE_ASPECT_COLOR_BIT;
  many_ = Image(gpu_, request);
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
                                           : depth_.view;
  const VkImageView views[] = {colour, depth, many_.view};
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
      slot.commands, depth_.handle,
      {VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL,
       VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
       VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT, VK_ACCESS_SHADER_READ_BIT},
      VK_IMAGE_ASPECT_DEPTH_BIT);
  const VkImageView view =
      view_of(slot, target.depth, target.depth_format, VK_IMAGE_ASPECT_DEPTH_BIT, first, count);
  const bool multiview = count > 1;
  const VkRenderPass pass = passes_.depth_only(multiview, target.depth_format);
  depth_out_.record(slot.commands, make(slot, pass, {&view, 1}, target.extent), target.extent, multiview,
                    target.depth_format);
}

}  // namespace threshold::xr
