#include "audio/voice_pool.h"

#include <algorithm>
#include <cmath>

namespace threshold::audio {
namespace {

constexpr int kTickQuanta = kTickSamples / kQuantum;
constexpr int kVanishQuanta = 15;             // 20 ms
constexpr int kStealQuanta = 4;               // 5 ms
constexpr std::int64_t kLateStart = 24 * 48;  // 24 ms; sound may trail the picture by 45 and nobody notices
constexpr std::int64_t kRingFrames = 512;     // AlWorld lets the HRTF ring out that long

bool finite(const glm::vec3& v) noexcept {
  return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

float within(float value, float low, float high) noexcept {
  return value >= low ? std::min(value, high) : low;  // NaN: low
}

}  // namespace

std::vector<SoundId> VoicePool::sources_for(const SoundBank& sounds) {
  const int most =
      static_cast<int>(std::clamp<std::size_t>(1000 / std::max<std::size_t>(sounds.size(), 1), 2, 10));
  std::vector<SoundId> sources;
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    const Sound& sound = sounds.at(static_cast<SoundId>(i));
    const bool lasting = sound.seamless || sound.samples.size() > 12u * kSampleRateHz;
    sources.insert(sources.end(), std::min(most, lasting ? 4 : 10), static_cast<SoundId>(i));
  }
  return sources;
}

VoicePool::VoicePool(std::shared_ptr<const SoundBank> sounds, std::vector<SoundId> sounds_of_sources)
    : sounds_(std::move(sounds)), slots_(sounds_of_sources.size()), of_sound_(sounds_->size()) {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    slots_[i].sound = sounds_of_sources[i];
    Range& range = of_sound_[sounds_of_sources[i]];
    if (range.count++ == 0) range.first = static_cast<int>(i);
  }
  active_.reserve(slots_.size());
  starts_.reserve(slots_.size());
}

std::int64_t VoicePool::length(const Slot& slot) const noexcept {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(sounds_->at(slot.sound).samples.size()));
}

// The frame to start from; a loop's lies inside the loop.
std::int64_t VoicePool::offset(const Slot& slot) const noexcept {
  const auto frame = static_cast<std::int64_t>(slot.frame);
  return slot.state.looping ? frame % length(slot) : frame;
}

void VoicePool::vanish(Slot& slot, int quanta) noexcept {
  if (slot.use == Use::waiting) slot.use = Use::free;
  if (slot.use != Use::sounding) return;
  slot.use = Use::fading;
  slot.fade.to(0.0f, quanta);
}

// Keeps one source of the sound free for the next blow, and the number of sources within kMaxSounding, by
// fading the blow that is furthest along.
void VoicePool::make_room(Range range) noexcept {
  const bool crowded = static_cast<int>(active_.size()) > kMaxSounding - kMaxBlows;
  int busy = 0;
  Slot *own = nullptr, *any = nullptr;
  for (const int i : active_) {
    Slot& slot = slots_[i];
    const bool same = i >= range.first && i < range.first + range.count;
    busy += same && slot.use != Use::free;
    if (slot.use != Use::sounding || !slot.blow) continue;
    if (same && (!own || slot.frame > own->frame)) own = &slot;
    if (!any || slot.frame > any->frame) any = &slot;
  }
  if (own && busy == range.count) vanish(*own, kStealQuanta);
  if (any && crowded) vanish(*any, kStealQuanta);
}

VoicePool::Slot* VoicePool::take_slot(SoundId sound) noexcept {
  if (static_cast<int>(active_.size()) >= kMaxSounding) return nullptr;
  const Range range = of_sound_[sound];
  for (int i = range.first; i < range.first + range.count; ++i) {
    Slot& slot = slots_[i];
    if (slot.use != Use::free) continue;
    if (!slot.listed) active_.push_back(i);
    slot = Slot{};
    slot.sound = sound;
    slot.use = Use::waiting;
    slot.listed = true;
    slot.fade = Ramp(1.0f);
    make_room(range);
    return &slot;
  }
  return nullptr;
}

