#include "bench/vulkan/filament_drawer.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <backend/PixelBufferDescriptor.h>
#include <filament/Camera.h>
#include <filament/Engine.h>
#include <filament/IndirectLight.h>
#include <filament/LightManager.h>
#include <filament/RenderableManager.h>
#include <filament/Renderer.h>
#include <filament/Scene.h>
#include <filament/SwapChain.h>
#include <filament/TransformManager.h>
#include <filament/View.h>
#include <filament/Viewport.h>
#include <gltfio/Animator.h>
#include <gltfio/AssetLoader.h>
#include <gltfio/FilamentAsset.h>
#include <gltfio/MaterialProvider.h>
#include <gltfio/ResourceLoader.h>
#include <math/mat4.h>
#include <utils/EntityManager.h>

namespace threshold::bench {
namespace {

using namespace filament;
using filament::math::float3;
using filament::math::mat4;
using filament::math::mat4f;

std::vector<std::uint8_t> bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + ": no such file. Build the assets (assets/build).");
  return {std::istreambuf_iterator<char>(in), {}};
}

class FilamentDrawer final : public Drawer {
 public:
  FilamentDrawer(const Dinner& dinner, const Seeing& seeing, const FilamentChoice& choice)
      : seeing_(seeing), choice_(choice) {
    if (!choice.vulkan && std::getenv("DISPLAY") == nullptr)
      throw std::runtime_error("OpenGL needs an X display (start it under xvfb-run)");
    engine_ = Engine::create(choice.vulkan ? Engine::Backend::VULKAN : Engine::Backend::OPENGL);
    if (engine_ == nullptr)
      throw std::runtime_error("no engine: OpenGL needs an X display (start it under xvfb-run).");
    swap_chain_ =
        engine_->createSwapChain(seeing.width * seeing.views, seeing.height, SwapChain::CONFIG_READABLE);
    renderer_ = engine_->createRenderer();
    scene_ = engine_->createScene();
    materials_ = choice.generated ? gltfio::createMaterialGenerator(engine_, true)
                                  : gltfio::createUbershaderLoader(engine_);
    loader_ = gltfio::AssetLoader::create({engine_, materials_});
    load(dinner.room, mat4f(), "", 0.0f);
    for (const Diner& d : dinner.people) {
      load(d.file, mat4f::translation(float3{d.x, d.y, d.z}) * mat4f::rotation(d.yaw_rad, float3{0, 1, 0}),
           dinner.clip, d.offset_s);
    }
    add_light();
    for (unsigned v = 0; v < seeing.views; ++v) add_view(dinner, v);
    Renderer::ClearOptions clear;
    clear.clearColor = {0.16f, 0.17f, 0.19f, 1.0f};
    clear.clear = true;
    renderer_->setClearOptions(clear);
  }

  ~FilamentDrawer() override {
    for (View* view : views_) engine_->destroy(view);
    for (const utils::Entity camera : cameras_) engine_->destroyCameraComponent(camera);
    for (Animated& model : models_) loader_->destroyAsset(model.asset);
    materials_->destroyMaterials();
    delete materials_;
    gltfio::AssetLoader::destroy(&loader_);
    engine_->destroy(sun_);
    engine_->destroy(sky_);
    engine_->destroy(scene_);
    engine_->destroy(renderer_);
    engine_->destroy(swap_chain_);
    Engine::destroy(&engine_);
  }

  std::string name() const override { return name_of(choice_); }

  void frame(float time_s) override {
    for (const Animated& model : models_) {
      if (model.clip < 0) continue;
      gltfio::Animator* animator = model.asset->getAnimator();
      const auto clip = static_cast<std::size_t>(model.clip);
      const float length = animator->getAnimationDuration(clip);
      animator->applyAnimation(clip, length > 0.0f ? std::fmod(time_s + model.offset_s, length) : 0.0f);
      animator->updateBoneMatrices();
    }
    renderer_->beginFrame(swap_chain_);  // its advice to skip a frame is not for a benchmark
    for (View* view : views_) renderer_->render(view);
    if (wanted_ != nullptr) {
      backend::PixelBufferDescriptor pixels(wanted_->data(), wanted_->size(), backend::PixelDataFormat::RGBA,
                                            backend::PixelDataType::UBYTE);
      renderer_->readPixels(0, 0, seeing_.width * seeing_.views, seeing_.height, std::move(pixels));
    }
    renderer_->endFrame();
    engine_->flushAndWait();
  }

  void write_picture(const std::filesystem::path& file) override {
    std::vector<std::uint8_t> pixels(std::size_t{4} * seeing_.width * seeing_.views * seeing_.height);
    wanted_ = &pixels;
    frame(0.0f);
    frame(0.0f);
    wanted_ = nullptr;
    engine_->flushAndWait();
    std::filesystem::path to = file;
    std::ofstream out(to.replace_extension("ppm"), std::ios::binary);
    out << "P6\n" << seeing_.width * seeing_.views << " " << seeing_.height << "\n255\n";
    const std::size_t row = std::size_t{4} * seeing_.width * seeing_.views;
    for (std::size_t y = 0; y < seeing_.height; ++y) {
      for (std::size_t x = 0; x < row; x += 4) {
        out.write(reinterpret_cast<const char*>(&pixels[y * row + x]), 3);
      }
    }
  }

