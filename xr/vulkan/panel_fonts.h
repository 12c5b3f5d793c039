// Which of the world's larger scripts this machine has no typeface for: captions in them would show boxes.
#pragma once

#include <string>
#include <vector>

namespace threshold::xr {

struct ScriptFont {
  std::string script;   // as people call it
  std::string package;  // of Debian, that has it
  bool there = false;
};

// Lays a few words of each script out as a caption would be; a tenth of a second. One thread at a time.
std::vector<ScriptFont> script_fonts();

}  // namespace threshold::xr
