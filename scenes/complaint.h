// Complaint: one thing wrong with a story, its captions or its assets, said so that an author can mend it.
// Made by loading (scenes/load_story.h) and by the linter (scenes/lint.h).
#pragma once

#include <string>
#include <vector>

namespace threshold::scenes {

struct Complaint {
  std::string file;
  int line = 0;  // 1-based; 0: the whole file
  int column = 0;
  std::string what;   // what is wrong, no full stop
  std::string to_do;  // what to do about it, no full stop
  bool fatal = true;  // false: the story plays, but not as well as it should
};

// "FILE:LINE:COLUMN: what; to do." One sentence, one line.
std::string sentence(const Complaint& complaint);

}  // namespace threshold::scenes
