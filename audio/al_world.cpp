#include "audio/al_world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include "audio/al_functions.h"
#include "audio/openal_config.h"

namespace threshold::audio {
namespace {

// OpenAL clamps a source at gain 1 and knows no more; the sources are sent this much softer and the
// listener makes it up, so that gains up to kMaxGain pass.
constexpr float kHeadroom = 1.0f / kMaxGain;

float from_db(float db) noexcept {
  return std::pow(10.0f, db / 20.0f);
}

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("sound: " + what);
}

// The name of the HRTF set that OpenAL Soft carries in itself, so that no set lying about in the visitor's
// folders is taken; -1: leave it to OpenAL Soft.
ALCint built_in_hrtf(ALCdevice* device) {
  ALCint count = 0, any = -1;
  alcGetIntegerv(device, ALC_NUM_HRTF_SPECIFIERS_SOFT, 1, &count);
  for (ALCint i = 0; i < count; ++i) {
    const char* text = al_functions().string_at(device, ALC_HRTF_SPECIFIER_SOFT, i);
    const std::string_view name = text ? text : "";
    if (name.starts_with("Built-In 48000")) return i;
    if (name == "Built-In HRTF") any = i;
  }
  return any;
}

const char* why_no_hrtf(ALCint status) {
  switch (status) {
    case ALC_HRTF_DENIED_SOFT:
      return "its configuration denies it";
    case ALC_HRTF_UNSUPPORTED_FORMAT_SOFT:
      return "no data set for 48 kHz stereo was found";
    default:
      return "it is disabled";
  }
}

}  // namespace

AlWorld::AlWorld(const SoundBank& sounds, std::span<const SoundId> sounds_of_sources,
                 const std::array<Room, kRooms>& rooms) {
  try {
    open();
    front_compensation_db_ = -measure_front_db();
    load_rooms(rooms);
    load_sounds(sounds, sounds_of_sources);
    alListenerf(AL_GAIN, from_db(static_cast<float>(front_compensation_db_)) / kHeadroom);
    warm_up();
    if (alGetError() != AL_NO_ERROR)
      refuse("OpenAL reported an error while the sounds were loaded: free some memory");
  } catch (...) {
    release();
    throw;
  }
  al_functions().set_thread_context(nullptr);
}

AlWorld::~AlWorld() {
  release();
}

void AlWorld::open() {
  const AlFunctions& al = al_functions();
  const PinnedOpenAl pinned;
  device_ = al.open_loopback(nullptr);
  if (!device_)
    refuse("OpenAL Soft has no loopback device: install OpenAL Soft 1.19 or newer (Debian: libopenal1)");
  const ALCint hrtf = built_in_hrtf(device_);
  const ALCint wanted[] = {ALC_FORMAT_CHANNELS_SOFT,
                           ALC_STEREO_SOFT,
                           ALC_FORMAT_TYPE_SOFT,
                           ALC_FLOAT_SOFT,
                           ALC_FREQUENCY,
                           kSampleRateHz,
                           ALC_HRTF_SOFT,
                           ALC_TRUE,
                           ALC_OUTPUT_LIMITER_SOFT,
                           ALC_FALSE,
                           ALC_MAX_AUXILIARY_SENDS,
                           kReverbs,
                           hrtf < 0 ? 0 : ALC_HRTF_ID_SOFT,
                           hrtf,
                           0};
  context_ = alcCreateContext(device_, wanted);
  if (!context_ || !al.set_thread_context(context_)) refuse("OpenAL Soft cannot mix 48 kHz float stereo");
  ALCint status = ALC_HRTF_DISABLED_SOFT, sends = 0;
  alcGetIntegerv(device_, ALC_HRTF_STATUS_SOFT, 1, &status);
  if (status != ALC_HRTF_ENABLED_SOFT) {
    refuse(std::string("OpenAL Soft gives no HRTF (") + why_no_hrtf(status) +
           "): install its data (Debian: libopenal-data)");
  }
  alcGetIntegerv(device_, ALC_MAX_AUXILIARY_SENDS, 1, &sends);
  if (sends < kReverbs)
    refuse("OpenAL Soft offers fewer than two reverb sends: install OpenAL Soft 1.19 or newer");
  alDistanceModel(AL_INVERSE_DISTANCE_CLAMPED);
  alDopplerFactor(0.0f);
  al.gen_filters(1, &filter_);
  al.filter_i(filter_, AL_FILTER_TYPE, AL_FILTER_LOWPASS);
}

