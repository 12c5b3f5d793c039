#include "tests/openxr/clear_painter.h"

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <thread>
#include <utility>

namespace threshold::xr {
namespace {

VKAPI_ATTR VkBool32 VKAPI_CALL complain(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                        VkDebugUtilsMessageTypeFlagsEXT,
                                        const VkDebugUtilsMessengerCallbackDataEXT* data, void* user) {
  ++static_cast<ClearPainterProbe*>(user)->complaints;
  std::fprintf(stderr, "vulkan: %s\n", data->pMessage);
  return VK_FALSE;
}

class ClearPainter final : public Painter {
 public:
  ClearPainter(const GpuRequest& request, ClearPainterProbe* probe) : probe_(probe) {
    if (volkInitialize() != VK_SUCCESS) throw std::runtime_error("no Vulkan loader");
    make_instance(request);
    physical_ = request.choose_device(instance_);
    make_device(request);
    make_commands();
    ++probe_->painters;
  }

  ~ClearPainter() override {
    vkDeviceWaitIdle(device_);
    vkDestroyFence(device_, flight_.done, nullptr);
    vkDestroyCommandPool(device_, pool_, nullptr);
    vkDestroyDevice(device_, nullptr);
    if (messenger_ != VK_NULL_HANDLE) vkDestroyDebugUtilsMessengerEXT(instance_, messenger_, nullptr);
    vkDestroyInstance(instance_, nullptr);
  }

  PainterDevice device() const override { return {instance_, physical_, device_, 0, "clear painter", probe_->complaints}; }
  void begin(VkFormat) override { ++probe_->begins; }
  void preload(const std::string&, const std::vector<std::string>&) override {}
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    ++probe_->masks;
    probe_->hidden.at(view) = std::move(triangles);
  }
  void finish() override { vkQueueWaitIdle(queue_); }
  std::optional<double> work_s() const override { return {}; }

  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    if (std::exchange(probe_->lose_device, false)) throw DeviceLost{};
    std::this_thread::sleep_for(std::chrono::duration<double>(std::exchange(probe_->dawdle_s, 0.0)));
    ++probe_->pictures;
    probe_->picture = picture;
    probe_->views.assign(views.begin(), views.end());
    probe_->extent = target.extent;
    const VkClearColorValue colours[] = {{{0.0f, 0.2f, 0.0f, 1.0f}}, {{0.0f, 0.0f, 0.2f, 1.0f}}};
    clear(target, colours);
  }

  void paint_panel(const Panel&, const Target& target) override {
    ++probe_->panels;
    const VkClearColorValue colours[] = {{{1.0f, 1.0f, 1.0f, 0.5f}}};
    clear(target, colours);
  }

  // One metre wide, half a metre high, a metre and a half before the head, upright.
  Renderer::Placement place_panel(const Panel&, const Pose& head) const override {
    return {{head.position + glm::vec3(0.0f, 0.0f, -1.5f), {1.0f, 0.0f, 0.0f, 0.0f}}, 1.0f, 0.5f};
  }

 private:
  struct Flight {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
  };

  void make_instance(const GpuRequest& request) {
    VkApplicationInfo application{VK_STRUCTURE_TYPE_APPLICATION_INFO};
    application.apiVersion = VK_API_VERSION_1_1;
    VkInstanceCreateInfo info{VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO};
    info.pApplicationInfo = &application;
    const char* layer = "VK_LAYER_KHRONOS_validation";
    const char* utils = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
    const VkValidationFeatureEnableEXT enabled = VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
    VkValidationFeaturesEXT features{VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT};
    features.enabledValidationFeatureCount = 1;
    features.pEnabledValidationFeatures = &enabled;
    if (request.validation) {
      info.pNext = &features;
      info.enabledLayerCount = info.enabledExtensionCount = 1;
      info.ppEnabledLayerNames = &layer;
      info.ppEnabledExtensionNames = &utils;
    }
    if (request.create_instance(info, &instance_) != VK_SUCCESS)
      throw std::runtime_error("no Vulkan instance");
    volkLoadInstance(instance_);
    if (!request.validation) return;
    VkDebugUtilsMessengerCreateInfoEXT messenger{VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT};
    messenger.messageSeverity =
        VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    messenger.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
    messenger.pfnUserCallback = complain;
    messenger.pUserData = probe_;
    vkCreateDebugUtilsMessengerEXT(instance_, &messenger, nullptr, &messenger_);
  }

  void make_device(const GpuRequest& request) {
    const float priority = 1.0f;
    VkDeviceQueueCreateInfo queue{VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO};
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo info{VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO};
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    if (request.create_device(physical_, info, &device_) != VK_SUCCESS)
      throw std::runtime_error("no Vulkan device");
    volkLoadDevice(device_);
    vkGetDeviceQueue(device_, 0, 0, &queue_);
  }

