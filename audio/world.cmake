# threshold_audio: the sound world. Sound moments in, two soundtracks out; outputs to a device or a file.
find_package(OpenAL REQUIRED)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
find_package(tomlplusplus REQUIRED)

threshold_library(threshold_audio
  SOURCES al_functions.cpp al_world.cpp contact_bus.cpp engine.cpp openal_config.cpp sound_bank.cpp sound_file.cpp
          sdl_port.cpp speaker.cpp voice_pool.cpp
  LINK threshold_hearing Threads::Threads
  PRIVATE OpenAL::OpenAL PkgConfig::SNDFILE PkgConfig::SDL2 tomlplusplus::tomlplusplus)
