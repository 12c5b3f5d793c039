// Lint: everything that can be said against a story without playing it. `threshold check` prints it.
#pragma once

#include <filesystem>
#include <vector>

#include "scenes/complaint.h"
#include "scenes/story.h"

namespace threshold::scenes {

// Reads the whole story and checks it: files, names, captions, light, hearing. Empty: nothing to complain of.
// `fatal` complaints keep the story from playing; the others break a rule for the visitor's sake.
std::vector<Complaint> lint(const std::filesystem::path& story_dir, const std::filesystem::path& assets_dir);

// The parts of it, for a story that loads.
void lint_captions(const Story& story, std::vector<Complaint>& complaints);
void lint_light(const Story& story, std::vector<Complaint>& complaints);
void lint_hearing(const Story& story, std::vector<Complaint>& complaints);
void lint_limits(const Story& story, std::vector<Complaint>& complaints);

}  // namespace threshold::scenes
