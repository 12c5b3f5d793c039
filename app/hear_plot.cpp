#include "app/hear_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

#include <cairo.h>

#include "audio/hearing/gain_law.h"
#include "audio/hearing/real_fft.h"

namespace threshold::app {
namespace {

namespace hearing = audio::hearing;
constexpr int kWidth = 1280, kHeight = 960;
constexpr double kLowHz = 125.0, kHighHz = 8000.0;

// Levels over time and frequency, 1024-point frames; columns are merged in pairs when they grow too many.
class Spectrogram {
 public:
  static constexpr int kRows = 160;
  static constexpr std::size_t kMostColumns = 1200;

  explicit Spectrogram(int rate_hz) : rate_hz_(rate_hz) {}

  void add(std::span<const float> samples) {
    for (const float x : samples) {
      pending_.push_back(x);
      if (pending_.size() < hearing::RealFft::kSize) continue;
      frame();
      pending_.erase(pending_.begin(), pending_.begin() + hearing::RealFft::kSize / 2);
    }
  }
  const std::vector<std::array<float, kRows>>& columns() const { return columns_; }

 private:
  void frame() {
    std::array<float, hearing::RealFft::kSize> time;
    std::array<float, hearing::RealFft::kBins> re, im;
    for (std::size_t n = 0; n < time.size(); ++n)
      time[n] = pending_[n] * static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi *
                                                                      static_cast<double>(n) / time.size()));
    fft_.forward(time.data(), re.data(), im.data());
    for (int row = 0; row < kRows; ++row) {
      const double hz = 60.0 * std::pow(16000.0 / 60.0, (row + 0.5) / kRows);
      const double width = 60.0 * (std::pow(16000.0 / 60.0, 1.0 / kRows) - 1.0) * hz / 60.0;
      const int low = std::max(1, static_cast<int>((hz - width) * hearing::RealFft::kSize / rate_hz_));
      const int high =
          std::min(511, std::max(low, static_cast<int>((hz + width) * hearing::RealFft::kSize / rate_hz_)));
      float power = 0.0f;
      for (int k = low; k <= high; ++k) power = std::max(power, re[k] * re[k] + im[k] * im[k]);
      column_[row] = std::max(column_[row], power * (8.0f / 3.0f / 1024.0f / 512.0f));
    }
    if (++merged_ < merge_) return;
    columns_.push_back(column_);
    column_ = {};
    merged_ = 0;
    if (columns_.size() < kMostColumns) return;
    for (std::size_t c = 0; c < kMostColumns / 2; ++c)
      for (int row = 0; row < kRows; ++row)
        columns_[c][row] = std::max(columns_[2 * c][row], columns_[2 * c + 1][row]);
    columns_.resize(kMostColumns / 2);
    merge_ *= 2;
  }

  int rate_hz_, merge_ = 1, merged_ = 0;
  hearing::RealFft fft_;
  std::vector<float> pending_;
  std::array<float, kRows> column_{};
  std::vector<std::array<float, kRows>> columns_;
};

struct Area {
  double x, y, w, h;
};

