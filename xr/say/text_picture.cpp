#include "xr/say/text_picture.h"

#include <algorithm>

#include "xr/say/layouts.h"

namespace threshold::xr {
namespace {

double scale_of(Line::Kind kind) {
  switch (kind) {
    case Line::Kind::title:
      return 2.4;
    case Line::Kind::text:
      return 1.5;
    default:
      return 1.0;
  }
}

}  // namespace

TextPicture draw_lines(const Lines& lines, int em_px, int most_width_px, bool centred) {
  if (lines.empty() || em_px <= 0) return {};
  const int pad = em_px * 2 / 3;
  const int room = std::max(em_px, most_width_px - 2 * pad);
  const Canvas measuring(1, 1);
  std::vector<Layout> layouts;
  std::vector<int> heights;
  int widest = 0, height = 2 * pad;
  for (const Line& line : lines) {
    const double scale = scale_of(line.kind);
    layouts.push_back(lay_out(measuring.cairo.get(), line.text,
                              {em_px * scale, line.kind == Line::Kind::title, centred, room}));
    const Extent extent = extent_of(layouts.back().get());
    widest = std::max(widest, line.kind == Line::Kind::alarm ? em_px * 8 : extent.width);
    const bool last = layouts.size() == lines.size();
    heights.push_back(line.kind == Line::Kind::alarm
                          ? em_px
                          : extent.height + (last ? 0 : static_cast<int>(0.35 * em_px * scale)));
    height += heights.back();
  }
  Canvas canvas(std::min(widest + 2 * pad, std::max(most_width_px, 1)), height);
  const int width = cairo_image_surface_get_width(canvas.surface.get());
  double y = pad;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int w =
        lines[i].kind == Line::Kind::alarm ? std::min(em_px * 8, room) : extent_of(layouts[i].get()).width;
    const double x = centred ? 0.5 * (width - w) : from_the_right(lines[i].text) ? width - pad - w : pad;
    if (lines[i].kind == Line::Kind::alarm) {
      cairo_set_source_rgb(canvas.cairo.get(), 1.0, 0.72, 0.2);
      cairo_rectangle(canvas.cairo.get(), x, y, w, em_px * 0.3);
      cairo_fill(canvas.cairo.get());
    } else {
      canvas.light(lines[i].kind == Line::Kind::small ? 0.84 : 0.96);
      canvas.show(layouts[i].get(), x, y);
    }
    y += heights[i];
  }
  return canvas.picture();
}

}  // namespace threshold::xr
