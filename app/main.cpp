// threshold: the program. One file a subcommand; each adds itself to the command line and sets the status.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <CLI/CLI.hpp>

#include "app/calibrate.h"
#include "app/commands.h"
#include "app/hear.h"
#include "xr/openxr/headset.h"

namespace {

int run(int argc, char** argv) {
  using namespace threshold::app;
  std::signal(SIGPIPE, SIG_IGN);           // a closed pipe is an error to report, not a reason to vanish
  ::setenv("XR_LOADER_DEBUG", "none", 0);  // the loader's own complaints; ours say what to do
  CLI::App app{
      "Threshold: lose your hearing on a stage, find a language in a house.\n"
      "Without a subcommand it starts in a headset if a runtime answers, else in a window if there is a\n"
      "display, else it renders a 60 s trailer to out/."};
  app.set_version_flag("--version", THRESHOLD_VERSION);
  app.require_subcommand(0, 1);
  app.failure_message(CLI::FailureMessage::simple);

  int status = 0;
  add_preview_command(app, status);
  add_headset_command(app, status);
  add_render_command(app, status);
  add_check_command(app, status);
  add_doctor_command(app, status);
  add_hear_command(app, status);
  add_calibrate_command(app, status);
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) status = run_best_place();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "threshold: %s\n", error.what());
    return 2;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  const int status = run(argc, argv);
  if (!threshold::xr::call_left_behind()) return status;
  std::fflush(nullptr);
  std::_Exit(status);
}
