/* Control of the test runtime: what a test, found by dlsym in the same process, may tell it and ask it.
 * Commands and questions are lines of text (script.h lists them); a script file named by
 * THRESHOLD_TEST_RUNTIME_SCRIPT holds "<step> <command>" lines for programs that know nothing of this. */
#pragma once

#include <cstdint>

extern "C" {
// Forgets everything: scripted presence, faults, mistakes, counters, live handles.
void threshold_runtime_reset();
// Obeys one command. Returns an empty string, or one sentence saying what is wrong with the command.
const char* threshold_runtime_tell(const char* command);
// Answers one question as text. The text lives until this thread's next question.
const char* threshold_runtime_ask(const char* question);
// The last composed picture of an eye (after "compose"): rows from the top, RGBA, 8 bit sRGB. Null: none.
const std::uint8_t* threshold_runtime_picture(int eye, std::uint32_t* width, std::uint32_t* height);
}
