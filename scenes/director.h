// Director: the story's fixed step. Each advance() takes what the visitor did in one tick of 384 samples and
// gives everything true of that instant. Pure: no clock, no I/O, no randomness but a counter's; a copy goes
// on by itself, and equal presences give equal moments on every machine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scenes/caption_policy.h"
#include "scenes/moment.h"
#include "scenes/story.h"
#include "xr/presence.h"

namespace threshold::scenes {

// What the visitor acts with, for the words of a hint.
enum class InputKind : std::uint8_t { keyboard, controllers, hands, gaze };

struct DirectorOptions {
  std::string cut;      // empty: the story's first
  std::string beat;     // empty: from the cut's beginning; else from this beat on
  double from_s = 0.0;  // of that beat, or of the cut where no beat is named
  CaptionPolicy captions = CaptionPolicy::follow_ears;
  std::string language;  // empty: the story's first
  InputKind input = InputKind::keyboard;
  double patience = 1.0;   // 1..4: how much longer than written an answer is awaited
  std::uint32_t seed = 1;  // of dust and trembling
  // Names by SoundId, as the sound bank numbers them. Empty: the story's own numbers (sorted by name).
  std::vector<std::string> sounds;
};

struct DirectorState;  // scenes/director_state.h

class Director {
 public:
  // Throws std::runtime_error with one sentence for a cut, beat, language or sound that the story or the bank
  // does not have, or a time outside. Starting later than at the beginning runs the ticks before it with a
  // visitor who does nothing; the first moment is sample 0 all the same.
  explicit Director(std::shared_ptr<const Story> story, const DirectorOptions& options = {});
  ~Director();
  Director(const Director& other);
  Director& operator=(const Director& other);
  Director(Director&&) noexcept;
  Director& operator=(Director&&) noexcept;

  // Main thread. The moment of the next tick. Held (paused, nobody there): the same instant again, its sound
  // held. After the end: ended, black, silent, for ever.
  Moment advance(const xr::Presence& presence);

  const Story& story() const;
  // Seconds of this cut that are still to come, as if nobody skipped; without the closing card.
  double remaining_s() const;

 private:
  struct Plan;  // immutable, shared by copies
  std::shared_ptr<const Plan> plan_;
  std::unique_ptr<DirectorState> state_;
};

}  // namespace threshold::scenes
