// Animations of a glTF file (glTF 2.0, 3.11).
#include <algorithm>
#include <optional>

#include "xr/vulkan/gltf_nodes.h"

namespace threshold::xr {
namespace {

std::optional<ChannelPath> path_of(const std::string& name) {
  if (name == "rotation") return ChannelPath::turn;
  if (name == "translation") return ChannelPath::shift;
  if (name == "scale") return ChannelPath::scale;
  if (name == "weights") return ChannelPath::weights;
  return std::nullopt;  // of an extension
}

// Values of a channel, `wide` of them a key; a cubic spline's are tangent, value, tangent by turns.
template <class T>
void split(std::vector<T> all, std::size_t wide, bool cubic, std::vector<T>& values, std::vector<T>& arriving,
           std::vector<T>& leaving) {
  if (!cubic) {
    values = std::move(all);
    return;
  }
  for (std::vector<T>* part : {&arriving, &values, &leaving}) part->reserve(all.size() / 3);
  for (auto at = all.begin(); at != all.end(); at += static_cast<std::ptrdiff_t>(3 * wide)) {
    const auto value = at + static_cast<std::ptrdiff_t>(wide),
               after = value + static_cast<std::ptrdiff_t>(wide);
    arriving.insert(arriving.end(), at, value);
    values.insert(values.end(), value, after);
    leaving.insert(leaving.end(), after, after + static_cast<std::ptrdiff_t>(wide));
  }
}

class Clips {
 public:
  Clips(const GltfFile& file, const tinygltf::Animation& animation) : file_(file), animation_(animation) {}

  Clip read(const GltfNodes& nodes, const ModelData& model) const {
    Clip clip;
    clip.name = animation_.name;
    for (const tinygltf::AnimationChannel& source : animation_.channels) {
      if (source.target_node < 0) continue;  // of an extension
      if (static_cast<std::size_t>(source.target_node) >= nodes.place_of.size())
        wrong("moves a node that is missing");
      const int node = nodes.place_of[static_cast<std::size_t>(source.target_node)];
      std::optional<Channel> channel = channel_of(source, node, model.nodes[static_cast<std::size_t>(node)]);
      if (!channel) continue;
      clip.duration_s = std::max(clip.duration_s, channel->times.back());
      clip.channels.push_back(std::move(*channel));
    }
    return clip;
  }

 private:
  [[noreturn]] void wrong(const std::string& what) const {
    file_.fail("animation '" + animation_.name + "' " + what);
  }

  std::optional<Channel> channel_of(const tinygltf::AnimationChannel& source, int node,
                                    const NodeRest& rest) const {
    const std::optional<ChannelPath> path = path_of(source.target_path);
    if (!path) return std::nullopt;
    if (source.sampler < 0 || static_cast<std::size_t>(source.sampler) >= animation_.samplers.size())
      wrong("lacks a sampler");
    const tinygltf::AnimationSampler& sampler = animation_.samplers[static_cast<std::size_t>(source.sampler)];
    const bool cubic = sampler.interpolation == "CUBICSPLINE";
    Channel channel;
    channel.node = node;
    channel.path = *path;
    channel.step = sampler.interpolation == "STEP";
    channel.times = file_.scalars(sampler.input);
    file_.spend(sizeof(float) * channel.times.size());
    if (channel.times.empty()) wrong("has no times");
    if (!std::is_sorted(channel.times.begin(), channel.times.end())) wrong("has times that do not rise");
    const bool weights = *path == ChannelPath::weights;
    const std::size_t wide = weights ? static_cast<std::size_t>(rest.weight_count) : 1;
    if (wide == 0) return std::nullopt;
    const auto check = [&](std::size_t found) {
      if (found != channel.times.size() * wide * (cubic ? 3 : 1))
        wrong("has times and values of different lengths");
    };
    if (weights) {
      std::vector<float> all = file_.scalars(sampler.output);
      file_.spend(2 * sizeof(float) * all.size());
      check(all.size());
      split(std::move(all), wide, cubic, channel.weights, channel.weights_arriving, channel.weights_leaving);
    } else {
      std::vector<glm::vec4> all = file_.vectors(sampler.output);
      file_.spend(2 * sizeof(glm::vec4) * all.size());
      check(all.size());
      split(std::move(all), wide, cubic, channel.values, channel.arriving, channel.leaving);
    }
    return channel;
  }

  const GltfFile& file_;
  const tinygltf::Animation& animation_;
};

}  // namespace

void read_clips(const GltfFile& file, const GltfNodes& nodes, ModelData& model) {
  for (const tinygltf::Animation& animation : file.model.animations)
    model.clips.push_back(Clips(file, animation).read(nodes, model));
}

}  // namespace threshold::xr
