#include "audio/hearing/model.h"

#include <algorithm>
#include <atomic>

#include "audio/hearing/ear.h"
#include "audio/hearing/flush_denormals.h"

namespace threshold::audio::hearing {
namespace {

using Targets = std::array<EarTarget, 2>;

// One writer, one reader, three places: the writer fills its own and swaps it with the middle one, the reader
// swaps its own with the middle one when that is new. Neither ever waits.
class Snapshot {
 public:
  Targets& back() noexcept { return places_[back_]; }
  void publish() noexcept { back_ = middle_.exchange(back_ | kNew, std::memory_order_acq_rel) & ~kNew; }
  const Targets* take() noexcept {
    if ((middle_.load(std::memory_order_relaxed) & kNew) == 0) return nullptr;
    front_ = middle_.exchange(front_, std::memory_order_acq_rel) & ~kNew;
    return &places_[front_];
  }

 private:
  static constexpr int kNew = 4;
  std::array<Targets, 3> places_{};
  int back_ = 0, front_ = 2;
  std::atomic<int> middle_{1};
};

}  // namespace

struct Model::Impl {
  explicit Impl(const Config& config)
      : reference(config.reference),
        ears{Ear(config.sample_rate_hz, config.spl_at_rms_1_db, config.reference, config.seed * 16 + 1),
             Ear(config.sample_rate_hz, config.spl_at_rms_1_db, config.reference, config.seed * 16 + 8)} {}

  Reference reference;
  std::array<Ear, 2> ears;
  Snapshot snapshot;
  bool started = false;  // a state has been taken up since the beginning
};

Model::Model(const Config& config) : impl_(std::make_unique<Impl>(config)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

void Model::publish(const State& state) noexcept {
  for (std::size_t e = 0; e < 2; ++e)
    impl_->snapshot.back()[e] = target_of(detail_of(state.ears[e]), impl_->reference);
  impl_->snapshot.publish();
}

void Model::publish(const DetailedState& state) noexcept {
  for (std::size_t e = 0; e < 2; ++e) impl_->snapshot.back()[e] = target_of(state.ears[e], impl_->reference);
  impl_->snapshot.publish();
}

void Model::process(const Block& block) noexcept {
  const FlushDenormals flush;
  if (const Targets* targets = impl_->snapshot.take()) {
    for (std::size_t e = 0; e < 2; ++e) impl_->ears[e].aim((*targets)[e], !impl_->started);
    impl_->started = true;
  }
  for (std::size_t e = 0; e < 2; ++e) {
    const std::size_t count = std::min(block.air[e].size(), block.heard[e].size());
    const bool bones = block.bone[e].size() >= count && count > 0;
    impl_->ears[e].process(block.air[e].data(), bones ? block.bone[e].data() : nullptr, block.heard[e].data(),
                           static_cast<int>(count));
  }
}

void Model::reset() noexcept {
  for (Ear& ear : impl_->ears) ear.reset();
  impl_->started = false;
}

}  // namespace threshold::audio::hearing
