// Walk: one visitor's way through the story. Composes the director with the engine and keeps them on one
// clock; live programs and offline rendering differ only in who turns that clock.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "app/paths.h"
#include "audio/engine.h"
#include "scenes/director.h"
#include "xr/presence_file.h"

namespace threshold::app {

struct WalkOptions {
  Paths paths;
  scenes::DirectorOptions director;
  std::filesystem::path record;  // empty: not recorded
  std::filesystem::path replay;  // empty: the backend's own visitor
  int text_percent = 100;        // size of captions and cards, of their usual one
  bool demo = false;             // a scripted visitor plays (story's demo.toml), where nobody does
  double spl_at_rms_1_db = 100.0;
  bool hear_loss = true;
};

class Walk {
 public:
  // Throws std::runtime_error for anything the story or the assets lack.
  explicit Walk(const WalkOptions& options);
  ~Walk();

  // One tick. `backend` is used unless a recording or the demo stands in for the visitor. Main thread.
  const scenes::Moment& step(const xr::Presence& backend);
  const scenes::Moment& moment() const { return moment_; }
  // The visitor of the last step: what the eyes look from.
  const xr::Presence& presence() const { return presence_; }
  // True when the visitor's head is not the backend's own (so pictures use presence().head).
  bool scripted() const;
  bool over() const { return moment_.ended; }
  // Seconds of story in all, as if nobody skipped; without the closing card.
  double length_s() const { return length_s_; }

  const scenes::Story& story() const { return *story_; }
  audio::Engine& engine() { return *engine_; }
  const audio::Engine& engine() const { return *engine_; }
  // Back to the beginning for another visitor, as if the program had just started: choices, clock, sound; a
  // recording gets its name and the next visitor's another ("visit-2.presence"). engine() is another one
  // from here on: whoever pulled the last has stopped.
  void begin_again();
  // Seconds that are still to come, as if nobody skipped; without the closing card.
  double remaining_s() const;
  // Gives a recording its name. Call once, at the end.
  void finish();

 private:
  struct Visitor;
  xr::Presence visitor(const xr::Presence& backend);
  void begin();

  WalkOptions options_;
  scenes::DirectorOptions directing_;
  audio::EngineConfig sounding_;
  std::shared_ptr<const audio::SoundBank> sounds_;
  int visit_ = 1;

  std::shared_ptr<const scenes::Story> story_;
  std::unique_ptr<audio::Engine> engine_;
  std::unique_ptr<scenes::Director> director_;
  std::unique_ptr<Visitor> visitor_;
  std::unique_ptr<xr::PresenceWriter> recorder_;
  scenes::Moment moment_;
  xr::Presence presence_;
  double length_s_ = 0.0;
};

}  // namespace threshold::app
