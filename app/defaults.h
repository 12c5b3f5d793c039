// The commands as other commands start them, with nothing asked for.
#pragma once

namespace threshold::app {

int run_preview_with_defaults();
int run_headset_with_defaults();
int run_trailer_with_defaults();

}  // namespace threshold::app
