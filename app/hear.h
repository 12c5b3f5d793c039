// `threshold hear`: any recording through the hearing model, for listening, measuring and showing.
#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace threshold::app {

struct HearOptions {
  std::string input, output;         // "-": standard input, standard output
  std::string audiogram, keyframes;  // JSON files
  std::string standard, preset;      // names
  std::string implant, tinnitus;     // map name; "dB" or "dB@Hz" above threshold
  std::string smear = "auto";        // auto, off or a broadening 1..3.8
  double temporal_smear = 0.0;
  double implant_mix = 1.0;
  std::string reference;  // normal threshold table
  std::string split;      // whole or outer-hair-cells
  std::optional<double> spl_at_rms_1_db;
  std::string ears;  // channels taken as left and right, "1,2"
  std::string plot;  // PNG
  unsigned seed = 1;
  bool bypass = false, stats = false, quiet = false, list = false;
};

// 0 done, 2 something is missing or broken (said in one sentence on standard error). Prints rtf=, processing
// time over sound time, on standard error.
int run_hear(const HearOptions& options);

void add_hear_command(CLI::App& app, int& status);

}  // namespace threshold::app