// The level of the HRTF set in front: power of its answer to a click, averaged over the third octaves from
// 250 to 4000 Hz, both ears. It differs between versions (-3.7 dB in 1.19.1), and calibration must not.
double AlWorld::measure_front_db() {
  constexpr int kFrames = 1024;
  std::vector<float> click(kFrames, 0.0f), out(2 * kFrames);
  click[0] = 1.0f;
  ALuint buffer = 0, source = 0;
  alGenBuffers(1, &buffer);
  alBufferData(buffer, AL_FORMAT_MONO_FLOAT32, click.data(), kFrames * sizeof(float), kSampleRateHz);
  alGenSources(1, &source);
  alSourcei(source, AL_BUFFER, static_cast<ALint>(buffer));
  alSource3f(source, AL_POSITION, 0.0f, 0.0f, -1.0f);
  alSourcePlay(source);
  for (int at = 0; at < kFrames; at += kQuantum) mix(std::span(out).subspan(2 * at, 2 * kQuantum));
  alDeleteSources(1, &source);
  alDeleteBuffers(1, &buffer);
  double power = 0.0;
  int count = 0;
  for (int third = -6; third <= 6; ++third) {
    const double step = 2.0 * M_PI * 1000.0 * std::pow(2.0, third / 3.0) / kSampleRateHz;
    for (int ear = 0; ear < 2; ++ear, ++count) {
      double re = 0.0, im = 0.0;
      for (int n = 0; n < kFrames; ++n) {
        re += out[2 * n + ear] * std::cos(step * n);
        im += out[2 * n + ear] * std::sin(step * n);
      }
      power += re * re + im * im;
    }
  }
  const double db = 10.0 * std::log10(power / count + 1e-20);
  if (db < -30.0 || db > 20.0) refuse("OpenAL Soft renders no sound in front of the listener: reinstall it");
  return db;
}

void AlWorld::load_sounds(const SoundBank& sounds, std::span<const SoundId> sounds_of_sources) {
  // Room after a sound's end for the HRTF's answer to its last frame; a voice is cut off with its buffer.
  constexpr std::size_t kRoomAfter = 512;
  buffers_.resize(sounds.size());
  alGenBuffers(static_cast<ALsizei>(buffers_.size()), buffers_.data());
  std::vector<float> padded;
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    const std::vector<float>& samples = sounds.at(static_cast<SoundId>(i)).samples;
    padded.assign(samples.begin(), samples.end());
    padded.resize(std::max<std::size_t>(samples.size(), 1) + kRoomAfter, 0.0f);
    alBufferData(buffers_[i], AL_FORMAT_MONO_FLOAT32, padded.data(),
                 static_cast<ALsizei>(padded.size() * sizeof(float)), kSampleRateHz);
    const ALint loop[] = {0, static_cast<ALint>(padded.size() - kRoomAfter)};
    alBufferiv(buffers_[i], AL_LOOP_POINTS_SOFT, loop);
  }
  sources_.resize(sounds_of_sources.size());
  alGenSources(static_cast<ALsizei>(sources_.size()), sources_.data());
  if (alGetError() != AL_NO_ERROR) {
    sources_.clear();
    refuse("OpenAL Soft cannot hold " + std::to_string(sounds_of_sources.size()) +
           " sources: use fewer sounds");
  }
  sent_.resize(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    alSourcei(sources_[i], AL_BUFFER, static_cast<ALint>(buffers_[sounds_of_sources[i]]));
    alSourcef(sources_[i], AL_REFERENCE_DISTANCE, 1.0f);
    alSourcef(sources_[i], AL_ROLLOFF_FACTOR, 1.0f);
    alSourcef(sources_[i], AL_GAIN, 0.0f);
    alSourcei(sources_[i], AL_AUXILIARY_SEND_FILTER_GAIN_AUTO, AL_FALSE);
    alSourcei(sources_[i], AL_AUXILIARY_SEND_FILTER_GAINHF_AUTO, AL_FALSE);
    alSourcei(sources_[i], AL_DIRECT_FILTER_GAINHF_AUTO, AL_FALSE);
  }
}

