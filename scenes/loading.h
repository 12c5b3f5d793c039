// Inside loading: what its parts share. Not for others.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenes/complaint.h"
#include "scenes/node.h"
#include "scenes/story.h"

namespace threshold::scenes {

struct ClipFacts {
  double duration_s = 1.0;
  bool looping = true;
  std::vector<double> hits_s;
};

// What the assets offer, by name.
struct Catalogue {
  std::vector<std::string> sounds;                                // by SoundId of the story
  std::set<std::string> loops;                                    // sounds made to loop
  std::map<std::string, std::map<std::string, ClipFacts>> clips;  // by model
  std::filesystem::path assets;
};

// One document being read, and where complaints about it go.
struct Desk {
  std::string file;
  const Catalogue& catalogue;
  std::vector<Complaint>& complaints;

  void complain(const Node& node, std::string what, std::string to_do) const;
  void advise(const Node& node, std::string what, std::string to_do) const;  // not fatal
  // The sound's id; complains and gives 0 when there is no such sound.
  audio::SoundId sound(const Node& holder, std::string_view key) const;
  audio::SoundId sound_named(const Node& node, const std::string& name) const;
  std::array<audio::SoundId, 3> layers_named(const Node& node, const std::string& stem) const;
  bool has_sound(const std::string& name) const;
};

// "a, b, c": for "use one of".
std::string one_of(const std::vector<std::string>& names);
glm::vec3 point_of(const Node& list);

Catalogue read_catalogue(const std::filesystem::path& assets, std::vector<Complaint>& complaints,
                         std::vector<std::filesystem::path>& files);
std::map<std::string, audio::hearing::EarState> read_hearing_states(const Node& document, const Desk& desk);
// The asset's half, then the story's half.
Place read_place_asset(const Node& document, const Desk& desk);
void read_place_story(const Node& document, const Desk& desk, Place& place);
Beat read_beat(const Node& document, const Desk& desk, const Story& story);
// One figure or crowd entry of a beat, added to it.
void read_figure(const Node& entry, const Desk& desk, const Place& place, Beat& beat);
void read_crowd(const Node& entry, const Desk& desk, const Place& place, Beat& beat);
void read_looks(const Node& entry, const Desk& desk, const Place& place, const Beat& beat, FigureCue& figure);
void read_call(const Node& entry, const Desk& desk, const Place& place, Beat& beat);
Where read_where(const Node& holder, std::string_view key, const Desk& desk, const Place& place,
                 const Beat& beat);
Curve read_curve(const std::vector<Node>& keys, std::string_view field, const Desk& desk,
                 double otherwise = 0.0);
// Captions of one language, put on their beats' clocks.
void read_captions(const std::filesystem::path& file, const Story& story, Language& language,
                   std::vector<Complaint>& complaints);

}  // namespace threshold::scenes
