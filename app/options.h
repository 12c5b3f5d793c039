// Options that several subcommands share: which story, which cut, whose presence, which captions.
#pragma once

#include <optional>
#include <string>

#include "app/walk.h"

namespace CLI {
class App;
}

namespace threshold::app {

struct CommonOptions {
  std::string assets, story, cut, beat, language, captions, presence, record;
  double from_s = 0.0;
  double to_s = -1.0;
  bool stats = false;
  bool no_loss = false;
  double longer = 1.0;
  std::optional<double> spl_at_rms_1_db;  // not given: live, what is calibrated; else WalkOptions' own
};

void add_common_options(CLI::App& command, CommonOptions& options);
// Throws std::runtime_error for what does not exist.
WalkOptions walk_options(const CommonOptions& options);

}  // namespace threshold::app
