#include "scenes/story.h"

#include <algorithm>

namespace threshold::scenes {

double Cut::length_s() const {
  double sum = 0.0;
  for (const CutPart& part : parts) sum += part.to_s - part.from_s;
  return sum;
}

const Cut* Story::cut(std::string_view id) const {
  for (const Cut& one : cuts) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

const Language* Story::language(std::string_view code) const {
  for (const Language& one : languages) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

std::optional<int> Story::beat_index(std::string_view id) const {
  for (std::size_t i = 0; i < beats.size(); ++i) {
    if (beats[i].id == id) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::array<audio::Room, audio::kRooms> Story::rooms() const {
  std::array<audio::Room, audio::kRooms> rooms{};
  for (std::size_t i = 0; i < std::min(places.size(), rooms.size()); ++i) rooms[i] = places[i].room;
  return rooms;
}

std::vector<std::string> Story::people_in(const Beat& beat) const {
  std::vector<std::string> models;
  for (const FigureCue& figure : beat.figures) {
    if (std::find(models.begin(), models.end(), figure.model) == models.end()) models.push_back(figure.model);
  }
  return models;
}

}  // namespace threshold::scenes
