// threshold render --model: any glTF files from any camera, and what a frame of them costs.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace threshold::app {

struct ModelChoices {
  std::vector<std::string> models;  // FILE[@x,y,z[,yaw_deg]]
  std::vector<double> eye, look_at;
  double fov_deg = 45.0, time_s = 0.0, exposure_ev = 0.0;
  std::string clip, size = "1280x720", picture;
  int frames = 0;
  bool stereo = false, still = false, validation = false;
};

void add_model_options(CLI::App& command, ModelChoices& choices);
int render_models(const ModelChoices& choices);  // throws std::runtime_error

}  // namespace threshold::app
