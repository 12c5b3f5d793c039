#include "audio/hearing/ear.h"

#include <algorithm>
#include <cmath>

#include "audio/hearing/fast_log.h"
#include "audio/hearing/gain_law.h"

namespace threshold::audio::hearing {
namespace {

constexpr float kBoneLowPassHz = 250.0f;   // what a blow sends through the bones is low
constexpr float kBoneGainDb = -24.0f;      // and soft beside the air's share
constexpr float kStillDb = 0.004f;         // gains that move less do not call for new filters; more may those
constexpr float kFarBelowDb = 60.0f;       // of sounds so far down that nobody hears them:
constexpr float kFarBelowShare = 0.0025f;  // a hundredth of a dB more for each 4 dB below that
constexpr float kMostSample = 64.0f;       // 36 dB over full scale; anything above is a fault upstream

float in_range(float value, float low, float high) noexcept {
  return std::isfinite(value) ? std::clamp(value, low, high) : low;
}

// Where the audiogram falls off most steeply above 1 kHz; its worst place when it is flat. Tinnitus pitch
// follows the edge and the worst loss: Roberts et al. 2008.
float edge_hz(const Curve& loss) noexcept {
  int edge = -1, worst = -1;
  for (int j = 0; j + 6 < kCurvePoints; ++j) {
    const double hz = curve_hz(j + 3);
    if (hz < 1000.0 || hz > 8000.0) continue;
    if (edge < 0 || loss[j + 6] - loss[j] > loss[edge + 6] - loss[edge]) edge = j;
    if (hz >= 3000.0 && (worst < 0 || loss[j + 3] > loss[worst + 3])) worst = j;
  }
  const bool steep = loss[edge + 6] - loss[edge] > 6.0f;
  return static_cast<float>(steep                     ? curve_hz(edge + 6)
                            : loss[worst + 3] > 10.0f ? curve_hz(worst + 3)
                                                      : 6000.0);
}

// What the smearing stage gives at each point when its bands are asked for these shares: bands overlap, so
// where the share rises steeply over frequency each point also gets some of its neighbours'.
void overlap(const Curve& share, Curve& wet) noexcept {
  wet = share;
  if (std::all_of(share.begin(), share.end(), [&](float s) { return s == share[0]; })) return;
  constexpr int kReach = 14;
  const float step =
      static_cast<float>((erb_number(kHighestBandHz) - erb_number(kLowestBandHz)) / (kCurvePoints - 1));
  for (int j = 0; j < kCurvePoints; ++j) {
    const double hz = curve_hz(j);
    const float scale = step * static_cast<float>(erb_hz(hz) / smear_band_decay_hz(hz));
    float sum = 0.0f, weights = 0.0f;
    for (int i = std::max(0, j - kReach); i <= std::min(kCurvePoints - 1, j + kReach); ++i) {
      const float d = static_cast<float>(i - j) * scale, near = 1.0f / (1.0f + d * d),
                  weight = near * near * near;
      sum += weight * share[i];
      weights += weight;
    }
    wet[j] = sum / weights;
  }
}

}  // namespace

EarTarget target_of(const EarDetail& detail, Reference reference) noexcept {
  const EarState& state = detail.state;
  EarTarget t;
  const float conductive = in_range(state.conductive_db, 0.0f, 60.0f);
  Curve loss;
  for (int j = 0; j < kCurvePoints; ++j) {
    loss[j] = in_range(detail.loss_db_hl[j], 0.0f, 120.0f);
    const LossParts parts = split_loss(loss[j], conductive + in_range(detail.passive_db[j], 0.0f, 120.0f));
    t.recruiting_db[j] = parts.recruiting_db;
    t.passive_db[j] = parts.passive_db;
  }
  const float smear = in_range(state.smear, 0.0f, 1.0f);
  const float given = in_range(detail.broadening, 0.0f, 3.8f);
  t.sluggish = in_range(state.temporal_smear, 0.0f, 1.0f);
  const auto broadening = [&](float loss_db) {
    if (given >= 1.0f) return given;
    return 1.0f + (broadening_at(loss_db - conductive) - 1.0f) * smear;
  };
  const float least = std::min(1.0f, 4.0f * t.sluggish);  // a sluggish ear is so at every frequency
  for (int j = 0; j < kCurvePoints; ++j)
    t.smeared_share[j] = std::max(least, smeared_share(broadening(loss[j])));
  overlap(t.smeared_share, t.wet_share);
  for (int b = 0; b < kSmearBands; ++b) {
    const double at = static_cast<double>(b) * (kCurvePoints - 1) / (kSmearBands - 1);
    const int j = std::min(static_cast<int>(at), kCurvePoints - 2);
    const float part = static_cast<float>(at - j);
    const float wide = broadening(loss[j] + part * (loss[j + 1] - loss[j]));
    t.smear_width[b] = std::sqrt(wide * wide - 1.0f);
    // Jitter of the nerve, 0.1 to 0.6 ms below 1.6 kHz, changing some 20 times a second: it widens too.
    const double hz = smear_band_hz(b);
    if (hz < 1600.0 && t.sluggish > 0.0f) {
      const double jitter = 6.2831853 * hz * (0.0001 + 0.0005 * t.sluggish) * 20.0 / erb_hz(hz) / 0.4;
      t.smear_width[b] = std::hypot(t.smear_width[b], static_cast<float>(jitter));
    }
  }
  t.tinnitus_hz = in_range(state.tinnitus_hz, 0.0f, 16000.0f);
  if (t.tinnitus_hz < 20.0f) t.tinnitus_hz = edge_hz(loss);
  const float sensation = in_range(state.tinnitus_db_sl, 0.0f, 60.0f);
  if (sensation > 0.0f) {
    const double low = erb_number(curve_hz(0)), step = erb_number(curve_hz(1)) - low;
    const int j =
        std::clamp(static_cast<int>((erb_number(t.tinnitus_hz) - low) / step + 0.5), 0, kCurvePoints - 1);
    const float threshold = loss[j] + static_cast<float>(normal_threshold_db_spl(reference, t.tinnitus_hz));
    t.tinnitus_db_spl = std::clamp(threshold + sensation, 0.1f, kTinnitusMostDbSpl);
  }
  t.implant_mix = in_range(state.implant_mix, 0.0f, 1.0f);
  t.implant_map = std::min<int>(state.implant_map, kMapCount - 1);
  t.sound = 1.0f - in_range(state.silence, 0.0f, 1.0f);
  return t;
}

Ear::Ear(double sample_rate_hz, double spl_at_rms_1_db, Reference reference, std::uint32_t seed)
    : reference_(reference),
      gammatone_(sample_rate_hz),
      level_(sample_rate_hz, spl_at_rms_1_db, reference),
      minimum_phase_(sample_rate_hz),
      smear_(sample_rate_hz, seed),
      implant_(sample_rate_hz, spl_at_rms_1_db, seed + 1),
      tinnitus_(sample_rate_hz, spl_at_rms_1_db, seed + 2),
      bone_step_(1.0f - std::exp(-6.2831853f * kBoneLowPassHz / static_cast<float>(sample_rate_hz))),
      bone_gain_(static_cast<float>(db_to_amplitude(kBoneGainDb))) {}

void Ear::reset() noexcept {
  gammatone_.reset();
  level_.reset();
  dry_.reset();
  wet_.reset();
  smear_.reset();
  implant_.reset();
  tinnitus_.reset();
  now_ = target_ = EarTarget{};
  hops_to_target_ = at_ = 0;
  gain_db_ = {};
  settled_ = smeared_before_ = false;
  jump_ = true, any_smeared_ = false, any_dry_ = true, hears_ = true, implanted_ = false;
  natural_from_ = natural_to_ = sound_from_ = sound_to_ = 1.0f;
  implant_from_ = implant_to_ = 0.0f;
  bone_low_ = {};
}

void Ear::aim(const EarTarget& target, bool jump) noexcept {
  target_ = target;
  hops_to_target_ = kGlide / kHop;
  if (jump) jump_ = true;
}

void Ear::glide() noexcept {
  if (hops_to_target_ == 0) return;
  if (jump_ || hops_to_target_ == 1) {
    now_ = target_;
    hops_to_target_ = 0;
    return;
  }
  const float part = 1.0f / static_cast<float>(hops_to_target_--);
  const auto approach = [part](auto& now, const auto& target) {
    for (std::size_t i = 0; i < now.size(); ++i) now[i] += part * (target[i] - now[i]);
  };
  approach(now_.recruiting_db, target_.recruiting_db);
  approach(now_.passive_db, target_.passive_db);
  approach(now_.smeared_share, target_.smeared_share);
  approach(now_.wet_share, target_.wet_share);
  approach(now_.smear_width, target_.smear_width);
  now_.sluggish += part * (target_.sluggish - now_.sluggish);
  now_.implant_mix += part * (target_.implant_mix - now_.implant_mix);
  now_.sound += part * (target_.sound - now_.sound);
  now_.tinnitus_hz = target_.tinnitus_hz;
  now_.tinnitus_db_spl = target_.tinnitus_db_spl;
  now_.implant_map = target_.implant_map;
}

// New filters only when some gain has really moved: rounding in their making would otherwise be heard, 60 dB
// below what is left of a sound far under threshold, as noise.
void Ear::choose_filters(const Curve& gain_db, bool whole, bool some, bool all) noexcept {
  bool still = true;
  for (int j = 0; j < kCurvePoints; ++j) {
    const float room = kStillDb + kFarBelowShare * std::max(0.0f, -gain_db[j] - kFarBelowDb);
    still = still && std::abs(gain_db[j] - gain_db_[j]) < room;
  }
  const bool shares_move = moving_ || some != smeared_before_;
  smeared_before_ = some;
  if (settled_ && still && !shares_move && !whole) {
    wet_.keep();
    dry_.keep();
    return;
  }
  settled_ = true;
  gain_db_ = gain_db;
  if (whole) {
    wet_.next() = {1.0f};
  } else {
    minimum_phase_.design(gain_db, wet_.next());
  }
  if (!some) {
    dry_.next() = wet_.next();
  } else if (!all) {
    Curve dry_db;
    for (int j = 0; j < kCurvePoints; ++j)
      dry_db[j] = gain_db[j] + decibels(std::max(1.0f - now_.wet_share[j], 1e-6f));
    minimum_phase_.design(dry_db, dry_.next());
  }
}

void Ear::start_hop() noexcept {
  moving_ = hops_to_target_ > 0;
  glide();
  std::array<float, kBands> power;
  gammatone_.take_power(kHop, power);
  Curve gain_db;
  const bool whole = level_.read(power, now_.recruiting_db, now_.passive_db, gain_db);

  natural_from_ = natural_to_, implant_from_ = implant_to_, sound_from_ = sound_to_;
  natural_to_ = std::sqrt(1.0f - now_.implant_mix);
  implant_to_ = std::sqrt(now_.implant_mix);
  sound_to_ = now_.sound;
  if (jump_) natural_from_ = natural_to_, implant_from_ = implant_to_, sound_from_ = sound_to_;

  const bool heard = natural_from_ > 0.0f || natural_to_ > 0.0f;
  const bool some =
      std::any_of(now_.smeared_share.begin(), now_.smeared_share.end(), [](float s) { return s > 0.0f; });
  const bool all =
      std::all_of(now_.wet_share.begin(), now_.wet_share.end(), [](float s) { return s > 0.9999f; });
  if (heard && (some || any_smeared_)) {
    std::array<float, kSmearBands> gain;
    for (int b = 0; b < kSmearBands; ++b) {
      const int j = b * (kCurvePoints - 1) / (kSmearBands - 1);
      gain[b] = std::sqrt(now_.smeared_share[j]);
    }
    if (!any_smeared_) smear_.reset();
    smear_.start_hop(now_.smear_width, gain, now_.sluggish);
  }
  any_smeared_ = some;
  any_dry_ = !all;
  hears_ = heard;
  if (heard) choose_filters(gain_db, whole, some, all);
  if (!heard) settled_ = false;
  dry_.start_hop(heard && whole && !some);
  wet_.start_hop(heard && whole);
  if (jump_) dry_.jump(), wet_.jump();

  implanted_ = implant_from_ > 0.0f || implant_to_ > 0.0f;
  if (implanted_) implant_.start_hop(power, gammatone_.last_re(), gammatone_.last_im(), now_.implant_map);
  tinnitus_.start_hop(now_.tinnitus_hz, now_.tinnitus_db_spl);
  jump_ = false;
}

void Ear::natural(const float* air, float* out, int count) noexcept {
  if (any_smeared_) {
    std::array<float, kHop> wet;
    wet_.process(air, wet.data(), at_, count);
    smear_.process(wet.data(), out, at_, count);
  } else {
    wet_.skip(air, at_, count);
  }
  if (!any_dry_) {
    dry_.skip(air, at_, count);
    return;
  }
  if (!any_smeared_) {
    dry_.process(air, out, at_, count);
    return;
  }
  std::array<float, kHop> dry;
  dry_.process(air, dry.data(), at_, count);
  for (int n = 0; n < count; ++n) out[n] += dry[n];
}

void Ear::process(const float* air, const float* bone, float* out, int count) noexcept {
  for (int done = 0; done < count;) {
    if (at_ == 0) start_hop();
    const int run = std::min(count - done, kHop - at_);
    std::array<float, kHop> in, heard{}, implant;
    for (int n = 0; n < run; ++n) {
      const float x = air[done + n];
      in[n] = std::isfinite(x) ? std::clamp(x, -kMostSample, kMostSample) : 0.0f;
    }
    gammatone_.process(in.data(), run);
    if (hears_) {
      natural(in.data(), heard.data(), run);
    } else {
      dry_.skip(in.data(), at_, run);
      wet_.skip(in.data(), at_, run);
    }
    if (implanted_) {
      implant_.process(implant.data(), run);
      for (int n = 0; n < run; ++n) {
        const float part = static_cast<float>(at_ + n + 1) * (1.0f / kHop);
        heard[n] = heard[n] * (natural_from_ + part * (natural_to_ - natural_from_)) +
                   implant[n] * (implant_from_ + part * (implant_to_ - implant_from_));
      }
    }
    if (bone != nullptr) {
      for (int n = 0; n < run; ++n) {
        const float x = bone[done + n];
        const float safe = std::isfinite(x) ? std::clamp(x, -kMostSample, kMostSample) : 0.0f;
        bone_low_[0] += bone_step_ * (safe - bone_low_[0]);
        bone_low_[1] += bone_step_ * (bone_low_[0] - bone_low_[1]);
        heard[n] += bone_gain_ * bone_low_[1];
      }
    }
    tinnitus_.add(heard.data(), run);
    if (sound_from_ != 1.0f || sound_to_ != 1.0f) {
      for (int n = 0; n < run; ++n)
        heard[n] *= sound_from_ + static_cast<float>(at_ + n + 1) * (1.0f / kHop) * (sound_to_ - sound_from_);
    }
    std::copy(heard.begin(), heard.begin() + run, out + done);
    done += run;
    at_ = (at_ + run) % kHop;
  }
}

}  // namespace threshold::audio::hearing
