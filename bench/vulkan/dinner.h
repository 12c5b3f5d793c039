// The scene that engines are compared on: the dining room and its six people at the table, eating.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace threshold::bench {

struct Diner {
  std::string name;
  std::filesystem::path file;
  float x = 0.0f, y = 0.0f, z = 0.0f, yaw_rad = 0.0f;
  float offset_s = 0.0f;  // nobody lifts the fork together
};

struct Dinner {
  std::filesystem::path assets, room;
  std::vector<Diner> people;
  std::string clip = "eat";
  float eye_height_m = 1.2f, eye_z = 0.35f, look_down_rad = 0.12f;
};

// How it is seen.
struct Seeing {
  unsigned width = 1280, height = 720, views = 1;
  float fov_down_rad = 0.95f, eye_distance_m = 0.063f;
};

// What draws it. frame() returns when the frame is done.
class Drawer {
 public:
  virtual ~Drawer() = default;
  virtual std::string name() const = 0;
  virtual void frame(float time_s) = 0;
  virtual std::string counts() const { return {}; }
  virtual void write_picture(const std::filesystem::path& file) = 0;
};

}  // namespace threshold::bench
