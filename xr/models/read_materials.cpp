#include "xr/models/read_materials.h"

#include <algorithm>
#include <cmath>

#include "xr/vulkan/gltf_surface.h"

namespace threshold::xr {
namespace {

glm::vec2 pair_of(const tinygltf::Value& of, const char* key, const glm::vec2& otherwise) {
  if (!of.IsObject() || !of.Has(key)) return otherwise;
  const tinygltf::Value& v = of.Get(key);
  if (!v.IsArray() || v.ArrayLen() < 2 || !v.Get(0).IsNumber() || !v.Get(1).IsNumber()) return otherwise;
  return {static_cast<float>(v.Get(0).GetNumberAsDouble()), static_cast<float>(v.Get(1).GetNumberAsDouble())};
}

SamplerData sampler_of(const tinygltf::Sampler& from) {
  const auto wrap = [](int mode) -> std::uint8_t {
    return mode == TINYGLTF_TEXTURE_WRAP_CLAMP_TO_EDGE     ? 2
           : mode == TINYGLTF_TEXTURE_WRAP_MIRRORED_REPEAT ? 1
                                                           : 0;
  };
  SamplerData made;
  made.wrap = {wrap(from.wrapS), wrap(from.wrapT)};
  made.nearest = from.magFilter == TINYGLTF_TEXTURE_FILTER_NEAREST;
  made.nearest_far = from.minFilter == TINYGLTF_TEXTURE_FILTER_NEAREST ||
                     from.minFilter == TINYGLTF_TEXTURE_FILTER_NEAREST_MIPMAP_NEAREST ||
                     from.minFilter == TINYGLTF_TEXTURE_FILTER_NEAREST_MIPMAP_LINEAR;
  made.mips =
      from.minFilter != TINYGLTF_TEXTURE_FILTER_NEAREST && from.minFilter != TINYGLTF_TEXTURE_FILTER_LINEAR;
  return made;
}

class Materials {
 public:
  Materials(GltfFile& file, ModelFile& model) : file_(file), model_(model) {}

  void read() {
    for (const tinygltf::Material& m : file_.model.materials) model_.materials.push_back(material_of(m));
    model_.materials.push_back({});
    for (tinygltf::Image& image : file_.model.images) model_.data.textures.push_back(texels_of(file_, image));
  }

 private:
  ModelMaterial material_of(const tinygltf::Material& m) {
    ModelMaterial made;
    static_cast<MaterialData&>(made) = surface_of(m);
    made.normal_scale = static_cast<float>(m.normalTexture.scale);
    made.occlusion = static_cast<float>(m.occlusionTexture.strength);
    made.cutoff = static_cast<float>(m.alphaCutoff);
    made.alpha = m.alphaMode == "BLEND"  ? AlphaMode::blend
                 : m.alphaMode == "MASK" ? AlphaMode::mask
                                         : AlphaMode::opaque;
    const auto use = [&](Slot slot, const auto& info, bool colour) {
      made.textures[static_cast<std::size_t>(slot)] = use_of(info, colour);
    };
    use(Slot::base, m.pbrMetallicRoughness.baseColorTexture, true);
    use(Slot::surface, m.pbrMetallicRoughness.metallicRoughnessTexture, false);
    use(Slot::normal, m.normalTexture, false);
    use(Slot::occlusion, m.occlusionTexture, false);
    use(Slot::emissive, m.emissiveTexture, true);
    return made;
  }

  template <class Info>
  TextureUse use_of(const Info& info, bool colour) {
    TextureUse use;
    if (info.index < 0) return use;
    const tinygltf::Texture& texture = file_.entry(file_.model.textures, info.index, "a texture");
    if (texture.source < 0) return use;  // only in a form of an extension that is not read here
    file_.entry(file_.model.images, texture.source, "an image");
    if (texture.sampler >= 0)
      use.sampler = sampler_of(file_.entry(file_.model.samplers, texture.sampler, "a sampler"));
    auto set = static_cast<float>(info.texCoord);
    const auto transform = info.extensions.find("KHR_texture_transform");
    if (transform != info.extensions.end()) {
      set_transform(transform->second, use);
      set = number_of(transform->second, "texCoord", set);
    }
    if (set != 0.0f && set != 1.0f)
      file_.fail("a texture lies by texture coordinates other than sets 0 and 1, which is not supported");
    use.second_uv = set == 1.0f;
    const auto same = [&](const ModelImage& i) { return i.source == texture.source && i.colour == colour; };
    auto found = std::find_if(model_.images.begin(), model_.images.end(), same);
    if (found == model_.images.end()) found = model_.images.insert(found, {texture.source, colour});
    use.image = static_cast<int>(found - model_.images.begin());
    return use;
  }

  // Translation * rotation * scale, the rotation counter-clockwise as the extension draws it (v points down).
  static void set_transform(const tinygltf::Value& from, TextureUse& use) {
    const glm::vec2 offset = pair_of(from, "offset", glm::vec2(0.0f)),
                    scale = pair_of(from, "scale", glm::vec2(1.0f));
    const float turn = number_of(from, "rotation", 0.0f), c = std::cos(turn), s = std::sin(turn);
    use.transformed = true;
    use.across = {c * scale.x, s * scale.y, offset.x};
    use.down = {-s * scale.x, c * scale.y, offset.y};
  }

  GltfFile& file_;
  ModelFile& model_;
};

}  // namespace

void read_model_materials(GltfFile& file, ModelFile& model) {
  Materials(file, model).read();
}

}  // namespace threshold::xr
