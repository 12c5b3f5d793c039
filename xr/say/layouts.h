// Internal: Pango and Cairo, owned, as the pictures of words use them.
#pragma once

#include <memory>
#include <string>

#include <pango/pangocairo.h>

#include "xr/say/text_picture.h"

namespace threshold::xr {

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* one) const { Free(one); }
};
struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_t, cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Freed<cairo_t, cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct Lettering {
  double size_px = 20.0;
  bool bold = false, centred = false;
  int most_width_px = 1 << 20;
};

// A dark picture to draw on.
struct Canvas {
  Canvas(int width, int height);
  void light(double grey) { cairo_set_source_rgb(cairo.get(), grey, grey, grey); }
  void show(PangoLayout* layout, double x, double y);
  TextPicture picture() const;

  Surface surface;
  Context cairo;
};

// Laid out in its own direction, broken where it is too wide, no wider than it needs.
Layout lay_out(cairo_t* cairo, const std::string& text, const Lettering& how);
bool from_the_right(const std::string& text);

struct Extent {
  int width = 0, height = 0;
};
Extent extent_of(PangoLayout* layout);

}  // namespace threshold::xr
