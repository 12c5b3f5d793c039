// Shelf: eye pictures on their way from the headset's graphics device to the window's thread. Places are lent
// by the device's side; nobody ever waits for the other but for the copying of one picture.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

namespace threshold::xr {

// A picture as displays show it: R, G, B, A, rows from the top.
struct EyePicture {
  int width = 0, height = 0;
  float aspect = 1.0f;  // width by height as it is seen
  std::uint64_t number = 0;
  std::vector<std::uint8_t> rgba;
};

class Shelf {
 public:
  static constexpr std::size_t kPlaces = 3;

  // The device's side. A place that is free, or that holds a picture nobody came for; nothing: all are being
  // filled or read.
  bool take_place(std::size_t* which) {
    for (const State wanted : {State::free, State::ready}) {
      for (std::size_t i = 0; i < kPlaces; ++i) {
        State found = wanted;
        if (!places_[i].state.compare_exchange_strong(found, State::filling)) continue;
        *which = i;
        return true;
      }
    }
    return false;
  }
  // `pixels` may be read until take_place() gives the place again or close() came back.
  void offer(std::size_t which, const std::uint8_t* pixels, int width, int height, float aspect,
             std::uint64_t number) {
    Place& place = places_[which];
    place.pixels = pixels;
    place.width = width, place.height = height;
    place.aspect = aspect;
    place.number = number;
    place.state.store(State::ready);
  }
  void give_up(std::size_t which) { places_[which].state.store(State::free); }
  // All pictures are taken back: their memory goes.
  void close() {
    for (Place& place : places_) {
      for (State found = State::ready; !place.state.compare_exchange_strong(found, State::free);
           found = State::ready) {
        if (found != State::reading) break;
        std::this_thread::yield();
      }
      place.state.store(State::free);
    }
  }

  // The window's side: copies the newest picture that is newer than `out`.
  bool read(EyePicture* out) {
    Place* newest = nullptr;
    for (Place& place : places_) {
      State found = State::ready;
      if (!place.state.compare_exchange_strong(found, State::reading)) continue;
      if (newest != nullptr && newest->number > place.number) {
        place.state.store(State::free);
        continue;
      }
      if (newest != nullptr) newest->state.store(State::free);
      newest = &place;
    }
    if (newest == nullptr) return false;
    const bool fresh = newest->number > out->number;
    if (fresh) {
      out->width = newest->width, out->height = newest->height;
      out->aspect = newest->aspect;
      out->number = newest->number;
      out->rgba.resize(static_cast<std::size_t>(newest->width) * static_cast<std::size_t>(newest->height) *
                       4);
      std::memcpy(out->rgba.data(), newest->pixels, out->rgba.size());
    }
    newest->state.store(State::free);
    return fresh;
  }

 private:
  enum class State : std::uint8_t { free, filling, ready, reading };
  struct Place {
    std::atomic<State> state{State::free};
    const std::uint8_t* pixels = nullptr;
    int width = 0, height = 0;
    float aspect = 1.0f;
    std::uint64_t number = 0;
  };
  std::array<Place, kPlaces> places_;
};

}  // namespace threshold::xr
