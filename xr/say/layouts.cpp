#include "xr/say/layouts.h"

#include <algorithm>

#include "xr/vulkan/panel_script.h"

namespace threshold::xr {

Canvas::Canvas(int width, int height)
    : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, std::max(width, 1), std::max(height, 1))),
      cairo(cairo_create(surface.get())) {
  light(kGround / 255.0);
  cairo_paint(cairo.get());
}

void Canvas::show(PangoLayout* layout, double x, double y) {
  cairo_move_to(cairo.get(), x, y);
  pango_cairo_show_layout(cairo.get(), layout);
}

TextPicture Canvas::picture() const {
  cairo_surface_flush(surface.get());
  TextPicture made;
  made.width = cairo_image_surface_get_width(surface.get());
  made.height = cairo_image_surface_get_height(surface.get());
  made.bgra.resize(static_cast<std::size_t>(made.width) * static_cast<std::size_t>(made.height) * 4);
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  std::uint8_t* to = made.bgra.data();
  for (int row = 0; row < made.height; ++row) {
    const unsigned char* from = data + static_cast<std::ptrdiff_t>(row) * stride;
    for (int x = 0; x < made.width; ++x, from += 4, to += 4)  // cairo's words are little-endian here: B, G, R
      to[0] = from[0], to[1] = from[1], to[2] = from[2], to[3] = 255;
  }
  return made;
}

bool from_the_right(const std::string& text) {
  return writing_of(text).right_to_left;
}

Extent extent_of(PangoLayout* layout) {
  Extent extent;
  pango_layout_get_pixel_size(layout, &extent.width, &extent.height);
  return extent;
}

namespace {

// The narrowest that needs no more lines: none of them is a lone word under a long one.
void balance(PangoLayout* layout, int width) {
  const int lines = pango_layout_get_line_count(layout);
  if (lines < 2) return;
  int narrow = width / 3, wide = width;
  while (wide - narrow > 2) {
    const int middle = (narrow + wide) / 2;
    pango_layout_set_width(layout, middle * PANGO_SCALE);
    (pango_layout_get_line_count(layout) > lines || extent_of(layout).width > middle ? narrow : wide) =
        middle;
  }
  pango_layout_set_width(layout, wide * PANGO_SCALE);
}

}  // namespace

Layout lay_out(cairo_t* cairo, const std::string& text, const Lettering& how) {
  Layout layout(pango_cairo_create_layout(cairo));
  const Writing writing = writing_of(text);
  PangoContext* context = pango_layout_get_context(layout.get());  // this layout's own
  pango_context_set_base_dir(context, writing.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  if (*writing.language != '\0')
    pango_context_set_language(context, pango_language_from_string(writing.language));
  pango_layout_set_auto_dir(layout.get(), FALSE);
  PangoFontDescription* font = pango_font_description_from_string(writing.typefaces);
  pango_font_description_set_absolute_size(font, how.size_px * PANGO_SCALE);
  pango_font_description_set_weight(font, how.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), 1.1f);
  pango_layout_set_alignment(layout.get(), how.centred             ? PANGO_ALIGN_CENTER
                                           : writing.right_to_left ? PANGO_ALIGN_RIGHT
                                                                   : PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  const int width = std::min(extent_of(layout.get()).width + 1, std::max(how.most_width_px, 1));
  pango_layout_set_width(layout.get(), width * PANGO_SCALE);
  if (how.centred) balance(layout.get(), width);
  // Broken lines are centred in the width asked for, and seen in what they need of it: the two are to be one.
  pango_layout_set_width(layout.get(), (extent_of(layout.get()).width + 1) * PANGO_SCALE);
  return layout;
}

}  // namespace threshold::xr
