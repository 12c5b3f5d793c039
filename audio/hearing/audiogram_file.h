// Audiogram files: what `threshold hear` obeys, as JSON (schema: audio/hearing/audiogram.schema.json).
//
//   {"spl_at_0dbfs_rms": 120, "frequencies": [250, 500, ...], "left": [35, ...], "right": [35, ...]}
//
// With optional parts of the loss, a reference threshold, and keyframes in time.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audio/hearing/detail.h"
#include "audio/hearing/reference.h"

namespace threshold::audio::hearing {

struct EarLoss {
  std::vector<double> loss_db_hl;  // one a frequency
  std::vector<double> passive_db;  // empty, or one a frequency
  double conductive_db = 0.0;
  double smear = 1.0, temporal_smear = 0.0, tinnitus_db_sl = 0.0, tinnitus_hz = 0.0, implant_mix = 0.0,
         silence = 0.0;
};

struct AudiogramKeyframe {
  double t_s = 0.0;
  std::array<EarLoss, 2> ears;  // left, right
};

struct Audiogram {
  std::optional<double> spl_at_rms_1_db;  // "spl_at_0dbfs_rms"
  std::optional<Reference> reference;     // "reference"
  bool outer_hair_cells_only = false;     // "split": "outer-hair-cells": min(0.8 loss, 55) recruits
  std::vector<double> hz;
  std::vector<AudiogramKeyframe> keyframes;  // rising in time, one or more; before and after them held
};

// Throws std::runtime_error: `name`, where in it, what is wrong, what is wanted.
Audiogram parse_audiogram(std::string_view json, const std::string& name);
Audiogram load_audiogram(const std::string& path);

// The ears at a moment: every number a monotone cubic over time, in dB, then over log frequency.
class AudiogramTrack {
 public:
  explicit AudiogramTrack(const Audiogram& audiogram);
  DetailedState at(double t_s) const;
  bool moves() const { return time_.size() > 1; }

 private:
  Audiogram audiogram_;
  std::vector<double> time_;
};

}  // namespace threshold::audio::hearing
