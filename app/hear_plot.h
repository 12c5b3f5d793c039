// HearPlot: one picture of what the ears did: audiogram, input/output growth, spectrogram before and after.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "audio/hearing/audiogram_file.h"
#include "audio/hearing/model.h"

namespace threshold::app {

class HearPlot {
 public:
  HearPlot(const audio::hearing::Audiogram& audiogram, const audio::hearing::Config& config, int rate_hz);
  ~HearPlot();
  HearPlot(HearPlot&&) noexcept;
  HearPlot& operator=(HearPlot&&) noexcept;

  // Left ear, block by block.
  void before(std::span<const float> samples);
  void after(std::span<const float> samples);
  // Throws std::runtime_error when the file cannot be written.
  void save(const std::string& path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::app
