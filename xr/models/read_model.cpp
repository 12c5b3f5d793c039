// Nodes, skins and animations of any glTF file; meshes in read_meshes.cpp.
#include <algorithm>
#include <cmath>
#include <optional>

#include <glm/gtc/type_ptr.hpp>
#include <glm/gtx/matrix_decompose.hpp>

#include "xr/models/read_materials.h"
#include "xr/models/read_meshes.h"

namespace threshold::xr {
namespace {

glm::vec3 vec3_of(const std::vector<double>& v, const glm::vec3& otherwise) {
  if (v.size() < 3) return otherwise;
  return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

NodeRest rest_of(const tinygltf::Node& node) {
  NodeRest rest;
  rest.name = node.name;
  if (node.matrix.size() == 16) {
    glm::mat4 m;
    for (int i = 0; i < 16; ++i)
      glm::value_ptr(m)[i] = static_cast<float>(node.matrix[static_cast<std::size_t>(i)]);
    glm::vec3 skew;
    glm::vec4 perspective;
    glm::decompose(m, rest.scale, rest.turn, rest.shift, skew, perspective);
    return rest;
  }
  rest.shift = vec3_of(node.translation, rest.shift);
  rest.scale = vec3_of(node.scale, rest.scale);
  if (node.rotation.size() == 4) {
    rest.turn = glm::quat(static_cast<float>(node.rotation[3]), static_cast<float>(node.rotation[0]),
                          static_cast<float>(node.rotation[1]), static_cast<float>(node.rotation[2]));
  }
  return rest;
}

class ModelReader {
 public:
  explicit ModelReader(const std::filesystem::path& path)
      : file_(path, "Export or download this file again") {}

  ModelFile read() {
    read_model_materials(file_, model_);
    read_nodes();
    read_skins();
    read_model_meshes(file_, shown_, place_of_, model_);
    read_clips();
    return std::move(model_);
  }

 private:
  // Fills data.nodes parents first, from a list rather than by calls: a file may nest as deep as it likes.
  void read_nodes() {
    const std::vector<tinygltf::Node>& nodes = file_.model.nodes;
    place_of_.assign(nodes.size(), -1);
    std::vector<int> parent(nodes.size(), -1);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const int child : nodes[i].children) {
        if (child < 0 || static_cast<std::size_t>(child) >= nodes.size())
          file_.fail("a child node is missing");
        if (parent[static_cast<std::size_t>(child)] >= 0) file_.fail("a node has two parents");
        parent[static_cast<std::size_t>(child)] = static_cast<int>(i);
      }
    }
    std::vector<int> waiting;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (parent[i] < 0) waiting.push_back(static_cast<int>(i));
    }
    while (!waiting.empty()) {
      const auto n = static_cast<std::size_t>(waiting.back());
      waiting.pop_back();
      NodeRest rest = rest_of(nodes[n]);
      rest.parent = parent[n] < 0 ? -1 : place_of_[static_cast<std::size_t>(parent[n])];
      add_weights(nodes[n], rest);
      place_of_[n] = static_cast<int>(model_.data.nodes.size());
      model_.data.nodes.push_back(std::move(rest));
      waiting.insert(waiting.end(), nodes[n].children.rbegin(), nodes[n].children.rend());
    }
    if (model_.data.nodes.size() != nodes.size()) file_.fail("its nodes form a cycle");
    find_shown(nodes);
  }

  // What the default scene shows; without scenes, everything.
  void find_shown(const std::vector<tinygltf::Node>& nodes) {
    shown_.assign(nodes.size(), file_.model.scenes.empty());
    if (file_.model.scenes.empty()) return;
    const int chosen = std::max(file_.model.defaultScene, 0);
    if (static_cast<std::size_t>(chosen) >= file_.model.scenes.size()) file_.fail("its scene is missing");
    std::vector<int> waiting = file_.model.scenes[static_cast<std::size_t>(chosen)].nodes;
    while (!waiting.empty()) {
      const int n = waiting.back();
      waiting.pop_back();
      if (n < 0 || static_cast<std::size_t>(n) >= nodes.size()) file_.fail("a node of its scene is missing");
      if (shown_[static_cast<std::size_t>(n)]) continue;
      shown_[static_cast<std::size_t>(n)] = true;
      const std::vector<int>& children = nodes[static_cast<std::size_t>(n)].children;
      waiting.insert(waiting.end(), children.begin(), children.end());
    }
  }

  void add_weights(const tinygltf::Node& node, NodeRest& rest) {
    if (node.mesh < 0) return;
    if (static_cast<std::size_t>(node.mesh) >= file_.model.meshes.size()) file_.fail("a mesh is missing");
    const tinygltf::Mesh& mesh = file_.model.meshes[static_cast<std::size_t>(node.mesh)];
    std::size_t targets = 0;
    for (const tinygltf::Primitive& primitive : mesh.primitives)
      targets = std::max(targets, primitive.targets.size());
    file_.spend(targets);
    const std::vector<double>& given = node.weights.empty() ? mesh.weights : node.weights;
    rest.first_weight = static_cast<int>(model_.data.weights.size());
    rest.weight_count = static_cast<int>(targets);
    for (std::size_t t = 0; t < targets; ++t) {
      model_.data.weights.push_back(t < given.size() ? static_cast<float>(given[t]) : 0.0f);
    }
  }