void VoicePool::forget_free_slots() noexcept {
  std::erase_if(active_, [this](int i) {
    Slot& slot = slots_[i];
    if (slot.use == Use::free) slot.listed = false;
    return slot.use == Use::free;
  });
}

void VoicePool::follow(Slot& slot, const Voice& voice, int quanta) noexcept {
  slot.seen = 0;
  slot.gain.to(within(voice.gain, 0.0f, kMaxGain), quanta);
  slot.occlusion.to(within(voice.occlusion, 0.0f, 1.0f), quanta);
  slot.reverb.to(within(voice.reverb, 0.0f, 1.0f), quanta);
  slot.bone.to(within(voice.bone, 0.0f, 1000.0f), quanta);
  slot.state.position = voice.position;
  slot.state.head_relative = voice.head_relative;
}

void VoicePool::begin_voice(const Voice& voice, std::int64_t clock) noexcept {
  const auto frames = static_cast<std::int64_t>(sounds_->at(voice.sound).samples.size());
  std::int64_t late = clock - voice.start_sample;
  if (frames == 0 || (!voice.looping && late >= frames)) return;  // over already
  // A frame of the picture late is too late to be exact and not late enough to notice: the attack is worth
  // more.
  if (!voice.looping && late <= kLateStart) late = std::min<std::int64_t>(late, 0);
  Slot* slot = take_slot(voice.sound);
  if (!slot) {
    ++faults_;
    return;
  }
  slot->key = voice.key;
  slot->start_sample = voice.start_sample;
  slot->begins = std::max(clock, voice.start_sample);
  slot->state.looping = voice.looping;
  slot->frame = late > 0 ? static_cast<double>(voice.looping ? late % frames : late) : 0.0;
  follow(*slot, voice, 0);
  if (voice.looping || late > 0) {  // a recording begins as it was recorded; anything else fades in
    slot->fade = Ramp(0.0f);
    slot->fade.to(1.0f, kVanishQuanta);
  }
  slot->seen = generation_;
}

void VoicePool::place(const Voice& voice, std::int64_t clock) noexcept {
  if (voice.key == 0) return;
  if (voice.sound >= sounds_->size() || !finite(voice.position)) {
    ++faults_;
    return;
  }
  const Range range = of_sound_[voice.sound];
  for (int i = range.first; i < range.first + range.count; ++i) {
    Slot& slot = slots_[i];
    if (slot.use == Use::free || slot.blow || slot.key != voice.key ||
        slot.start_sample != voice.start_sample || slot.state.looping != voice.looping) {
      continue;
    }
    if (slot.use == Use::fading) {  // back again before it was gone
      slot.use = Use::sounding;
      slot.faded_quanta = 0;
      slot.fade.to(1.0f, kVanishQuanta);
    }
    follow(slot, voice, kTickQuanta);
    slot.seen = generation_;
    return;
  }
  begin_voice(voice, clock);
}

void VoicePool::apply(const SoundMoment& moment, std::int64_t clock) noexcept {
  if (++generation_ == 0) generation_ = 1;
  const int voices = std::min<int>(moment.voice_count, kMaxVoices);
  for (int i = 0; i < voices; ++i) place(moment.voices[i], clock);
  for (const int i : active_) {
    Slot& slot = slots_[i];
    if (slot.use != Use::free && !slot.blow && slot.seen != generation_) vanish(slot, kVanishQuanta);
  }
}

void VoicePool::strike(const SoundMoment& moment, std::int64_t clock) noexcept {
  const int blows = std::min<int>(moment.blow_count, kMaxBlows);
  for (int i = 0; i < blows; ++i) {
    const Blow& blow = moment.blows[i];
    if (blow.sound >= sounds_->size() || !finite(blow.position)) {
      ++faults_;
      continue;
    }
    if (sounds_->at(blow.sound).samples.empty()) continue;
    Slot* slot = take_slot(blow.sound);
    if (!slot) {
      ++dropped_blows_;
      continue;
    }
    slot->blow = true;
    slot->begins = std::max(clock, blow.start_sample);
    follow(*slot,
           Voice{.position = blow.position, .gain = blow.gain, .reverb = blow.reverb, .bone = blow.bone}, 0);
    slot->state.pitch = within(blow.pitch, 0.25f, 4.0f);
  }
}

