#include "xr/vulkan/gltf_surface.h"

#include <algorithm>

namespace threshold::xr {

float number_of(const tinygltf::Value& of, const char* key, float otherwise) {
  if (!of.IsObject() || !of.Has(key) || !of.Get(key).IsNumber()) return otherwise;
  return static_cast<float>(of.Get(key).GetNumberAsDouble());
}

MaterialData surface_of(const tinygltf::Material& from) {
  MaterialData made;
  made.name = from.name;
  const tinygltf::PbrMetallicRoughness& pbr = from.pbrMetallicRoughness;
  for (std::size_t c = 0; c < 4 && c < pbr.baseColorFactor.size(); ++c)
    made.base[static_cast<int>(c)] = static_cast<float>(pbr.baseColorFactor[c]);
  for (std::size_t c = 0; c < 3 && c < from.emissiveFactor.size(); ++c)
    made.emissive[static_cast<int>(c)] = static_cast<float>(from.emissiveFactor[c]);
  made.metallic = static_cast<float>(pbr.metallicFactor);
  made.roughness = static_cast<float>(pbr.roughnessFactor);
  const auto strength = from.extensions.find("KHR_materials_emissive_strength");
  if (strength != from.extensions.end())
    made.emissive *= number_of(strength->second, "emissiveStrength", 1.0f);
  made.unlit = from.extensions.count("KHR_materials_unlit") != 0;
  made.two_sided = from.doubleSided;
  made.transparent = from.alphaMode == "BLEND";
  return made;
}

TextureData texels_of(const GltfFile& file, tinygltf::Image& image) {
  if (image.image.empty() && !image.uri.empty())
    file.fail("it needs '" + image.uri.substr(0, 256) + "', which is not in its folder");
  const auto texels = static_cast<std::size_t>(std::max(image.width, 0)) *
                      static_cast<std::size_t>(std::max(image.height, 0));
  if (image.width <= 0 || image.height <= 0 || image.component != 4 || image.bits != 8 ||
      image.image.size() != texels * 4) {
    file.fail("image '" + image.name + "' could not be decoded");
  }
  return {image.width, image.height, std::move(image.image)};
}

}  // namespace threshold::xr
