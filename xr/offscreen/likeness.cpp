#include "xr/offscreen/likeness.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <vector>

namespace threshold::xr {
namespace {

constexpr float kEyeBlur_px = 1.0f;
constexpr float kWindow_px = 1.5f;  // sigma of the SSIM window, as published
constexpr int kTile_px = 12;
// No screen in a room is black: without it the cube root would see each step of the darkest greys.
constexpr float kFlare = 0.004f;

// Golden pictures are a quarter of a screen high; found by hand: see likeness_test.
constexpr double kMeanStructure = 0.97, kTileStructure = 0.80, kTileColour = 0.035;

struct Plane {
  int width = 0, height = 0;
  std::vector<float> at;
  Plane(int w, int h) : width(w), height(h), at(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}
};

float linear_of(std::uint8_t v) {  // IEC 61966-2-1
  const float s = static_cast<float>(v) / 255.0f;
  return s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
}

std::array<float, 3> oklab_of_light(float r, float g, float b) {
  const float l = std::cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
  const float m = std::cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
  const float s = std::cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
  return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
          1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
          0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

// Separable; the picture's edge goes on for ever.
Plane blurred(const Plane& from, float sigma) {
  const int reach = static_cast<int>(std::ceil(3.0f * sigma));
  std::vector<float> kernel;
  float sum = 0.0f;
  for (int k = -reach; k <= reach; ++k) {
    const float d = static_cast<float>(k) / sigma;
    kernel.push_back(std::exp(-0.5f * d * d));
    sum += kernel.back();
  }
  for (float& k : kernel) k /= sum;
  const auto pass = [&](const Plane& in, int step_x, int step_y) {
    Plane out(in.width, in.height);
    for (int y = 0; y < in.height; ++y) {
      for (int x = 0; x < in.width; ++x) {
        float total = 0.0f;
        for (int k = -reach; k <= reach; ++k) {
          const int u = std::clamp(x + k * step_x, 0, in.width - 1);
          const int v = std::clamp(y + k * step_y, 0, in.height - 1);
          total +=
              kernel[static_cast<std::size_t>(k + reach)] * in.at[static_cast<std::size_t>(v * in.width + u)];
        }
        out.at[static_cast<std::size_t>(y * in.width + x)] = total;
      }
    }
    return out;
  };
  return pass(pass(from, 1, 0), 0, 1);
}

std::array<Plane, 3> seen(const PictureImage& image) {
  std::array<Plane, 3> lab = {Plane(image.width, image.height), Plane(image.width, image.height),
                              Plane(image.width, image.height)};
  for (std::size_t i = 0; i < lab[0].at.size(); ++i) {
    const auto light = [&](std::size_t c) { return linear_of(image.rgba[4 * i + c]) + kFlare; };
    const std::array<float, 3> colour = oklab_of_light(light(0), light(1), light(2));
    for (std::size_t c = 0; c < 3; ++c) lab[c].at[i] = colour[c];
  }
  for (Plane& plane : lab) plane = blurred(plane, kEyeBlur_px);
  return lab;
}

Plane product(const Plane& a, const Plane& b) {
  Plane out(a.width, a.height);
  for (std::size_t i = 0; i < a.at.size(); ++i) out.at[i] = a.at[i] * b.at[i];
  return out;
}

Plane similarity(const Plane& a, const Plane& b) {
  const Plane mean_a = blurred(a, kWindow_px), mean_b = blurred(b, kWindow_px);
  const Plane aa = blurred(product(a, a), kWindow_px), bb = blurred(product(b, b), kWindow_px);
  const Plane ab = blurred(product(a, b), kWindow_px);
  Plane out(a.width, a.height);
  for (std::size_t i = 0; i < out.at.size(); ++i) {
    const double ma = mean_a.at[i], mb = mean_b.at[i];
    out.at[i] = static_cast<float>(
        structural_similarity(ma, mb, aa.at[i] - ma * ma, bb.at[i] - mb * mb, ab.at[i] - ma * mb));
  }
  return out;
}

double mean_of(const Plane& plane, int x0, int y0, int x1, int y1) {
  double sum = 0.0;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) sum += plane.at[static_cast<std::size_t>(y * plane.width + x)];
  }
  return sum / (static_cast<double>(x1 - x0) * (y1 - y0));
}

}  // namespace

std::array<float, 3> oklab_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return oklab_of_light(linear_of(red), linear_of(green), linear_of(blue));
}

double structural_similarity(double mean_a, double mean_b, double variance_a, double variance_b,
                             double covariance) {
  constexpr double kMeans = 0.01 * 0.01, kVariances = 0.03 * 0.03;
  return (2.0 * mean_a * mean_b + kMeans) * (2.0 * covariance + kVariances) /
         ((mean_a * mean_a + mean_b * mean_b + kMeans) * (variance_a + variance_b + kVariances));
}

bool Likeness::alike() const {
  return structure >= kMeanStructure && least_structure >= kTileStructure && colour <= kTileColour;
}

std::string Likeness::say() const {
  char text[200];
  std::snprintf(
      text, sizeof text,
      "structure %.3f (at least %.2f), at its worst %.3f (%.2f), colour off by %.3f (%.3f), near pixel "
      "%d, %d",
      structure, kMeanStructure, least_structure, kTileStructure, colour, kTileColour, x, y);
  return text;
}

Likeness likeness(const PictureImage& a, const PictureImage& b) {
  if (a.width != b.width || a.height != b.height || a.width <= 0 || a.height <= 0) {
    throw std::runtime_error("two pictures of " + std::to_string(a.width) + " x " + std::to_string(a.height) +
                             " and " + std::to_string(b.width) + " x " + std::to_string(b.height) +
                             " cannot be compared: make them the same size");
  }
  const std::array<Plane, 3> of_a = seen(a), of_b = seen(b);
  const Plane structure = similarity(of_a[0], of_b[0]);
  Plane colour(a.width, a.height);
  for (std::size_t i = 0; i < colour.at.size(); ++i) {
    float sum = 0.0f;
    for (std::size_t c = 0; c < 3; ++c) {
      const float d = of_a[c].at[i] - of_b[c].at[i];
      sum += d * d;
    }
    colour.at[i] = std::sqrt(sum);
  }
  Likeness found;
  found.structure = mean_of(structure, 0, 0, a.width, a.height);
  double least = 1e9;
  for (int y = 0; y < a.height; y += kTile_px / 2) {  // half over each other: no seam to hide in
    for (int x = 0; x < a.width; x += kTile_px / 2) {
      const int x1 = std::min(x + kTile_px, a.width), y1 = std::min(y + kTile_px, a.height);
      const double s = mean_of(structure, x, y, x1, y1), d = mean_of(colour, x, y, x1, y1);
      found.least_structure = std::min(found.least_structure, s);
      found.colour = std::max(found.colour, d);
      const double good = std::min((s - kTileStructure) / (1.0 - kTileStructure), 1.0 - d / kTileColour);
      if (good < least) {
        least = good;
        found.x = x;
        found.y = y;
      }
    }
  }
  return found;
}

}  // namespace threshold::xr