void AlWorld::load_rooms(const std::array<Room, kRooms>& rooms) {
  const AlFunctions& al = al_functions();
  al.gen_effects(kRooms, effects_.data());
  for (int i = 0; i < kRooms; ++i) {
    const Room& room = rooms[i];
    const ALuint effect = effects_[i];
    // OpenAL Soft's delay lines are cbrt(density) * 50 m long at most.
    const float density = std::pow(std::clamp(room.size_m, 1.0f, 50.0f) / 50.0f, 3.0f);
    const float wet = std::clamp(from_db(room.wet_db), 0.0f, 1.0f);
    al.effect_i(effect, AL_EFFECT_TYPE, AL_EFFECT_EAXREVERB);
    al.effect_f(effect, AL_EAXREVERB_DENSITY, density);
    al.effect_f(effect, AL_EAXREVERB_DIFFUSION, 1.0f);
    al.effect_f(effect, AL_EAXREVERB_GAIN, wet);
    al.effect_f(effect, AL_EAXREVERB_GAINHF, 0.8f);
    al.effect_f(effect, AL_EAXREVERB_GAINLF, 1.0f);
    al.effect_f(effect, AL_EAXREVERB_DECAY_TIME, std::clamp(room.decay_s, 0.1f, 20.0f));
    al.effect_f(effect, AL_EAXREVERB_DECAY_HFRATIO, std::clamp(room.decay_hf_ratio, 0.1f, 2.0f));
    al.effect_f(effect, AL_EAXREVERB_DECAY_LFRATIO, 1.0f);
    al.effect_f(effect, AL_EAXREVERB_REFLECTIONS_GAIN, 0.5f);
    al.effect_f(effect, AL_EAXREVERB_REFLECTIONS_DELAY, std::clamp(room.pre_delay_s, 0.0f, 0.3f));
    al.effect_f(effect, AL_EAXREVERB_LATE_REVERB_GAIN, 1.0f);
    al.effect_f(effect, AL_EAXREVERB_LATE_REVERB_DELAY, std::clamp(room.pre_delay_s, 0.0f, 0.1f));
    al.effect_i(effect, AL_EAXREVERB_DECAY_HFLIMIT, AL_FALSE);
  }
  al.gen_slots(kReverbs, slots_.data());
  for (ALuint slot : slots_) {
    // The level of a room's sound does not fall with the source's distance, only with its send.
    al.slot_i(slot, AL_EFFECTSLOT_AUXILIARY_SEND_AUTO, AL_TRUE);
    al.slot_i(slot, AL_EFFECTSLOT_EFFECT, static_cast<ALint>(effects_[0]));
    al.slot_f(slot, AL_EFFECTSLOT_GAIN, 0.0f);
  }
  if (alGetError() != AL_NO_ERROR) refuse("OpenAL Soft refused a room's reverb: check the rooms' figures");
}

// Fills OpenAL's pools of pending changes: as many as can be pending at once, for voices, listener and
// reverbs.
void AlWorld::warm_up() {
  std::array<float, 2 * kQuantum> out;
  const int count = std::min<int>(kMaxSounding + 8, static_cast<int>(sources_.size()));
  for (int round = 0; round < 2; ++round) {
    begin();
    for (int i = 0; i < count; ++i) {
      const SourceState state{
          .position = {0.0f, 0.0f, round == 0 ? -1.0f : -2.0f}, .occlusion = 0.5f, .reverb = 1.0f};
      update(i, state);
      start(i, 0);
    }
    listen({0, 0, 0}, glm::quat(1, 0, 0, 0));
    for (int reverb = 0; reverb < kReverbs; ++reverb) reverb_gain(reverb, 0.0f);
    commit();
    for (int i = 0; i < count; ++i)
      alSourcef(sources_[i], AL_GAIN, 0.0f);  // a second change on top of the first
    listen({0, 0, 0}, glm::quat(1, 0, 0, 0));
    for (int reverb = 0; reverb < kReverbs; ++reverb) load_room(reverb, 0);
    mix(out);
    for (int i = 0; i < count; ++i) stop(i);
  }
  for (int i = 0; i < count; ++i) update(i, SourceState{});
}

void AlWorld::begin() noexcept {
  const AlFunctions& al = al_functions();
  al.set_thread_context(context_);
  al.defer_updates();
}

void AlWorld::commit() noexcept {
  al_functions().process_updates();
}

void AlWorld::end() noexcept {
  al_functions().set_thread_context(nullptr);
}

void AlWorld::update(int source, const SourceState& state) noexcept {
  SourceState& sent = sent_[source];
  if (sent == state) return;
  const ALuint id = sources_[source];
  if (sent.gain != state.gain) alSourcef(id, AL_GAIN, state.gain * kHeadroom);
  if (sent.position != state.position)
    alSource3f(id, AL_POSITION, state.position.x, state.position.y, state.position.z);
  if (sent.pitch != state.pitch) alSourcef(id, AL_PITCH, state.pitch);
  if (sent.head_relative != state.head_relative) alSourcei(id, AL_SOURCE_RELATIVE, state.head_relative);
  if (sent.looping != state.looping) alSourcei(id, AL_LOOPING, state.looping);
  if (sent.occlusion != state.occlusion || sent.reverb != state.reverb) send_filters(source, state);
  sent = state;
}

