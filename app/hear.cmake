# threshold_hear: `threshold hear` and `threshold calibrate`; knows the hearing model, not the story.
pkg_check_modules(HEAR_SNDFILE REQUIRED IMPORTED_TARGET GLOBAL sndfile)
pkg_check_modules(HEAR_SAMPLERATE REQUIRED IMPORTED_TARGET GLOBAL samplerate)
pkg_check_modules(HEAR_CAIRO REQUIRED IMPORTED_TARGET GLOBAL cairo)
pkg_check_modules(HEAR_SDL2 REQUIRED IMPORTED_TARGET GLOBAL sdl2)
find_package(nlohmann_json REQUIRED)

threshold_library(threshold_hear
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/calibrate.cpp ${CMAKE_CURRENT_LIST_DIR}/calibration_store.cpp
          ${CMAKE_CURRENT_LIST_DIR}/hear.cpp
          ${CMAKE_CURRENT_LIST_DIR}/hear_plot.cpp ${CMAKE_CURRENT_LIST_DIR}/hear_progress.cpp
          ${CMAKE_CURRENT_LIST_DIR}/hear_sound.cpp
  LINK threshold_audiogram
  PRIVATE PkgConfig::HEAR_SNDFILE PkgConfig::HEAR_SAMPLERATE PkgConfig::HEAR_CAIRO PkgConfig::HEAR_SDL2
          nlohmann_json::nlohmann_json)

# The same subcommands alone, without story and picture: for measuring.
add_executable(threshold_hear_tool ${CMAKE_CURRENT_LIST_DIR}/hear_main.cpp)
target_link_libraries(threshold_hear_tool PRIVATE threshold_options threshold_hear)
