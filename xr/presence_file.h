// A recorded presence: what one visitor did, tick by tick, so that a walk can be walked again exactly.
//
// Format, little-endian: the line "threshold presence 1\n", then one record a tick: a byte of flags
// (what follows), then only what changed since the tick before. Poses are IEEE floats, bit for bit.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "xr/presence.h"

namespace threshold::xr {

// Writes to FILE.part and gives it its name in finish(), so that a half-written walk never bears it.
// Throws std::runtime_error (file, what, what to do) when the disk refuses.
class PresenceWriter {
 public:
  explicit PresenceWriter(std::filesystem::path file);
  ~PresenceWriter();  // without finish(): removes the part
  PresenceWriter(const PresenceWriter&) = delete;
  PresenceWriter& operator=(const PresenceWriter&) = delete;

  void add(const Presence& presence);
  void finish();

 private:
  std::filesystem::path file_;
  std::FILE* part_ = nullptr;
  Presence last_;
  bool first_ = true;
  std::vector<std::uint8_t> bytes_;
};

class PresenceReader {
 public:
  // Reads the whole file. Throws std::runtime_error: missing, not a presence file.
  explicit PresenceReader(const std::filesystem::path& file);
  // Made of bytes, for tests and fuzzing.
  PresenceReader(std::vector<std::uint8_t> bytes, std::string name);

  // The next tick, or nothing at the end. Throws std::runtime_error on a damaged record, naming the tick.
  std::optional<Presence> next();

 private:
  std::string name_;
  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::int64_t tick_ = 0;
  Presence last_;
};

}  // namespace threshold::xr
