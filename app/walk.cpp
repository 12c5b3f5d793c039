#include "app/walk.h"

#include <stdexcept>

#include "app/demo_visitor.h"
#include "scenes/load_story.h"

namespace threshold::app {

struct Walk::Visitor {
  std::unique_ptr<xr::PresenceReader> recording;
  std::unique_ptr<DemoVisitor> demo;
};

Walk::Walk(const WalkOptions& options) : visitor_(std::make_unique<Visitor>()) {
  story_ = scenes::load_story(options.paths.story, options.paths.assets);
  audio::EngineConfig config;
  config.spl_at_rms_1_db = options.spl_at_rms_1_db;
  config.rooms = story_->rooms();
  config.hear_loss = options.hear_loss;
  const auto sounds = std::make_shared<const audio::SoundBank>(options.paths.assets / "sounds");
  scenes::DirectorOptions directing = options.director;
  for (std::size_t id = 0; id < sounds->size(); ++id)
    directing.sounds.push_back(sounds->at(static_cast<audio::SoundId>(id)).name);
  director_ = std::make_unique<scenes::Director>(story_, directing);
  engine_ = std::make_unique<audio::Engine>(config, sounds);
  length_s_ = director_->remaining_s();
  if (!options.replay.empty())
    visitor_->recording = std::make_unique<xr::PresenceReader>(options.replay);
  else if (options.demo)
    visitor_->demo = std::make_unique<DemoVisitor>(*story_);
  if (!options.record.empty()) recorder_ = std::make_unique<xr::PresenceWriter>(options.record);
}

Walk::~Walk() = default;

bool Walk::scripted() const {
  return visitor_->recording || visitor_->demo;
}

xr::Presence Walk::visitor(const xr::Presence& backend) {
  if (visitor_->recording) {
    if (auto recorded = visitor_->recording->next()) return *recorded;
    xr::Presence still = presence_;  // after its end the visitor stays as they were and does nothing
    still.key_blows = {};
    still.wishes = {};
    return still;
  }
  if (visitor_->demo) return visitor_->demo->at(moment_);
  return backend;
}

const scenes::Moment& Walk::step(const xr::Presence& backend) {
  presence_ = visitor(backend);
  if (recorder_) recorder_->add(presence_);
  moment_ = director_->advance(presence_);
  engine_->push(moment_.ears);
  return moment_;
}

void Walk::finish() {
  if (recorder_) recorder_->finish();
  recorder_.reset();
}

}  // namespace threshold::app
