// No subcommand: the best place this machine offers, and one sentence saying which and why.
#include <cstdio>
#include <exception>

#include "app/commands.h"
#include "app/defaults.h"
#include "xr/desktop/window.h"
#include "xr/openxr/headset.h"

namespace threshold::app {

int run_best_place() {
  if (xr::runtime_answers()) {
    std::fprintf(stderr,
                 "threshold: an OpenXR runtime answers: starting in the headset (`threshold preview` uses a "
                 "window).\n");
    try {
      return run_headset_with_defaults();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "threshold: %s; going on without it.\n", error.what());
    }
  }
  if (xr::display_answers()) {
    std::fprintf(stderr, "threshold: no headset answers: starting in a window (F1 shows the keys).\n");
    return run_preview_with_defaults();
  }
  std::fprintf(stderr, "threshold: neither headset nor display here: rendering a 60 s trailer to out/.\n");
  return run_trailer_with_defaults();
}

}  // namespace threshold::app
