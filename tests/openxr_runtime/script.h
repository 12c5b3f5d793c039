// The language of commands and questions in which tests and script files speak to the test runtime.
//
// Presence   head X Y Z [QX QY QZ QW] | eyes X Y Z [Q] | eyes shut | grip|aim|palm left|right X Y Z [Q]
//            velocity left|right X Y Z | controller|joints left|right on|off | curl left|right V
//            pinch left|right on|off | pcm left|right HZ [MOST] | input PATH V [V2]
//            profile left|right PATH | worn on|off | tracked on|off
// Room       local X Y Z [Q] | stage X Y Z [Q] | stage off | field left|right L R U D | views W H
//            depth_formats none|16|32|both | sound_device ID|none
//            mask left|right X Y X Y X Y... (a fan of triangles; none: all is seen)
// Life       wish focused|visible|synchronized|stopped|exit | rate HZ | paced on|off | advance MS
//            load NS (a pixel of the eyes' pictures; what does not fit the period comes a refresh later)
// Faults     lose_session MS | lose_instance MS | kill | gone on|off | headset on|off | recentre
//            times T... | hidden N | swapchain_timeouts N | late_depth N | late N MS
//            fail FUNCTION RESULT [N] | hang FUNCTION MS|forever|off | extension NAME on|off
// Pictures   compose [FILE_STEM]
// Questions  mistakes | mistake N | frames | pictures | empty_frames | needless_pictures | discarded
//            quads | instances | sessions | swapchains | early_attempts | hung | depths | overruns | depth EYE X Y
//            planes EYE | part EYE | live | state | haptics | haptic N | samples N | time | rate
#pragma once

#include <cstdint>
#include <string>

namespace threshold::test_runtime {

std::string obey(const std::string& command);  // empty, or what is wrong with the command
std::string answer(const std::string& question);
// Lines due of THRESHOLD_TEST_RUNTIME_SCRIPT, "<step> <command>": a step is a frame, or a look for events
// while no session runs; step 0 is before the first call.
void run_script(std::int64_t step);

}  // namespace threshold::test_runtime
