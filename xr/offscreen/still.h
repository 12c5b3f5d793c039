// Still: one image that anything can draw into, and its pixels afterwards. For pictures that are waited for.
#pragma once

#include <memory>

#include "xr/offscreen/offscreen.h"

namespace threshold::xr {

class Still {
 public:
  // `views` layers of Offscreen::kFormat.
  Still(Gpu& gpu, std::uint32_t width, std::uint32_t height, std::uint32_t views);
  ~Still();
  Still(const Still&) = delete;
  Still& operator=(const Still&) = delete;

  Target target() const;
  // What was last drawn; waits for it. Views side by side.
  PictureImage read();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::xr
