// RealFft: 1024 real samples to 513 complex bins and back, single precision, same bits on every machine.
// A complex transform of 512 (Stockham, radix 4, self-sorting: Stockham 1966; Van Loan 1992, ch. 1.7) on
// even and odd samples, then the usual split.
#pragma once

#include <array>

namespace threshold::audio::hearing {

class RealFft {
 public:
  static constexpr int kSize = 1024, kBins = kSize / 2 + 1;

  RealFft();
  // X[k] = sum_n x[n] e^(-2 pi i k n / 1024). `re`, `im`: 513 values each. Nothing may overlap.
  void forward(const float* samples, float* re, float* im) noexcept;
  // x[n] = 1/1024 sum_k X[k] e^(+2 pi i k n / 1024), X taken as conjugate-symmetric.
  void inverse(const float* re, const float* im, float* samples) noexcept;

 private:
  static constexpr int kHalf = kSize / 2;
  using Buffer = std::array<float, kHalf>;
  // In work_[0], answers in work_[1]; re and im exchanged make it the inverse.
  void transform(bool inverted) noexcept;

  alignas(64) std::array<Buffer, 2> re_{}, im_{};
  alignas(64) std::array<float, kHalf> twiddle_re_{}, twiddle_im_{};    // e^(-2 pi i k / 512)
  alignas(64) std::array<float, kHalf / 4> first_re_[3], first_im_[3];  // its first pass, in order of reading
  std::array<float, kHalf + 1> split_re_{}, split_im_{};                // e^(-2 pi i k / 1024)
};

}  // namespace threshold::audio::hearing
