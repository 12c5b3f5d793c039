#include "xr/mirror/text_picture.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <pango/pangocairo.h>

namespace threshold::xr {
namespace {

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* one) const { Free(one); }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_t, cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Freed<cairo_t, cairo_destroy>>;
struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

double scale_of(Line::Kind kind) {
  return kind == Line::Kind::title ? 2.6 : kind == Line::Kind::text ? 1.5 : 1.0;
}

Layout lay_out(cairo_t* cairo, const Line& line, int em_px, int most_width_px, bool centred) {
  Layout layout(pango_cairo_create_layout(cairo));
  PangoFontDescription* font = pango_font_description_from_string("Inter, Noto Sans, DejaVu Sans, Sans");
  pango_font_description_set_absolute_size(font, em_px * scale_of(line.kind) * PANGO_SCALE);
  pango_font_description_set_weight(font,
                                    line.kind == Line::Kind::title ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), 1.1f);
  pango_layout_set_alignment(layout.get(), centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout.get(), line.text.data(), static_cast<int>(line.text.size()));
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  pango_layout_set_width(layout.get(), std::min(width + 1, std::max(most_width_px, em_px)) * PANGO_SCALE);
  return layout;
}

}  // namespace

TextPicture draw_lines(const Lines& lines, int em_px, int most_width_px, bool centred) {
  TextPicture picture;
  if (lines.empty() || em_px <= 0) return picture;
  const int pad = em_px * 2 / 3;
  const int room = std::max(em_px, most_width_px - 2 * pad);
  const Surface scratch(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1));
  const Context measuring(cairo_create(scratch.get()));
  std::vector<Layout> layouts;
  std::vector<int> heights;
  int widest = 0, height = 2 * pad;
  for (const Line& line : lines) {
    layouts.push_back(lay_out(measuring.get(), line, em_px, room, centred));
    int w = 0, h = 0;
    pango_layout_get_pixel_size(layouts.back().get(), &w, &h);
    widest = std::max(widest, w);
    heights.push_back(h + static_cast<int>(0.35 * em_px * scale_of(line.kind)));
    height += heights.back();
  }
  picture.width = std::min(widest + 2 * pad, std::max(most_width_px, 1));
  picture.height = height;
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
  const Context cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), kGround / 255.0, kGround / 255.0, kGround / 255.0);
  cairo_paint(cairo.get());
  double y = pad;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double light = lines[i].kind == Line::Kind::small ? 0.84 : 0.96;
    cairo_set_source_rgb(cairo.get(), light, light, light);
    int w = 0;
    pango_layout_get_pixel_size(layouts[i].get(), &w, nullptr);
    cairo_move_to(cairo.get(), centred ? 0.5 * (picture.width - w) : pad, y);
    pango_cairo_show_layout(cairo.get(), layouts[i].get());
    y += heights[i];
  }
  cairo_surface_flush(surface.get());
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  picture.bgra.reserve(static_cast<std::size_t>(picture.width) * picture.height * 4);
  for (int row = 0; row < picture.height; ++row) {
    const unsigned char* from = data + static_cast<std::ptrdiff_t>(row) * stride;
    for (int x = 0; x < picture.width; ++x, from += 4)  // cairo's words are little-endian here: B, G, R
      picture.bgra.insert(picture.bgra.end(), {from[0], from[1], from[2], 255});
  }
  return picture;
}

}  // namespace threshold::xr
