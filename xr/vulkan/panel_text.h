// Text panels as pictures, laid out by Pango: any script, either direction, Debian's fonts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "xr/picture.h"

namespace threshold::xr {

enum class Arrow : std::int8_t { none = 0, left = -1, right = 1 };

struct PanelBitmap {
  int width = 0, height = 0;              // pixels
  float width_m = 0.0f, height_m = 0.0f;  // at the panel's distance
  int boxes = 0;                          // characters that no typeface of this machine has
  std::vector<std::uint8_t> rgba;  // sRGB-encoded, multiplied by alpha in linear light; box opacity below
};

// Angle of an em of this kind of panel, in degrees of sight, and the distance it is made for.
float em_deg(PanelKind kind);
// What a wish for larger or smaller type comes to: an em of captions of 1 to 2.6 degrees, of cards of 1.2
// to 2.4. Labels stay: what is looked at to choose it has its place and size.
float text_scale(PanelKind kind, int text_percent);
inline constexpr float kPanelDistance_m = 2.0f;
inline constexpr int kMostPanelWidth = 1280, kMostPanelHeight = 896;

// One thread at a time. Text that would not fit is made smaller.
PanelBitmap draw_panel_text(const Panel& panel, Arrow arrow);

}  // namespace threshold::xr
