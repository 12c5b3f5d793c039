// Likeness: how far two pictures look the same to a person, for golden pictures. Both are blurred a little,
// as an eye at arm's length blurs pixels, and compared in OKLab: dither and the last bit of a driver vanish,
// a highlight that moved does not.
#pragma once

#include <array>
#include <string>

#include "xr/offscreen/offscreen.h"

namespace threshold::xr {

struct Likeness {
  double structure = 1.0;        // mean SSIM of lightness
  double least_structure = 1.0;  // of the worst tile
  double colour = 0.0;           // OKLab distance, mean of the worst tile
  int x = 0, y = 0;              // upper left pixel of the tile that is least alike
  bool alike() const;
  std::string say() const;  // the figures in one phrase
};

// Throws std::runtime_error when the sizes differ.
Likeness likeness(const PictureImage& a, const PictureImage& b);

// B. Ottosson, "A perceptual color space for image processing" (2020), of 8 bit sRGB: L, a, b.
std::array<float, 3> oklab_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

// Z. Wang et al., "Image quality assessment: from error visibility to structural similarity", IEEE Trans.
// Image Processing 13(4), 2004, eq. 13: of two windows' means, variances and covariance; signals in 0..1.
double structural_similarity(double mean_a, double mean_b, double variance_a, double variance_b,
                             double covariance);

}  // namespace threshold::xr
