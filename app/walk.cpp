#include "app/walk.h"

#include <stdexcept>

#include "app/demo_visitor.h"
#include "scenes/load_story.h"

namespace threshold::app {

struct Walk::Visitor {
  std::unique_ptr<xr::PresenceReader> recording;
  std::unique_ptr<DemoVisitor> demo;
};

Walk::Walk(const WalkOptions& options) : options_(options), directing_(options.director) {
  story_ = scenes::load_story(options.paths.story, options.paths.assets);
  sounding_.spl_at_rms_1_db = options.spl_at_rms_1_db;
  sounding_.rooms = story_->rooms();
  sounding_.hear_loss = options.hear_loss;
  sounds_ = std::make_shared<const audio::SoundBank>(options.paths.assets / "sounds");
  for (std::size_t id = 0; id < sounds_->size(); ++id)
    directing_.sounds.push_back(sounds_->at(static_cast<audio::SoundId>(id)).name);
  begin();
}

void Walk::begin() {
  director_ = std::make_unique<scenes::Director>(story_, directing_);
  engine_.reset();  // one world of sound at a time
  engine_ = std::make_unique<audio::Engine>(sounding_, sounds_);
  length_s_ = director_->remaining_s();
  visitor_ = std::make_unique<Visitor>();
  if (!options_.replay.empty())
    visitor_->recording = std::make_unique<xr::PresenceReader>(options_.replay);
  else if (options_.demo)
    visitor_->demo = std::make_unique<DemoVisitor>(*story_);
  if (options_.record.empty()) return;
  std::filesystem::path file = options_.record;
  if (visit_ > 1) {
    const std::string number = "-" + std::to_string(visit_);
    file.replace_filename(file.stem().string() + number + file.extension().string());
  }
  recorder_ = std::make_unique<xr::PresenceWriter>(file);
}

void Walk::begin_again() {
  finish();
  ++visit_;
  moment_ = {};
  presence_ = {};
  begin();
}

double Walk::remaining_s() const {
  return director_->remaining_s();
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
  for (xr::Panel& panel : moment_.eyes.panels) panel.text_percent = options_.text_percent;
  engine_->push(moment_.ears);
  return moment_;
}

void Walk::finish() {
  if (recorder_) recorder_->finish();
  recorder_.reset();
}

}  // namespace threshold::app
