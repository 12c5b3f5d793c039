// Handles that are never used twice, so that an application's use of a dead one is always found out.
#pragma once

#include <openxr/openxr.h>

#include <cstdint>
#include <map>
#include <memory>

namespace threshold::test_runtime {

template <typename Handle, typename Thing>
class Table {
 public:
  explicit Table(std::uint64_t kind) : next_((kind << 32) + 1) {}

  Handle add(std::unique_ptr<Thing> thing) {
    const Handle handle = reinterpret_cast<Handle>(next_++);
    things_[handle] = std::move(thing);
    return handle;
  }
  Thing* find(Handle handle) const {
    const auto found = things_.find(handle);
    return found == things_.end() ? nullptr : found->second.get();
  }
  bool remove(Handle handle) { return things_.erase(handle) == 1; }
  void clear() { things_.clear(); }
  std::size_t size() const { return things_.size(); }
  auto begin() const { return things_.begin(); }
  auto end() const { return things_.end(); }

 private:
  std::uint64_t next_;
  std::map<Handle, std::unique_ptr<Thing>> things_;
};

}  // namespace threshold::test_runtime
