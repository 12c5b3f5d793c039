#include "xr/models/read_materials.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace threshold::xr {
namespace {

float number(const tinygltf::Value& of, const char* key, float otherwise) {
  if (!of.IsObject() || !of.Has(key) || !of.Get(key).IsNumber()) return otherwise;
  return static_cast<float>(of.Get(key).GetNumberAsDouble());
}

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
    for (tinygltf::Image& image : file_.model.images) model_.data.textures.push_back(texels_of(image));
  }

 private:
  ModelMaterial material_of(const tinygltf::Material& m) {
    ModelMaterial made;
    made.name = m.name;
    const tinygltf::PbrMetallicRoughness& pbr = m.pbrMetallicRoughness;
    for (std::size_t c = 0; c < 4 && c < pbr.baseColorFactor.size(); ++c) {
      made.base[static_cast<int>(c)] = static_cast<float>(pbr.baseColorFactor[c]);
    }
    for (std::size_t c = 0; c < 3 && c < m.emissiveFactor.size(); ++c) {
      made.emissive[static_cast<int>(c)] = static_cast<float>(m.emissiveFactor[c]);
    }
    made.metallic = static_cast<float>(pbr.metallicFactor);
    made.roughness = static_cast<float>(pbr.roughnessFactor);
    made.normal_scale = static_cast<float>(m.normalTexture.scale);
    made.occlusion = static_cast<float>(m.occlusionTexture.strength);
    made.cutoff = static_cast<float>(m.alphaCutoff);
    made.alpha = m.alphaMode == "BLEND"  ? AlphaMode::blend
                 : m.alphaMode == "MASK" ? AlphaMode::mask
                                         : AlphaMode::opaque;
    made.two_sided = m.doubleSided;
    made.unlit = m.extensions.count("KHR_materials_unlit") != 0;
    const auto strength = m.extensions.find("KHR_materials_emissive_strength");
    if (strength != m.extensions.end()) made.emissive *= number(strength->second, "emissiveStrength", 1.0f);
    const auto use = [&](Slot slot, const auto& info, bool colour) {
      made.textures[static_cast<std::size_t>(slot)] = use_of(info, colour);
    };
    use(Slot::base, pbr.baseColorTexture, true);
    use(Slot::surface, pbr.metallicRoughnessTexture, false);
    use(Slot::normal, m.normalTexture, false);
    use(Slot::occlusion, m.occlusionTexture, false);
    use(Slot::emissive, m.emissiveTexture, true);
    return made;
  }

  template <class Info>
  TextureUse use_of(const Info& info, bool colour) {
    TextureUse use;
    if (info.index < 0) return use;
    if (static_cast<std::size_t>(info.index) >= file_.model.textures.size())
      file_.fail("a texture is missing");
    const tinygltf::Texture& texture = file_.model.textures[info.index];
    if (texture.source < 0) return use;  // only in a form of an extension that is not read here
    if (static_cast<std::size_t>(texture.source) >= file_.model.images.size())
      file_.fail("an image is missing");
    if (texture.sampler >= 0) {
      if (static_cast<std::size_t>(texture.sampler) >= file_.model.samplers.size())
        file_.fail("a sampler is missing");
      use.sampler = sampler_of(file_.model.samplers[texture.sampler]);
    }
    use.second_uv = info.texCoord == 1;
    const auto transform = info.extensions.find("KHR_texture_transform");
    if (transform != info.extensions.end()) set_transform(transform->second, use);
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
    const float turn = number(from, "rotation", 0.0f), c = std::cos(turn), s = std::sin(turn);
    use.transformed = true;
    use.across = {c * scale.x, s * scale.y, offset.x};
    use.down = {-s * scale.x, c * scale.y, offset.y};
    use.second_uv = number(from, "texCoord", use.second_uv ? 1.0f : 0.0f) > 0.5f;
  }

  // Decoded texels as 8-bit RGBA; what is not one is refused.
  TextureData texels_of(tinygltf::Image& image) const {
    const auto texels = static_cast<std::size_t>(std::max(image.width, 0)) *
                        static_cast<std::size_t>(std::max(image.height, 0));
    const std::size_t wide = image.bits == 16 ? 2 : 1;
    if (image.width <= 0 || image.height <= 0 || image.component != 4 ||
        (image.bits != 8 && image.bits != 16) || image.image.size() != texels * 4 * wide) {
      file_.fail("image '" + image.name + "' could not be decoded");
    }
    if (wide == 2) {  // the upper byte of each, little-endian
      for (std::size_t i = 0; i < texels * 4; ++i) image.image[i] = image.image[2 * i + 1];
      image.image.resize(texels * 4);
    }
    return {image.width, image.height, std::move(image.image)};
  }

  GltfFile& file_;
  ModelFile& model_;
};

}  // namespace

void read_model_materials(GltfFile& file, ModelFile& model) {
  Materials(file, model).read();
}

}  // namespace threshold::xr