std::span<const Start> VoicePool::begin_quantum(AlWorld& al, std::int64_t clock) noexcept {
  starts_.clear();
  for (const int i : active_) {
    Slot& slot = slots_[i];
    if (slot.use == Use::free) continue;
    const bool begins = slot.use == Use::waiting && slot.begins < clock + kQuantum;
    if (slot.use == Use::waiting && !begins) continue;
    slot.bone_before =
        begins && slot.fade.resting() ? slot.bone.value() : slot.bone.value() * slot.fade.value();
    for (Ramp* ramp : {&slot.gain, &slot.occlusion, &slot.reverb, &slot.bone}) ramp->step();
    if (!begins) slot.fade.step();  // OpenAL begins at the gain it finds, and ramps only from then on
    slot.state.gain = slot.gain.value() * slot.fade.value();
    slot.state.occlusion = slot.occlusion.value();
    slot.state.reverb = slot.reverb.value();
    al.update(i, slot.state);
    if (!begins) continue;
    slot.begins_at = static_cast<int>(std::max<std::int64_t>(0, slot.begins - clock));
    starts_.push_back({slot.begins_at, i});
  }
  std::sort(starts_.begin(), starts_.end(),
            [](const Start& a, const Start& b) { return a.at != b.at ? a.at < b.at : a.source < b.source; });
  return starts_;
}

void VoicePool::start(AlWorld& al, const Start& start) noexcept {
  Slot& slot = slots_[start.source];
  al.start(start.source, offset(slot));
  slot.use = Use::sounding;
}

void VoicePool::feed(Slot& slot, ContactBus& bus, double frame) const noexcept {
  bus.add({.sound = sounds_->at(slot.sound).samples,
           .frame = frame,
           .pitch = slot.state.pitch,
           .looping = slot.state.looping,
           .from = slot.begins_at,
           .gain_before = slot.bone_before,
           .gain_after = slot.bone.value() * slot.fade.value()});
}

void VoicePool::end_quantum(AlWorld& al, ContactBus& bus) noexcept {
  for (const int i : active_) {
    Slot& slot = slots_[i];
    if (slot.use != Use::sounding && slot.use != Use::fading) continue;
    feed(slot, bus, slot.frame);
    slot.frame += static_cast<double>(slot.state.pitch) * (kQuantum - slot.begins_at);
    slot.begins_at = 0;
    const bool over = !slot.state.looping && slot.frame >= static_cast<double>(length(slot) + kRingFrames);
    const bool gone = slot.use == Use::fading && slot.fade.resting() && slot.faded_quanta++ > 0;
    if (!over && !gone) continue;
    al.stop(i);
    slot.use = Use::free;
  }
  forget_free_slots();
}

void VoicePool::play_on_held(AlWorld&, ContactBus& bus) noexcept {
  for (const int i : active_) {
    Slot& slot = slots_[i];
    if (slot.use != Use::sounding && slot.use != Use::fading) continue;
    slot.bone_before = slot.bone.value() * slot.fade.value();
    feed(slot, bus,
         slot.frame + static_cast<double>(slot.state.pitch) * static_cast<double>(held_quanta_ * kQuantum));
  }
  ++held_quanta_;
}

void VoicePool::pause(AlWorld& al) noexcept {
  for (const int i : active_) {
    if (slots_[i].use == Use::sounding || slots_[i].use == Use::fading) al.pause(i);
  }
}

void VoicePool::resume(AlWorld& al) noexcept {
  held_quanta_ = 0;
  for (const int i : active_) {
    if (slots_[i].use == Use::sounding || slots_[i].use == Use::fading) {
      al.resume(i, offset(slots_[i]));
    }
  }
}

}  // namespace threshold::audio
