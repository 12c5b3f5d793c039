// threshold_hear_tool: the audiologist's subcommands as a small program of their own, for measuring.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/calibrate.h"
#include "app/hear.h"

int main(int argc, char** argv) {
  CLI::App app{"Hearing loss and cochlear implants, heard"};
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  int status = 0;
  threshold::app::add_hear_command(app, status);
  threshold::app::add_calibrate_command(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return status;
}
