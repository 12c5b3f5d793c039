// Ear: one ear of the model. Side chain -> gain law -> minimum-phase filter on the untouched sound ->
// smearing; beside it the implant; bones, tinnitus and silence behind.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "audio/hearing/bands.h"
#include "audio/hearing/detail.h"
#include "audio/hearing/fir.h"
#include "audio/hearing/gammatone.h"
#include "audio/hearing/implant.h"
#include "audio/hearing/level.h"
#include "audio/hearing/minimum_phase.h"
#include "audio/hearing/reference.h"
#include "audio/hearing/smear.h"
#include "audio/hearing/tinnitus.h"

namespace threshold::audio::hearing {

// What an ear glides towards: a published state worked out for the ear's own grids. Plain numbers.
struct EarTarget {
  Curve recruiting_db{}, passive_db{};
  Curve smeared_share{};  // asked of the smearing stage
  Curve wet_share{};      // power that its overlapping bands then give; the dry filter brings the rest
  std::array<float, kSmearBands> smear_width{};
  float sluggish = 0.0f, tinnitus_hz = 6000.0f, tinnitus_db_spl = 0.0f, implant_mix = 0.0f, sound = 1.0f;
  int implant_map = 0;
};

// Works a state out. Any number is taken: out of range is brought into range. Never allocates.
EarTarget target_of(const EarDetail& detail, Reference reference) noexcept;

class Ear {
 public:
  Ear(double sample_rate_hz, double spl_at_rms_1_db, Reference reference, std::uint32_t seed);

  // Audio thread. Taken up at the next hop; `jump` instead of gliding.
  void aim(const EarTarget& target, bool jump) noexcept;
  // `bone` may be null. `out` may be `air`.
  void process(const float* air, const float* bone, float* out, int count) noexcept;
  void reset() noexcept;

 private:
  void start_hop() noexcept;
  void glide() noexcept;
  void choose_filters(const Curve& gain_db, bool whole, bool some, bool all) noexcept;
  void natural(const float* air, float* out, int count) noexcept;

  Reference reference_;
  Gammatone gammatone_;
  LevelReader level_;
  MinimumPhase minimum_phase_;
  Fir dry_, wet_;  // what is not smeared, what is
  Smear smear_;
  Implant implant_;
  Tinnitus tinnitus_;
  Curve gain_db_{};  // what the filters were last made for
  EarTarget now_, target_;
  int hops_to_target_ = 0, at_ = 0;
  bool jump_ = true, any_smeared_ = false, any_dry_ = true, settled_ = false, smeared_before_ = false,
       moving_ = false, hears_ = true, implanted_ = false;
  // Mixing amplitudes at the start and at the end of the hop.
  float natural_from_ = 1.0f, natural_to_ = 1.0f, implant_from_ = 0.0f, implant_to_ = 0.0f;
  float sound_from_ = 1.0f, sound_to_ = 1.0f;
  std::array<float, 2> bone_low_{};
  float bone_step_, bone_gain_;
};

}  // namespace threshold::audio::hearing