  void read_skins() {
    for (const tinygltf::Skin& skin : file_.model.skins) {
      file_.spend(skin.joints.size());
      if (skin.joints.empty()) file_.fail("a skin has no joints");
      std::vector<glm::mat4> inverse(skin.joints.size(), glm::mat4(1.0f));
      if (skin.inverseBindMatrices >= 0) inverse = file_.matrices(skin.inverseBindMatrices);
      if (inverse.size() < skin.joints.size()) file_.fail("a skin has fewer bind matrices than joints");
      model_.skins.push_back(
          {static_cast<int>(model_.data.joints.size()), static_cast<int>(skin.joints.size())});
      for (std::size_t j = 0; j < skin.joints.size(); ++j) {
        const int node = skin.joints[j];
        if (node < 0 || static_cast<std::size_t>(node) >= place_of_.size()) file_.fail("a joint is missing");
        model_.data.joints.push_back({place_of_[static_cast<std::size_t>(node)], inverse[j]});
      }
    }
  }

  void read_clips() {
    for (const tinygltf::Animation& animation : file_.model.animations) {
      Clip clip;
      clip.name = animation.name;
      for (const tinygltf::AnimationChannel& source : animation.channels) {
        if (source.target_node < 0) continue;  // of an extension
        if (static_cast<std::size_t>(source.target_node) >= place_of_.size())
          file_.fail("animation '" + animation.name + "' moves a node that is missing");
        std::optional<Channel> channel = read_channel(animation, source);
        if (!channel) continue;
        clip.duration_s = std::max(clip.duration_s, channel->times.back());
        clip.channels.push_back(std::move(*channel));
      }
      model_.data.clips.push_back(std::move(clip));
    }
  }

  std::optional<Channel> read_channel(const tinygltf::Animation& animation,
                                      const tinygltf::AnimationChannel& source) const {
    const auto wrong = [&](const std::string& what) {
      file_.fail("animation '" + animation.name + "' " + what);
    };
    Channel channel;
    channel.node = place_of_[static_cast<std::size_t>(source.target_node)];
    if (source.target_path == "rotation") {
      channel.path = ChannelPath::turn;
    } else if (source.target_path == "translation") {
      channel.path = ChannelPath::shift;
    } else if (source.target_path == "scale") {
      channel.path = ChannelPath::scale;
    } else if (source.target_path == "weights") {
      channel.path = ChannelPath::weights;
    } else {
      return std::nullopt;
    }
    if (source.sampler < 0 || static_cast<std::size_t>(source.sampler) >= animation.samplers.size())
      wrong("lacks a sampler");
    const tinygltf::AnimationSampler& sampler = animation.samplers[static_cast<std::size_t>(source.sampler)];
    channel.step = sampler.interpolation == "STEP";
    const bool cubic = sampler.interpolation == "CUBICSPLINE";
    channel.times = file_.scalars(sampler.input);
    if (channel.times.empty()) wrong("has no times");
    if (!std::is_sorted(channel.times.begin(), channel.times.end()) || !std::isfinite(channel.times.back()))
      wrong("has times that do not rise");
    const std::size_t keys = channel.times.size();
    if (channel.path == ChannelPath::weights) {
      const auto wide =
          static_cast<std::size_t>(model_.data.nodes[static_cast<std::size_t>(channel.node)].weight_count);
      if (wide == 0) return std::nullopt;
      std::vector<float> all = file_.scalars(sampler.output);
      if (all.size() != keys * wide * (cubic ? 3 : 1)) wrong("has times and values of different lengths");
      if (!cubic) channel.weights = std::move(all);
      for (std::size_t k = 0; cubic && k < keys; ++k) {
        const float* at = &all[3 * k * wide];
        channel.weights_arriving.insert(channel.weights_arriving.end(), at, at + wide);
        channel.weights.insert(channel.weights.end(), at + wide, at + 2 * wide);
        channel.weights_leaving.insert(channel.weights_leaving.end(), at + 2 * wide, at + 3 * wide);
      }
      return channel;
    }
    std::vector<glm::vec4> all = file_.vectors(sampler.output);
    if (all.size() != keys * (cubic ? 3 : 1)) wrong("has times and values of different lengths");
    if (!cubic) channel.values = std::move(all);
    for (std::size_t k = 0; cubic && k < keys; ++k) {
      channel.arriving.push_back(all[3 * k]);
      channel.values.push_back(all[3 * k + 1]);
      channel.leaving.push_back(all[3 * k + 2]);
    }
    return channel;
  }

  GltfFile file_;
  ModelFile model_;
  std::vector<int> place_of_;  // glTF node -> data.nodes
  std::vector<bool> shown_;    // by glTF node
};

}  // namespace

ModelFile read_model_file(const std::filesystem::path& path) {
  ModelFile model = ModelReader(path).read();
  model.data.path = path.string();
  return model;
}

}  // namespace threshold::xr
