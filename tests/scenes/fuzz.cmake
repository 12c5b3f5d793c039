# Fuzzing of what authors write: clang's libFuzzer. cmake -DTHRESHOLD_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++
if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
  message(FATAL_ERROR "THRESHOLD_FUZZ needs clang's libFuzzer: configure with -DCMAKE_CXX_COMPILER=clang++")
endif()
target_compile_options(threshold_story PRIVATE -fsanitize=fuzzer-no-link,address,undefined)
add_executable(scenes_fuzz fuzz_story_files.cpp)
target_link_libraries(scenes_fuzz PRIVATE threshold_story)
target_compile_options(scenes_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
target_link_options(scenes_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
