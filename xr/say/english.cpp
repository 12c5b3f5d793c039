#include <array>

#include "xr/say/texts.h"

namespace threshold::xr {
namespace {

constexpr std::array kEnglish = {
    // The card for onlookers.
    EnglishText{"attendant_runs", "Somebody is on the walk."},
    EnglishText{"attendant_paused", "The walk is paused."},
    EnglishText{"attendant_waits", "Waiting for the next visitor."},
    EnglishText{"attendant_over", "The walk is over."},
    EnglishText{"attendant_minutes", "About {0} minutes to go."},
    EnglishText{"attendant_minute", "Less than a minute to go."},

    // Why the story stands, as xr/openxr and the mirror say it.
    EnglishText{"held_no_runtime", "The headset's software does not answer; trying again."},
    EnglishText{"held_no_headset", "The headset is not connected; trying again."},
    EnglishText{"held_stuck", "The headset's runtime does not answer; waiting for it."},
    EnglishText{"held_asked_to_end", "The headset asked the program to end."},
    EnglishText{"held_starting", "The headset is starting."},
    EnglishText{"held_menu", "The headset's own menu is open."},
    EnglishText{"held_other", "The headset shows something else."},
    EnglishText{"held_idle", "The headset is idle; put it on to go on."},
    EnglishText{"held_taken_off", "The headset was taken off."},
    EnglishText{"held_by_attendant",
                "The attendant said that nobody wears the headset; T says that somebody does again."},
    EnglishText{"held_sound", "The sound device is gone; the story waits for it or another."},

    // What the attendant may do about it.
    EnglishText{"do_no_runtime",
                "Start the headset's software again. The walk goes on by itself from where it stopped."},
    EnglishText{"do_no_headset",
                "Connect the headset and switch it on. The walk goes on by itself from where it stopped."},
    EnglishText{"do_stuck",
                "Wait a moment. If it stays like this, start the headset's software again; "
                "the walk goes on by itself from where it stopped."},
    EnglishText{"do_menu", "Ask the visitor to close the headset's menu, or close it for them."},
    EnglishText{"do_taken_off",
                "Give the headset back, and the walk goes on. For somebody else: Backspace begins again."},
    EnglishText{"do_put_on", "Put the headset on, or wake it up. The walk goes on by itself."},
    EnglishText{"do_wait", "Nothing to do: it takes a few seconds."},
    EnglishText{"do_by_attendant", "When somebody wears it again, press T. For somebody else: Backspace."},
    EnglishText{
        "do_sound",
        "Connect it again, or another one. The walk goes on by itself from where it stopped, after half a "
        "minute without sound."},

    // Over the picture, while the story goes on.
    EnglishText{"sound_gone", "No sound: the sound device is gone. Connect it again, or another one."},
    EnglishText{"sound_none", "No sound: no device was found. Connect one and start the program again."},
    EnglishText{"sound_other", "The chosen sound device is missing. The default one plays until it is back."},
    EnglishText{"leave_again", "Press Esc once more to end the walk."},
    EnglishText{"keys_hint", "H: keys"},
    EnglishText{"paused_hint", "Paused. P goes on."},

    // Figures: names, and what they say.
    EnglishText{"figure_headset", "Headset"},
    EnglishText{"figure_part", "Part"},
    EnglishText{"figure_to_go", "To go"},
    EnglishText{"figure_pictures", "Pictures"},
    EnglishText{"figure_work", "Work"},
    EnglishText{"figure_sound", "Sound"},
    EnglishText{"figure_left", "Left hand"},
    EnglishText{"figure_right", "Right hand"},
    EnglishText{"figure_runtime", "Software"},
    EnglishText{"figure_recovered", "Recovered"},
    EnglishText{"figure_none", "none"},
    EnglishText{"figure_paused", "{0}, paused"},
    EnglishText{"figure_rate", "{0} a second"},
    EnglishText{"figure_missed", "{0} of {1} came late"},
    EnglishText{"figure_no_late", "none came late"},
    EnglishText{"figure_of_ms", "{0} of {1} ms a picture"},
    EnglishText{"decimal_point", "."},
    EnglishText{"figure_bare_hand", "bare hand"},
    EnglishText{"figure_never", "never"},
    EnglishText{"figure_once", "once"},
    EnglishText{"figure_times", "{0} times"},
    EnglishText{"sound_plays", "plays: {0}"},
    EnglishText{"sound_plays_other", "plays on another device: {0}"},
    EnglishText{"sound_waits", "lost: the walk waits for it"},
    EnglishText{"sound_silent", "lost: the walk goes on in silence"},
    EnglishText{"sound_no_device", "no device"},
    EnglishText{"sound_off", "off"},
    EnglishText{"state_no_runtime", "software gone"},
    EnglishText{"state_no_headset", "not connected"},
    EnglishText{"state_focused", "in use"},
    EnglishText{"state_visible", "its menu is open"},
    EnglishText{"state_synchronized", "shows something else"},
    EnglishText{"state_idle", "idle"},
    EnglishText{"state_ready", "starting"},
    EnglishText{"state_stopping", "stopping"},
    EnglishText{"state_loss_pending", "being lost"},
    EnglishText{"state_exiting", "leaving"},

    // The attendant's keys.
    EnglishText{"keys_title", "Keys"},
    EnglishText{"key_left_eye", "what the left eye sees"},
    EnglishText{"key_right_eye", "what the right eye sees"},
    EnglishText{"key_smoothed", "a calm, wide view"},
    EnglishText{"key_card", "a card that shows none of it"},
    EnglishText{"key_overlay", "figures"},
    EnglishText{"key_help", "these keys"},
    EnglishText{"key_recentre", "bring the place to the visitor"},
    EnglishText{"key_pause", "pause, go on"},
    EnglishText{"key_next", "next part"},
    EnglishText{"key_taken_off", "nobody wears the headset; again: somebody does"},
    EnglishText{"key_begin_again", "from the beginning, for somebody else"},
    EnglishText{"key_fullscreen", "full screen"},
    EnglishText{"key_leave", "end the walk"},
    EnglishText{"name_backspace", "Backspace"},
    EnglishText{"name_escape_twice", "Esc, Esc"},

    // The desk's card: headings.
    EnglishText{"desk_hands", "Your hands"},
    EnglishText{"desk_parts", "Play by key"},
    EnglishText{"desk_walk", "The walk"},
    EnglishText{"desk_pad", "Gamepad"},
    EnglishText{"desk_keys_title", "Keys, mouse and gamepad"},
    EnglishText{"desk_hint", "{0}: keys"},
    EnglishText{"desk_closes", "{0} closes. The walk waits meanwhile."},
    EnglishText{"desk_turns", "{0} turns the page."},
    // Mouse.
    EnglishText{"mouse_move", "Mouse"},
    EnglishText{"mouse_click", "Click"},
    EnglishText{"mouse_left_hand", "Middle click"},
    EnglishText{"mouse_look", "Right, hold"},
    EnglishText{"mouse_wheel", "Wheel"},
    EnglishText{"does_aim", "aims; flicked down, it strikes"},
    EnglishText{"does_strike", "strikes; held, the hand stays"},
    EnglishText{"does_left_hand", "left hand strikes"},
    EnglishText{"does_look", "looks around"},
    EnglishText{"does_reach", "hand nearer, farther"},
    // Keys, by the names of a keys file.
    EnglishText{"desk_lean", "lean"},
    EnglishText{"desk_strikes", "left, right hand strikes"},
    EnglishText{"desk_confirm", "yes, go on"},
    EnglishText{"desk_pause", "pause, go on"},
    EnglishText{"desk_skip", "next part"},
    EnglishText{"desk_captions", "captions: next choice"},
    EnglishText{"desk_recentre", "back to your place"},
    EnglishText{"desk_help", "this card"},
    EnglishText{"desk_fullscreen", "full screen"},
    EnglishText{"desk_exit", "leave"},
    EnglishText{"desk_slot_1", "kick, table, slide"},
    EnglishText{"desk_slot_2", "snare"},
    EnglishText{"desk_slot_3", "hi-hat"},
    EnglishText{"desk_slot_4", "high tom"},
    EnglishText{"desk_slot_5", "floor tom"},
    EnglishText{"desk_slot_6", "crash"},
    EnglishText{"desk_slot_7", "ride"},
    EnglishText{"desk_slot_8", "part 8"},
    EnglishText{"desk_harder", "with a letter: harder"},
    // Gamepad.
    EnglishText{"pad_left_stick", "Left stick"},
    EnglishText{"pad_right_stick", "Right stick"},
    EnglishText{"pad_triggers", "Triggers"},
    EnglishText{"pad_bumpers", "Bumpers"},
    EnglishText{"pad_start", "Start"},
    EnglishText{"pad_back", "Back"},
    EnglishText{"pad_right", "Pad right"},
    EnglishText{"pad_up", "Pad up"},
    EnglishText{"pad_press", "Press right stick"},
    EnglishText{"does_lean", "lean"},
    EnglishText{"does_triggers", "left, right hand strikes"},
    EnglishText{"does_bumpers", "kick, table, slide; ride"},
    EnglishText{"does_a", "snare; yes, go on"},
};

}  // namespace

std::span<const EnglishText> english_texts() {
  return kEnglish;
}

}  // namespace threshold::xr
