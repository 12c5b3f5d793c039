// The test runtime as tests speak to it: opened beside the loader's own use of it, in the same process.
#pragma once

#include <gtest/gtest.h>

#include <dlfcn.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace threshold::xr {

class TestRuntime {
 public:
  TestRuntime() {
    setenv("XR_RUNTIME_JSON", THRESHOLD_TEST_RUNTIME_JSON, 1);
    library_ = dlopen(THRESHOLD_TEST_RUNTIME_LIBRARY, RTLD_NOW);
    if (library_ == nullptr) throw std::runtime_error(dlerror());
    find(&reset_, "threshold_runtime_reset");
    find(&tell_, "threshold_runtime_tell");
    find(&ask_, "threshold_runtime_ask");
    find(&picture_, "threshold_runtime_picture");
    reset_();
  }
  ~TestRuntime() { dlclose(library_); }
  TestRuntime(const TestRuntime&) = delete;
  TestRuntime& operator=(const TestRuntime&) = delete;

  void tell(const std::string& command) const { EXPECT_STREQ(tell_(command.c_str()), "") << command; }
  std::string ask(const std::string& question) const { return ask_(question.c_str()); }
  std::int64_t number(const std::string& question) const { return std::stoll(ask(question)); }

  // Pixel of the last composed picture, from the top left, 8 bit sRGB.
  std::array<int, 3> pixel(int eye, std::uint32_t x, std::uint32_t y) const {
    std::uint32_t width = 0, height = 0;
    const std::uint8_t* rgba = picture_(eye, &width, &height);
    if (rgba == nullptr || x >= width || y >= height) return {-1, -1, -1};
    const std::uint8_t* p = rgba + 4 * (std::size_t{y} * width + x);
    return {p[0], p[1], p[2]};
  }

 private:
  template <typename Function>
  void find(Function* function, const char* name) {
    *function = reinterpret_cast<Function>(dlsym(library_, name));
    if (*function == nullptr) throw std::runtime_error(std::string("test runtime lacks ") + name);
  }

  void* library_ = nullptr;
  void (*reset_)() = nullptr;
  const char* (*tell_)(const char*) = nullptr;
  const char* (*ask_)(const char*) = nullptr;
  const std::uint8_t* (*picture_)(int, std::uint32_t*, std::uint32_t*) = nullptr;
};

}  // namespace threshold::xr
