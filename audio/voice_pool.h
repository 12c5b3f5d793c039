// VoicePool: which sounds play, from which frame, how loud. Takes sound moments, drives AlWorld's sources and
// the contact bus. Every change is a ramp: 8 ms between moments, 20 ms when a voice disappears or is joined
// in mid-sound, 5 ms when a blow must make room for another.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "audio/al_world.h"
#include "audio/contact_bus.h"
#include "audio/ramp.h"
#include "audio/sound.h"

namespace threshold::audio {

// A sound that begins inside the present quantum.
struct Start {
  int at = 0;  // sample of the quantum
  int source = 0;
};

class VoicePool {
 public:
  // Which sound each source is to play: several sources for sounds that overlap themselves.
  static std::vector<SoundId> sources_for(const SoundBank& sounds);

  VoicePool(std::shared_ptr<const SoundBank> sounds, std::vector<SoundId> sounds_of_sources);

  // All on the audio thread; none allocates, locks or throws. `clock` is the story's sample at the quantum's
  // start. Takes up what a moment wants: new voices, changed ones, vanished ones, blows.
  void apply(const SoundMoment& moment, std::int64_t clock) noexcept;
  void strike(const SoundMoment& moment, std::int64_t clock) noexcept;  // its blows only

  // One quantum: ramps step and go to OpenAL; returns the starts that fall into it, in order of time.
  std::span<const Start> begin_quantum(AlWorld& al, std::int64_t clock) noexcept;
  void start(AlWorld& al, const Start& start) noexcept;
  // What sounds goes into the contact bus; then time moves on. Sounds at their end are let go.
  void end_quantum(AlWorld& al, ContactBus& bus) noexcept;

  // While the sound fades out to be held: OpenAL plays on, but the sounds' places are kept.
  void play_on_held(AlWorld& al, ContactBus& bus) noexcept;
  void pause(AlWorld& al) noexcept;
  void resume(AlWorld& al) noexcept;  // every sound at the frame where it was held

  std::int64_t dropped_blows() const noexcept { return dropped_blows_; }
  std::int64_t faults() const noexcept { return faults_; }

 private:
  enum class Use : std::uint8_t { free, waiting, sounding, fading };
  struct Slot {
    SoundId sound = 0;
    Use use = Use::free;
    bool blow = false;
    bool listed = false;            // in active_
    std::uint32_t key = 0;          // of a voice
    std::int64_t start_sample = 0;  // as the moment said: part of a voice's identity
    std::int64_t begins = 0;        // story sample of the start, while waiting
    double frame = 0.0;             // of the sound, at the quantum's start
    int begins_at = 0;              // sample of the quantum, in the quantum of the start
    std::uint32_t seen = 0;
    int faded_quanta = 0;  // at gain 0 already; one lets the HRTF ring out
    Ramp gain, occlusion, reverb, bone;
    float bone_before = 0.0f;  // bone * fade at the last quantum's end
    Ramp fade;                 // joins, disappearances and stealing, apart from the gain itself
    SourceState state;
  };
  struct Range {
    int first = 0, count = 0;
  };

  Slot* take_slot(SoundId sound) noexcept;
  void make_room(Range range) noexcept;
  void forget_free_slots() noexcept;
  void place(const Voice& voice, std::int64_t clock) noexcept;
  void begin_voice(const Voice& voice, std::int64_t clock) noexcept;
  static void follow(Slot& slot, const Voice& voice, int quanta) noexcept;
  static void vanish(Slot& slot, int quanta) noexcept;
  void feed(Slot& slot, ContactBus& bus, double frame) const noexcept;
  std::int64_t length(const Slot& slot) const noexcept;
  std::int64_t offset(const Slot& slot) const noexcept;

  std::shared_ptr<const SoundBank> sounds_;
  std::vector<Slot> slots_;      // one a source
  std::vector<Range> of_sound_;  // slots of each sound
  std::vector<int> active_;      // slots that are not free, and some freed in this quantum; reserved
  std::vector<Start> starts_;    // reserved: one a slot
  std::uint32_t generation_ = 0;
  std::int64_t held_quanta_ = 0;
  std::int64_t dropped_blows_ = 0, faults_ = 0;
};

}  // namespace threshold::audio
