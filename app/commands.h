// The subcommands. Each adds itself to the command line; when chosen it runs and sets `status`
// (0 done, 2 something is missing or broken, said in one sentence on standard error).
#pragma once

namespace CLI {
class App;
}

namespace threshold::app {

void add_preview_command(CLI::App& app, int& status);
void add_headset_command(CLI::App& app, int& status);
void add_render_command(CLI::App& app, int& status);
void add_check_command(CLI::App& app, int& status);
void add_doctor_command(CLI::App& app, int& status);

// No subcommand: headset, else window, else trailer.
int run_best_place();

}  // namespace threshold::app