class Canvas {
 public:
  Canvas()
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kWidth, kHeight)),
        c_(cairo_create(surface_)) {
    colour(1, 1, 1);
    cairo_paint(c_);
    cairo_select_font_face(c_, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  }
  ~Canvas() {
    cairo_destroy(c_);
    cairo_surface_destroy(surface_);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  void colour(double r, double g, double b) { cairo_set_source_rgb(c_, r, g, b); }
  void text(double x, double y, const std::string& what, double size = 14, double align = 0.0) {
    cairo_set_font_size(c_, size);
    cairo_text_extents_t extents;
    cairo_text_extents(c_, what.c_str(), &extents);
    cairo_move_to(c_, x - align * extents.width, y);
    cairo_show_text(c_, what.c_str());
  }
  void line(double x0, double y0, double x1, double y1, double width = 1.0) {
    cairo_set_line_width(c_, width);
    cairo_move_to(c_, x0, y0);
    cairo_line_to(c_, x1, y1);
    cairo_stroke(c_);
  }
  void path(const std::vector<std::array<double, 2>>& points, double width, bool dashed = false) {
    const double dashes[] = {6.0, 4.0};
    cairo_set_dash(c_, dashes, dashed ? 2 : 0, 0.0);
    cairo_set_line_width(c_, width);
    for (std::size_t i = 0; i < points.size(); ++i)
      (i == 0 ? cairo_move_to : cairo_line_to)(c_, points[i][0], points[i][1]);
    cairo_stroke(c_);
    cairo_set_dash(c_, nullptr, 0, 0.0);
  }
  void fill(double x, double y, double w, double h) {
    cairo_rectangle(c_, x, y, w, h);
    cairo_fill(c_);
  }
  void save(const std::string& path) const {
    const cairo_status_t status = cairo_surface_write_to_png(surface_, path.c_str());
    if (status != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(path + ": the picture cannot be written (" + cairo_status_to_string(status) +
                               "); check the folder");
  }

 private:
  cairo_surface_t* surface_;
  cairo_t* c_;
};

std::string hz_label(double hz) {
  return hz < 1000 ? std::to_string(static_cast<int>(hz)) : std::to_string(static_cast<int>(hz / 1000)) + "k";
}

void grid(Canvas& canvas, const Area& a, const std::string& title) {
  canvas.colour(0.1, 0.1, 0.1);
  canvas.text(a.x, a.y - 14, title, 17);
}

}  // namespace

struct HearPlot::Impl {
  explicit Impl(int rate) : rate_hz(rate), before(rate), after(rate) {}

  hearing::DetailedState first, last;
  bool moves = false;
  std::string reference;
  double spl_at_rms_1_db = 120.0;
  int rate_hz;
  Spectrogram before, after;

  void audiogram(Canvas& canvas, const Area& a) const;
  void growth(Canvas& canvas, const Area& a) const;
  void spectrogram(Canvas& canvas, const Area& a, const Spectrogram& from, const std::string& title) const;
};

HearPlot::HearPlot(const hearing::Audiogram& audiogram, const hearing::Config& config, int rate_hz)
    : impl_(std::make_unique<Impl>(rate_hz)) {
  const hearing::AudiogramTrack track(audiogram);
  impl_->moves = track.moves();
  impl_->first = track.at(0.0);
  impl_->last = track.at(1e9);
  impl_->reference = std::string(hearing::reference_name(config.reference));
  impl_->spl_at_rms_1_db = config.spl_at_rms_1_db;
}

HearPlot::~HearPlot() = default;
HearPlot::HearPlot(HearPlot&&) noexcept = default;
HearPlot& HearPlot::operator=(HearPlot&&) noexcept = default;

void HearPlot::before(std::span<const float> samples) {
  impl_->before.add(samples);
}
void HearPlot::after(std::span<const float> samples) {
  impl_->after.add(samples);
}

void HearPlot::Impl::audiogram(Canvas& canvas, const Area& a) const {
  grid(canvas, a, "Audiogram (dB HL, reference " + reference + ")");
  const auto x = [&](double hz) { return a.x + a.w * std::log2(hz / kLowHz) / std::log2(kHighHz / kLowHz); };
  const auto y = [&](double db) { return a.y + a.h * (db + 10.0) / 130.0; };
  for (double hz = kLowHz; hz <= kHighHz; hz *= 2) {
    canvas.colour(0.85, 0.85, 0.85);
    canvas.line(x(hz), a.y, x(hz), a.y + a.h);
    canvas.colour(0.2, 0.2, 0.2);
    canvas.text(x(hz), a.y + a.h + 18, hz_label(hz), 13, 0.5);
  }
  for (int db = 0; db <= 120; db += 20) {
    canvas.colour(0.85, 0.85, 0.85);
    canvas.line(a.x, y(db), a.x + a.w, y(db));
    canvas.colour(0.2, 0.2, 0.2);
    canvas.text(a.x - 8, y(db) + 5, std::to_string(db), 13, 1.0);
  }
  const auto draw = [&](const hearing::Curve& loss, double r, double g, double b, bool dashed) {
    std::vector<std::array<double, 2>> points;
    for (int j = 0; j < hearing::kCurvePoints; ++j) {
      const double hz = hearing::curve_hz(j);
      if (hz >= kLowHz && hz <= kHighHz) points.push_back({x(hz), y(loss[j])});
    }
    canvas.colour(r, g, b);
    canvas.path(points, 2.5, dashed);
  };
  if (moves) {
    draw(first.ears[0].loss_db_hl, 0.45, 0.6, 0.95, true);
    draw(first.ears[1].loss_db_hl, 0.95, 0.55, 0.5, true);
  }
  draw(last.ears[1].loss_db_hl, 0.85, 0.15, 0.1, false);  // right is red, left is blue (ASHA 1990)
  draw(last.ears[0].loss_db_hl, 0.1, 0.3, 0.85, false);
}

void HearPlot::Impl::growth(Canvas& canvas, const Area& a) const {
  grid(canvas, a, "Heard level over level, left ear (dB above threshold)");
  const auto x = [&](double db) { return a.x + a.w * db / 110.0; };
  const auto y = [&](double db) { return a.y + a.h * (1.0 - (db + 10.0) / 120.0); };
  for (int db = 0; db <= 100; db += 20) {
    canvas.colour(0.85, 0.85, 0.85);
    canvas.line(x(db), a.y, x(db), a.y + a.h);
    canvas.line(a.x, y(db), a.x + a.w, y(db));
    canvas.colour(0.2, 0.2, 0.2);
    canvas.text(x(db), a.y + a.h + 18, std::to_string(db), 13, 0.5);
    canvas.text(a.x - 8, y(db) + 5, std::to_string(db), 13, 1.0);
  }
  canvas.colour(0.6, 0.6, 0.6);
  canvas.path({{x(0), y(0)}, {x(110), y(110)}}, 1.5, true);
  constexpr std::array<double, 4> kHz{250, 1000, 4000, 8000};
  for (std::size_t i = 0; i < kHz.size(); ++i) {
    int j = 0;
    while (j + 1 < hearing::kCurvePoints && hearing::curve_hz(j) < kHz[i]) ++j;
    const auto& ear = last.ears[0];
    const hearing::LossParts parts =
        hearing::split_loss(ear.loss_db_hl[j], ear.state.conductive_db + ear.passive_db[j]);
    std::vector<std::array<double, 2>> points;
    for (float level = 0.0f; level <= 110.0f; level += 0.5f) {
      const float out = level + hearing::loss_gain_db(level, parts.recruiting_db, parts.passive_db);
      if (out >= -10.0f) points.push_back({x(level), y(out)});
    }
    const double t = static_cast<double>(i) / 3.0;
    canvas.colour(0.1 + 0.8 * t, 0.45 - 0.2 * t, 0.55 - 0.4 * t);
    canvas.path(points, 2.5);
    canvas.text(a.x + 14, a.y + 22 + 20 * static_cast<double>(i), hz_label(kHz[i]) + " Hz");
  }
}

void HearPlot::Impl::spectrogram(Canvas& canvas, const Area& a, const Spectrogram& from,
                                 const std::string& title) const {
  grid(canvas, a, title);
  const auto& columns = from.columns();
  canvas.colour(0, 0, 0);
  canvas.fill(a.x, a.y, a.w, a.h);
  const double w = columns.empty() ? 0.0 : a.w / static_cast<double>(columns.size());
  const double h = a.h / Spectrogram::kRows;
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (int row = 0; row < Spectrogram::kRows; ++row) {
      const double db = 10.0 * std::log10(columns[c][row] + 1e-20) + spl_at_rms_1_db;
      const double t = std::clamp(db / 90.0, 0.0, 1.0);
      if (t <= 0.0) continue;
      canvas.colour(std::pow(t, 0.8), t * t, 0.45 * std::sin(std::numbers::pi * t) + 0.3 * t * t * t);
      canvas.fill(a.x + w * static_cast<double>(c), a.y + a.h - h * (row + 1), w + 0.6, h + 0.6);
    }
  canvas.colour(0.2, 0.2, 0.2);
  for (double hz = kLowHz; hz <= kHighHz; hz *= 2)
    canvas.text(a.x - 8, a.y + a.h * (1.0 - std::log(hz / 60.0) / std::log(16000.0 / 60.0)) + 5, hz_label(hz),
                13, 1.0);
}

void HearPlot::save(const std::string& path) const {
  Canvas canvas;
  impl_->audiogram(canvas, {70, 50, 500, 370});
  impl_->growth(canvas, {720, 50, 500, 370});
  impl_->spectrogram(canvas, {70, 520, 500, 390}, impl_->before, "Before, left ear (0 to 90 dB SPL)");
  impl_->spectrogram(canvas, {720, 520, 500, 390}, impl_->after, "Heard, left ear (0 to 90 dB SPL)");
  canvas.save(path);
}

}  // namespace threshold::app