// A wall takes 15 dB of everything from the direct sound and most of its treble; what comes by way of the
// room loses less.
void AlWorld::send_filters(int source, const SourceState& state) noexcept {
  const AlFunctions& al = al_functions();
  const ALuint id = sources_[source];
  al.filter_f(filter_, AL_LOWPASS_GAIN, from_db(-15.0f * state.occlusion));
  al.filter_f(filter_, AL_LOWPASS_GAINHF, from_db(-40.0f * state.occlusion));
  alSourcei(id, AL_DIRECT_FILTER, static_cast<ALint>(state.occlusion > 0.0f ? filter_ : AL_FILTER_NULL));
  al.filter_f(filter_, AL_LOWPASS_GAIN, state.reverb * from_db(-9.0f * state.occlusion));
  al.filter_f(filter_, AL_LOWPASS_GAINHF, from_db(-20.0f * state.occlusion));
  for (int i = 0; i < kReverbs; ++i) {
    const ALuint slot = state.reverb > 0.0f ? slots_[i] : AL_EFFECTSLOT_NULL;
    alSource3i(id, AL_AUXILIARY_SEND_FILTER, static_cast<ALint>(slot), i, static_cast<ALint>(filter_));
  }
}

void AlWorld::start(int source, std::int64_t offset_frames) noexcept {
  alSourcei(sources_[source], AL_SAMPLE_OFFSET, static_cast<ALint>(offset_frames));
  alSourcePlay(sources_[source]);
}

void AlWorld::stop(int source) noexcept {
  alSourceStop(sources_[source]);
}

void AlWorld::pause(int source) noexcept {
  alSourcePause(sources_[source]);
}

void AlWorld::resume(int source, std::int64_t offset_frames) noexcept {
  alSourceStop(sources_[source]);  // also one that ran to its end while the sound was faded out
  start(source, offset_frames);
}

void AlWorld::listen(const glm::vec3& position, const glm::quat& orientation) noexcept {
  const glm::vec3 ahead = orientation * glm::vec3(0.0f, 0.0f, -1.0f);
  const glm::vec3 up = orientation * glm::vec3(0.0f, 1.0f, 0.0f);
  const ALfloat both[] = {ahead.x, ahead.y, ahead.z, up.x, up.y, up.z};
  alListener3f(AL_POSITION, position.x, position.y, position.z);
  alListenerfv(AL_ORIENTATION, both);
}

void AlWorld::load_room(int reverb, int room) noexcept {
  al_functions().slot_i(slots_[reverb], AL_EFFECTSLOT_EFFECT, static_cast<ALint>(effects_[room]));
}

void AlWorld::reverb_gain(int reverb, float gain) noexcept {
  al_functions().slot_f(slots_[reverb], AL_EFFECTSLOT_GAIN, gain);
}

void AlWorld::mix(std::span<float> frames) noexcept {
  al_functions().render_samples(device_, frames.data(), static_cast<ALCsizei>(frames.size() / 2));
}

int AlWorld::take_faults() noexcept {
  return alGetError() == AL_NO_ERROR ? 0 : 1;
}

std::string AlWorld::describe() const {
  al_functions().set_thread_context(context_);
  const char* version = alGetString(AL_VERSION);
  const char* set = alcGetString(device_, ALC_HRTF_SPECIFIER_SOFT);
  std::array<char, 256> text;
  std::snprintf(text.data(), text.size(), "OpenAL %s, HRTF set \"%s\", %+.1f dB in front, made good",
                version ? version : "?", set ? set : "?", -front_compensation_db_);
  al_functions().set_thread_context(nullptr);
  return text.data();
}

void AlWorld::release() noexcept {
  if (!device_) return;
  const AlFunctions& al = al_functions();
  if (context_ && al.set_thread_context(context_)) {
    alDeleteSources(static_cast<ALsizei>(sources_.size()), sources_.data());
    alDeleteBuffers(static_cast<ALsizei>(buffers_.size()), buffers_.data());
    if (slots_[0]) al.delete_slots(kReverbs, slots_.data());
    if (effects_[0]) al.delete_effects(kRooms, effects_.data());
    if (filter_) al.delete_filters(1, &filter_);
  }
  al.set_thread_context(nullptr);
  if (context_) alcDestroyContext(context_);
  alcCloseDevice(device_);
  device_ = nullptr;
  context_ = nullptr;
}

}  // namespace threshold::audio