  void make_commands() {
    VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
    pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
    vkCreateCommandPool(device_, &pool, nullptr, &pool_);
    VkCommandBufferAllocateInfo allocate{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
    allocate.commandPool = pool_;
    allocate.commandBufferCount = 1;
    vkAllocateCommandBuffers(device_, &allocate, &flight_.commands);
    VkFenceCreateInfo fence{VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    vkCreateFence(device_, &fence, nullptr, &flight_.done);
  }

  // An empty render pass a layer: swapchain images are promised for colour attachment use only.
  void clear(const Target& target, std::span<const VkClearColorValue> colours) {
    const bool deep = target.depth != VK_NULL_HANDLE;
    VkAttachmentDescription attachments[2]{};
    VkAttachmentDescription& attachment = attachments[0];
    attachment.format = target.format;
    attachment.samples = VK_SAMPLE_COUNT_1_BIT;
    attachment.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
    attachment.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
    attachment.initialLayout = target.before;
    attachment.finalLayout = target.after;
    const VkAttachmentReference reference{0, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
    const VkAttachmentReference depth_reference{1, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL};
    attachments[1] = attachment;
    attachments[1].format = target.depth_format;
    attachments[1].initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    attachments[1].finalLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;
    VkSubpassDescription subpass{};
    subpass.colorAttachmentCount = 1;
    subpass.pColorAttachments = &reference;
    if (deep) subpass.pDepthStencilAttachment = &depth_reference;
    VkRenderPassCreateInfo pass_info{VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO};
    pass_info.attachmentCount = deep ? 2 : 1;
    pass_info.subpassCount = 1;
    pass_info.pAttachments = attachments;
    pass_info.pSubpasses = &subpass;
    vkCreateRenderPass(device_, &pass_info, nullptr, &pass_);
    VkCommandBufferBeginInfo begin{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    vkBeginCommandBuffer(flight_.commands, &begin);
    for (std::uint32_t layer = 0; layer < target.layers; ++layer) {
      record_clear(flight_.commands, target, layer, colours[layer]);
    }
    vkEndCommandBuffer(flight_.commands);
    VkSubmitInfo submit{VK_STRUCTURE_TYPE_SUBMIT_INFO};
    submit.commandBufferCount = 1;
    submit.pCommandBuffers = &flight_.commands;
    vkQueueSubmit(queue_, 1, &submit, flight_.done);
    vkWaitForFences(device_, 1, &flight_.done, VK_TRUE, UINT64_MAX);
    vkResetFences(device_, 1, &flight_.done);
    drop_views();
  }

  VkImageView view_of(VkImage image, VkFormat format, VkImageAspectFlags aspect, std::uint32_t layer) {
    VkImageViewCreateInfo view{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
    view.image = image;
    view.viewType = VK_IMAGE_VIEW_TYPE_2D;
    view.format = format;
    view.subresourceRange = {aspect, 0, 1, layer, 1};
    vkCreateImageView(device_, &view, nullptr, &views_.emplace_back());
    return views_.back();
  }

  void record_clear(VkCommandBuffer commands, const Target& target, std::uint32_t layer,
                    const VkClearColorValue& colour) {
    VkImageView shown[2]{view_of(target.image, target.format, VK_IMAGE_ASPECT_COLOR_BIT, layer)};
    const bool deep = target.depth != VK_NULL_HANDLE;
    if (deep) shown[1] = view_of(target.depth, target.depth_format, VK_IMAGE_ASPECT_DEPTH_BIT, layer);
    VkFramebufferCreateInfo frame{VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO};
    frame.renderPass = pass_;
    frame.attachmentCount = deep ? 2 : 1;
    frame.layers = 1;
    frame.pAttachments = shown;
    frame.width = target.extent.width;
    frame.height = target.extent.height;
    vkCreateFramebuffer(device_, &frame, nullptr, &frames_.emplace_back());
    VkClearValue values[2]{};
    values[0].color = colour;
    values[1].depthStencil.depth = probe_->depth;
    VkRenderPassBeginInfo begin{VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO};
    begin.renderPass = pass_;
    begin.framebuffer = frames_.back();
    begin.renderArea = {{0, 0}, target.extent};
    begin.clearValueCount = deep ? 2 : 1;
    begin.pClearValues = values;
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
    vkCmdEndRenderPass(commands);
  }

  void drop_views() {
    for (VkFramebuffer frame : frames_) vkDestroyFramebuffer(device_, frame, nullptr);
    for (VkImageView view : views_) vkDestroyImageView(device_, view, nullptr);
    vkDestroyRenderPass(device_, std::exchange(pass_, VK_NULL_HANDLE), nullptr);
    frames_.clear();
    views_.clear();
  }

  ClearPainterProbe* probe_;
  VkInstance instance_ = VK_NULL_HANDLE;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  Flight flight_;
  VkRenderPass pass_ = VK_NULL_HANDLE;
  std::vector<VkImageView> views_;
  std::vector<VkFramebuffer> frames_;
};

}  // namespace

PainterFactory clear_painter(ClearPainterProbe* probe) {
  return [probe](const GpuRequest& request) { return std::make_unique<ClearPainter>(request, probe); };
}

}  // namespace threshold::xr
