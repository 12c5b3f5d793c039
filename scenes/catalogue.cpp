// What the assets offer: sounds, clips.
#include <algorithm>

#include "scenes/loading.h"
#include "scenes/schema.h"

namespace threshold::scenes {

void Desk::complain(const Node& node, std::string what, std::string to_do) const {
  complaints.push_back({file, node.line, node.column, std::move(what), std::move(to_do)});
}

void Desk::advise(const Node& node, std::string what, std::string to_do) const {
  complaints.push_back({file, node.line, node.column, std::move(what), std::move(to_do), false});
}

bool Desk::has_sound(const std::string& name) const {
  return std::binary_search(catalogue.sounds.begin(), catalogue.sounds.end(), name);
}

audio::SoundId Desk::sound_named(const Node& node, const std::string& name) const {
  const auto found = std::lower_bound(catalogue.sounds.begin(), catalogue.sounds.end(), name);
  if (found != catalogue.sounds.end() && *found == name) {
    return static_cast<audio::SoundId>(found - catalogue.sounds.begin());
  }
  complain(node, "there is no sound '" + name + "'",
           "use a name of " + (catalogue.assets / "sounds" / "sounds.toml").string() + " or build the sound");
  return 0;
}

audio::SoundId Desk::sound(const Node& holder, std::string_view key) const {
  const Node* node = holder.find(key);
  return node ? sound_named(*node, node->text) : audio::SoundId{0};
}

std::array<audio::SoundId, 3> Desk::layers_named(const Node& node, const std::string& stem) const {
  std::array<audio::SoundId, 3> layers{};
  if (!has_sound(stem + "_1") && has_sound(stem)) {
    layers.fill(sound_named(node, stem));
    return layers;
  }
  for (int i = 0; i < 3; ++i) layers[i] = sound_named(node, stem + "_" + std::to_string(i + 1));
  return layers;
}

std::string one_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

glm::vec3 point_of(const Node& list) {
  glm::vec3 point{0.0f};
  for (std::size_t i = 0; i < std::min<std::size_t>(3, list.items.size()); ++i) {
    point[static_cast<int>(i)] = static_cast<float>(list.items[i].number);
  }
  return point;
}

Catalogue read_catalogue(const std::filesystem::path& assets, std::vector<Complaint>& complaints,
                         std::vector<std::filesystem::path>& files) {
  Catalogue catalogue;
  catalogue.assets = assets;
  const auto sounds_file = assets / "sounds" / "sounds.toml";
  files.push_back(sounds_file);
  if (const auto sounds = read_toml(sounds_file, complaints)) {
    for (const auto& [name, entry] : sounds->fields) {
      catalogue.sounds.push_back(name);
      if (entry.flag_at("loop", false)) catalogue.loops.insert(name);
    }
    std::sort(catalogue.sounds.begin(), catalogue.sounds.end());
  }
  const auto clips_file = assets / "people" / "clips.json";
  files.push_back(clips_file);
  const auto clips = read_json(clips_file, complaints);
  if (!clips || !check_schema(*clips, schemas::clips, clips_file.string(), complaints)) return catalogue;
  for (const auto& [model, entries] : clips->fields) {
    for (const auto& [clip, entry] : entries.fields) {
      ClipFacts facts{entry.number_at("seconds", 1.0), entry.flag_at("loop", true), {}};
      for (const Node& hit : entry.list_at("hit_s")) facts.hits_s.push_back(hit.number);
      catalogue.clips[model][clip] = std::move(facts);
    }
  }
  return catalogue;
}

}  // namespace threshold::scenes
