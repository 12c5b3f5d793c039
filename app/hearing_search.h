// HearingSearch: the threshold of one tone by ear, after Hughson & Westlake (ISO 8253-1, ascending method):
// down 10 dB when heard, up 5 dB when not; the lowest level heard in two of three ascents is the threshold.
#pragma once

#include <map>
#include <optional>

namespace threshold::app {

class HearingSearch {
 public:
  HearingSearch(double start_db, double lowest_db, double highest_db)
      : level_db_(start_db), lowest_db_(lowest_db), highest_db_(highest_db) {}

  double level_db() const { return level_db_; }
  // Set when found, or when the search met its lowest or highest level twice.
  std::optional<double> threshold_db() const { return found_; }

  void answer(bool heard) {
    if (found_) return;
    if (heard) {
      if (rising_ && ++heard_at_[level_db_] == 2) found_ = level_db_;
      if (level_db_ <= lowest_db_ && ++at_end_ == 2) found_ = level_db_;
      level_db_ = level_db_ - 10.0 < lowest_db_ ? lowest_db_ : level_db_ - 10.0;
      rising_ = false;
    } else {
      if (level_db_ >= highest_db_ && ++at_end_ == 2) found_ = level_db_;
      level_db_ = level_db_ + 5.0 > highest_db_ ? highest_db_ : level_db_ + 5.0;
      rising_ = true;
    }
  }

 private:
  double level_db_, lowest_db_, highest_db_;
  bool rising_ = false;
  int at_end_ = 0;
  std::map<double, int> heard_at_;
  std::optional<double> found_;
};

}  // namespace threshold::app
