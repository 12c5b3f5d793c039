// `threshold calibrate`: finds how loud a headphone is, with a sound level meter or by ear, and keeps it.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace threshold::app {

// dB SPL of digital RMS 1 stored under `headphone`. Throws std::runtime_error when there is none.
double stored_calibration(const std::string& headphone);

void add_calibrate_command(CLI::App& app, int& status);

}  // namespace threshold::app
