// Stands in for the hearing model where threshold_hearing is not built: nothing is lost.
#include <algorithm>

#include "audio/hearing/model.h"

namespace threshold::audio::hearing {

struct Model::Impl {};

Model::Model(const Config&) : impl_(std::make_unique<Impl>()) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

void Model::publish(const State&) noexcept {}
void Model::reset() noexcept {}

void Model::process(const Block& block) noexcept {
  for (int ear = 0; ear < 2; ++ear) {
    std::copy(block.air[ear].begin(), block.air[ear].end(), block.heard[ear].begin());
  }
}

}  // namespace threshold::audio::hearing
