// Lines of text as a picture for a window: light on a dark ground, no alpha. Pango, so any script, either
// direction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace threshold::xr {

struct Line {
  // `alarm`: no words but a bar that is seen across a room: somebody has to do something.
  enum class Kind : std::uint8_t { title, text, small, alarm } kind = Kind::text;
  std::string text;
  friend bool operator==(const Line&, const Line&) = default;
};
using Lines = std::vector<Line>;

struct TextPicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> bgra;  // rows from the top, encoded as displays show it; alpha 255
};

// `em_px`: height of the small lines' type. Lines break at `most_width_px`. One thread at a time.
TextPicture draw_lines(const Lines& lines, int em_px, int most_width_px, bool centred);

// The ground, which the mirror is cleared to as well (sRGB, of 255).
inline constexpr std::uint8_t kGround = 14;

}  // namespace threshold::xr
