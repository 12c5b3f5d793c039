// Loading: story folder + assets folder -> Story. Everything is checked by schema and by name; whatever is
// wrong is collected with file, line and column, so that an author mends a file in one go.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "scenes/complaint.h"
#include "scenes/story.h"

namespace threshold::scenes {

struct Reading {
  std::shared_ptr<const Story> story;  // null when a complaint is fatal
  std::vector<Complaint> complaints;
  std::vector<std::filesystem::path> files;  // that were read, for messages and reloading
};

// Never throws for bad content. Any thread.
Reading read_story(const std::filesystem::path& story_dir, const std::filesystem::path& assets_dir);

// Throws std::runtime_error: the first fatal complaint as one sentence, and how many more there are.
std::shared_ptr<const Story> load_story(const std::filesystem::path& story_dir,
                                        const std::filesystem::path& assets_dir);

}  // namespace threshold::scenes
