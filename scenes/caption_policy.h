// CaptionPolicy: which of the story's captions a visitor reads.
//
// Following these ears (the default): margin = how loud it is at the visitor's ears (dB HL, the caption's
// level_db_hl) minus the loss of the better of the ears that it reaches, averaged over 500, 1000, 2000 and
// 4000 Hz. Speech is understood from 15 dB above threshold on (about where half to most words of a sentence
// are); from -25 dB on a voice is known to be there, by its low end and by the face: "[voice]"; below that,
// nothing. Sound and music are recognised from 5 dB on, and are there without a name from -15 dB on. What is
// felt through wood, metal or skin is known whatever the loss. Silence has no captions but signing's.
#pragma once

#include <cstdint>
#include <string_view>

#include "audio/hearing/state.h"
#include "scenes/story.h"

namespace threshold::scenes {

enum class CaptionPolicy : std::uint8_t {
  follow_ears,  // as above; signing is "[signing in ASL]"
  full,         // everything heard in the story, whatever these ears catch; signing is "[signing in ASL]"
  all_signing,  // full, and signing in words
  off,
};

enum class CaptionForm : std::uint8_t { none, kind_only, words };  // kind_only: "[voice]"

CaptionForm form_of(const CaptionCue& caption, const audio::hearing::State& hearing, CaptionPolicy policy);
CaptionPolicy next(CaptionPolicy policy);
// The key of the text that names it.
std::string_view text_key(CaptionPolicy policy);

}  // namespace threshold::scenes