 private:
  struct Animated {
    gltfio::FilamentAsset* asset = nullptr;
    int clip = -1;
    float offset_s = 0.0f;
  };

  void load(const std::filesystem::path& file, const mat4f& root, const std::string& clip, float offset_s) {
    const std::vector<std::uint8_t> bytes = bytes_of(file);
    Animated model;
    model.offset_s = offset_s;
    model.asset = loader_->createAssetFromBinary(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
    if (model.asset == nullptr) throw std::runtime_error(file.string() + ": Filament cannot read it.");
    gltfio::ResourceConfiguration config{};
    config.engine = engine_;
    config.normalizeSkinningWeights = true;
    if (!gltfio::ResourceLoader(config).loadResources(model.asset))
      throw std::runtime_error(file.string() + ": Filament cannot load its buffers.");
    gltfio::Animator* animator = model.asset->getAnimator();
    for (std::size_t i = 0; i < animator->getAnimationCount(); ++i) {
      if (animator->getAnimationName(i) == clip) model.clip = static_cast<int>(i);
    }
    model.asset->releaseSourceData();
    TransformManager& transforms = engine_->getTransformManager();
    transforms.setTransform(transforms.getInstance(model.asset->getRoot()), root);
    RenderableManager& renderables = engine_->getRenderableManager();
    for (std::size_t i = 0; i < model.asset->getEntityCount(); ++i) {
      const auto here = renderables.getInstance(model.asset->getEntities()[i]);
      if (!here) continue;
      renderables.setCastShadows(here, false);
      renderables.setReceiveShadows(here, false);
    }
    scene_->addEntities(model.asset->getEntities(), model.asset->getEntityCount());
    models_.push_back(model);
  }

  void add_light() {
    sun_ = utils::EntityManager::get().create();
    LightManager::Builder(LightManager::Type::DIRECTIONAL)
        .color({1.0f, 0.94f, 0.85f})
        .intensity(80000.0f)
        .direction({-0.45f, -0.75f, -0.5f})
        .castShadows(false)
        .build(*engine_, sun_);
    scene_->addEntity(sun_);
    // Light from a sky over a ground: the first two bands of spherical harmonics.
    const float3 bands[4] = {
        {0.46f, 0.475f, 0.5f}, {0.16f, 0.2f, 0.26f}, {0.0f, 0.0f, 0.0f}, {0.0f, 0.0f, 0.0f}};
    sky_ = IndirectLight::Builder().irradiance(2, bands).intensity(45000.0f).build(*engine_);
    scene_->setIndirectLight(sky_);
  }

  void add_view(const Dinner& dinner, unsigned v) {
    const utils::Entity entity = utils::EntityManager::get().create();
    Camera* camera = engine_->createCamera(entity);
    cameras_.push_back(entity);
    const double degrees = seeing_.fov_down_rad * 180.0 / 3.14159265358979;
    camera->setProjection(degrees, static_cast<double>(seeing_.width) / seeing_.height, 0.05, 60.0,
                          Camera::Fov::VERTICAL);
    camera->setExposure(16.0f, 1.0f / 125.0f, 100.0f);
    const float side = seeing_.views == 1 ? 0.0f : (v == 0 ? -0.5f : 0.5f) * seeing_.eye_distance_m;
    const float3 eye{side, dinner.eye_height_m, dinner.eye_z};
    camera->lookAt(eye, eye + float3{0.0f, -std::sin(dinner.look_down_rad), -std::cos(dinner.look_down_rad)});
    View* view = engine_->createView();
    view->setScene(scene_);
    view->setCamera(camera);
    view->setViewport({static_cast<std::int32_t>(v * seeing_.width), 0, seeing_.width, seeing_.height});
    view->setPostProcessingEnabled(choice_.tone_mapped);
    view->setAntiAliasing(View::AntiAliasing::NONE);
    view->setDithering(View::Dithering::NONE);
    view->setSampleCount(1);
    view->setShadowingEnabled(false);
    views_.push_back(view);
  }

  Seeing seeing_;
  FilamentChoice choice_;
  Engine* engine_ = nullptr;
  SwapChain* swap_chain_ = nullptr;
  Renderer* renderer_ = nullptr;
  Scene* scene_ = nullptr;
  gltfio::MaterialProvider* materials_ = nullptr;
  gltfio::AssetLoader* loader_ = nullptr;
  IndirectLight* sky_ = nullptr;
  utils::Entity sun_;
  std::vector<utils::Entity> cameras_;
  std::vector<View*> views_;
  std::vector<Animated> models_;
  std::vector<std::uint8_t>* wanted_ = nullptr;
};

}  // namespace

std::string name_of(const FilamentChoice& choice) {
  return std::string("Filament ") + (choice.vulkan ? "Vulkan" : "OpenGL") +
         (choice.generated ? ", own materials" : ", ubershader") +
         (choice.tone_mapped ? ", tone mapped" : "");
}

std::unique_ptr<Drawer> make_filament_drawer(const Dinner& dinner, const Seeing& seeing,
                                             const FilamentChoice& choice) {
  return std::make_unique<FilamentDrawer>(dinner, seeing, choice);
}

}  // namespace threshold::bench
