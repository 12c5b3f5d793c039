#include "xr/vulkan/panel_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <string_view>

#include <pango/pangocairo.h>

#include "xr/vulkan/panel_script.h"

namespace threshold::xr {
namespace {

constexpr double kEmPixels = 44.0;
// The box is to look 75 % black. Displays blend in linear light here, where the same darkness over white,
// sRGB 64 of 255, takes 0.95; a little less keeps white text above 7:1 even there.
constexpr double kBoxOpacity = 0.93;

struct Style {
  double scale;    // of the em
  double wrap_em;  // lines break here at the latest
  PangoAlignment align;
  double pad_em;
};

Style style_of(PanelKind kind) {
  switch (kind) {
    case PanelKind::caption:
      return {1.0, 21.0, PANGO_ALIGN_CENTER, 0.45};  // 34 characters of Inter: 18 em
    case PanelKind::card:
      return {1.0, 25.0, PANGO_ALIGN_CENTER, 1.1};
    case PanelKind::notice:
      return {0.9, 26.0, PANGO_ALIGN_CENTER, 0.4};
    default:
      return {0.9, 18.0, PANGO_ALIGN_CENTER, 0.3};
  }
}

struct Colour {
  double r, g, b;
};

// Light enough for 7:1 on the box; told apart by name as well as by colour.
Colour speaker_colour(std::string_view speaker) {
  constexpr std::array<Colour, 8> kColours = {{{1.00, 0.80, 0.42},
                                               {0.60, 0.87, 1.00},
                                               {1.00, 0.70, 0.62},
                                               {0.70, 0.93, 0.64},
                                               {0.88, 0.78, 1.00},
                                               {0.98, 0.92, 0.55},
                                               {0.56, 0.93, 0.86},
                                               {1.00, 0.75, 0.86}}};
  std::uint32_t hash = 2166136261u;
  for (const char c : speaker) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return kColours[(hash >> 7) % kColours.size()];
}

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

template <class T>
Owned<T> gobject(T* object) {
  return Owned<T>(object, [](T* o) { g_object_unref(o); });
}

Owned<PangoLayout> make_layout(cairo_t* cairo, const std::string& text, const Style& style, double em,
                               bool bold) {
  Owned<PangoLayout> layout = gobject(pango_cairo_create_layout(cairo));
  const Writing writing = writing_of(text);
  PangoContext* context = pango_layout_get_context(layout.get());  // this layout's own
  pango_context_set_base_dir(context, writing.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  if (*writing.language != '\0')
    pango_context_set_language(context, pango_language_from_string(writing.language));
  pango_layout_set_auto_dir(layout.get(), FALSE);
  PangoFontDescription* font = pango_font_description_from_string(writing.typefaces);
  pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_alignment(layout.get(), style.align);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  // Japanese type fills its em, with no room above and below.
  pango_layout_set_line_spacing(layout.get(), std::string_view(writing.language) == "ja" ? 1.25f : 1.05f);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  pango_layout_set_width(layout.get(),
                         static_cast<int>(std::min<double>(width + 1, style.wrap_em * em)) * PANGO_SCALE);
  return layout;
}

struct Size {
  int width = 0, height = 0;
};

Size size_of(PangoLayout* layout) {
  Size size;
  pango_layout_get_pixel_size(layout, &size.width, &size.height);
  return size;
}

void draw_arrow(cairo_t* cairo, double x, double y, double em, Arrow arrow) {
  const double way = arrow == Arrow::left ? -1.0 : 1.0;
  cairo_move_to(cairo, x + way * 0.42 * em, y);
  cairo_line_to(cairo, x - way * 0.30 * em, y - 0.42 * em);
  cairo_line_to(cairo, x - way * 0.30 * em, y + 0.42 * em);
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void round_box(cairo_t* cairo, double width, double height, double radius) {
  constexpr double kQuarter = 1.5707963267948966;
  cairo_new_path(cairo);
  cairo_arc(cairo, width - radius, radius, radius, -kQuarter, 0.0);
  cairo_arc(cairo, width - radius, height - radius, radius, 0.0, kQuarter);
  cairo_arc(cairo, radius, height - radius, radius, kQuarter, 2.0 * kQuarter);
  cairo_arc(cairo, radius, radius, radius, 2.0 * kQuarter, 3.0 * kQuarter);
  cairo_close_path(cairo);
}

float to_linear(float c) {
  return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
}
float to_srgb(float c) {
  return c <= 0.0031308f ? 12.92f * c : 1.055f * std::pow(c, 1.0f / 2.4f) - 0.055f;
}

// Cairo multiplies encoded colour by alpha; the GPU blends linear light.
std::vector<std::uint8_t> linear_premultiplied(cairo_surface_t* surface, int width, int height) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  std::vector<std::uint8_t> out(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  std::size_t at = 0;
  std::array<std::uint8_t, 4> last_in{}, last_out{};
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < width; ++x, at += 4) {
      const std::array<std::uint8_t, 4> in = {row[4 * x + 2], row[4 * x + 1], row[4 * x], row[4 * x + 3]};
      if (in != last_in) {
        last_in = in;
        const float alpha = static_cast<float>(in[3]) / 255.0f;
        for (std::size_t c = 0; c < 3; ++c) {
          const float straight =
              alpha > 0.0f ? std::min(1.0f, static_cast<float>(in[c]) / 255.0f / alpha) : 0.0f;
          last_out[c] = static_cast<std::uint8_t>(std::lround(to_srgb(to_linear(straight) * alpha) * 255.0f));
        }
        last_out[3] = in[3];
      }
      std::copy(last_out.begin(), last_out.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  return out;
}

// No wider than this in larger type: more lines rather than words at the edge of the view.
constexpr double kMostWrap_em = 25.0;  // of the usual size

PanelBitmap draw_at(const Panel& panel, Arrow arrow, double em, double shrink) {
  Style style = style_of(panel.kind);
  const double larger = static_cast<double>(text_scale(panel.kind, panel.text_percent));
  style.wrap_em = std::min(style.wrap_em, kMostWrap_em / larger);
  const Owned<cairo_surface_t> ruler(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 8, 8),
                                     cairo_surface_destroy);
  const Owned<cairo_t> ruler_cairo(cairo_create(ruler.get()), cairo_destroy);
  const double text_em = em * style.scale;
  const bool named = !panel.speaker.empty();
  const Owned<PangoLayout> text = make_layout(ruler_cairo.get(), panel.text, style, text_em, false);
  const Owned<PangoLayout> name = make_layout(ruler_cairo.get(), panel.speaker, style, text_em * 0.85, true);
  const Size text_size = size_of(text.get());
  const Size name_size = named ? size_of(name.get()) : Size{};
  const double pad = style.pad_em * em;
  const double side = arrow == Arrow::none ? 0.0 : 1.2 * em;
  const double inner = std::max(text_size.width, name_size.width);
  PanelBitmap out;
  out.width = static_cast<int>(std::ceil(inner + 2.0 * (pad + side)));
  out.height = static_cast<int>(std::ceil(text_size.height + name_size.height + 1.6 * pad));
  const double metres = 2.0 * kPanelDistance_m *
                        std::tan(0.5 * em_deg(panel.kind) * 3.14159265358979 / 180.0) / kEmPixels / shrink;
  out.width_m = static_cast<float>(out.width * metres * shrink);
  out.height_m = static_cast<float>(out.height * metres * shrink);
  out.boxes = pango_layout_get_unknown_glyphs_count(text.get()) +
              (named ? pango_layout_get_unknown_glyphs_count(name.get()) : 0);
  if (out.width > kMostPanelWidth || out.height > kMostPanelHeight) return out;

  const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, out.width, out.height),
                                       cairo_surface_destroy);
  const Owned<cairo_t> cairo(cairo_create(surface.get()), cairo_destroy);
  round_box(cairo.get(), out.width, out.height, 0.3 * em);
  cairo_set_source_rgba(cairo.get(), 0.0, 0.0, 0.0, kBoxOpacity);
  cairo_fill(cairo.get());
  const Colour colour = speaker_colour(panel.speaker);
  double y = 0.8 * pad;
  if (named) {
    cairo_set_source_rgb(cairo.get(), colour.r, colour.g, colour.b);
    cairo_move_to(cairo.get(), 0.5 * (out.width - name_size.width), y);
    pango_cairo_update_layout(cairo.get(), name.get());
    pango_cairo_show_layout(cairo.get(), name.get());
    y += name_size.height;
  }
  cairo_set_source_rgb(cairo.get(), 1.0, 1.0, 1.0);
  cairo_move_to(cairo.get(), 0.5 * (out.width - text_size.width), y);
  pango_cairo_update_layout(cairo.get(), text.get());
  pango_cairo_show_layout(cairo.get(), text.get());
  if (arrow != Arrow::none) {
    cairo_set_source_rgb(cairo.get(), colour.r, colour.g, colour.b);
    const double x = arrow == Arrow::left ? pad + 0.3 * em : out.width - pad - 0.3 * em;
    draw_arrow(cairo.get(), x, 0.5 * out.height, em, arrow);
  }
  out.rgba = linear_premultiplied(surface.get(), out.width, out.height);
  return out;
}

}  // namespace

float em_deg(PanelKind kind) {
  switch (kind) {
    case PanelKind::card:
      return 1.5f;
    case PanelKind::notice:
      return 1.2f;
    default:
      return 1.3f;
  }
}

float text_scale(PanelKind kind, int text_percent) {
  const float asked = static_cast<float>(text_percent) / 100.0f;
  switch (kind) {
    case PanelKind::label:
      return 1.0f;
    case PanelKind::card:
      return std::clamp(asked, 0.8f, 1.6f);
    default:
      return std::clamp(asked, 1.0f / 1.3f, 2.0f);
  }
}

PanelBitmap draw_panel_text(const Panel& panel, Arrow arrow) {
  const double larger = static_cast<double>(text_scale(panel.kind, panel.text_percent));
  double shrink = 1.0;
  for (int attempt = 0; attempt < 8; ++attempt) {
    PanelBitmap bitmap = draw_at(panel, arrow, larger * kEmPixels * shrink, shrink);
    if (!bitmap.rgba.empty()) return bitmap;
    shrink *= 0.82;
  }
  Panel shorter = panel;  // a text no panel can hold: its beginning
  const gchar* cut = g_utf8_find_prev_char(panel.text.c_str(), panel.text.c_str() + panel.text.size() / 2);
  shorter.text =
      cut != nullptr ? panel.text.substr(0, static_cast<std::size_t>(cut - panel.text.c_str())) : "…";
  return draw_panel_text(shorter, arrow);
}

}  // namespace threshold::xr
