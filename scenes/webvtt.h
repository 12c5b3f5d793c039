// WebVTT (W3C, 2019): the part of it that the captions of a story use. A cue has an identifier, a time, an
// optional speaker in <v Name>, and text of plain lines; other tags are dropped, NOTE, STYLE and REGION
// blocks skipped, cue settings ignored (the captions rules place a caption, not the file).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenes/complaint.h"

namespace threshold::scenes {

struct VttCue {
  std::string id;  // "" where the file names none
  double from_s = 0.0, to_s = 0.0;
  std::string speaker;  // "" without <v>
  std::string text;     // UTF-8, '\n' between lines
  int line = 0;         // of the cue's time
};

// Cues that make sense, in the file's order; a complaint for each that does not.
std::vector<VttCue> parse_webvtt(std::string_view text, const std::string& name,
                                 std::vector<Complaint>& complaints);
std::vector<VttCue> read_webvtt(const std::filesystem::path& file, std::vector<Complaint>& complaints);

// Code points, not bytes; what a reader counts as characters in the languages here.
int characters(std::string_view utf8);

}  // namespace threshold::scenes
