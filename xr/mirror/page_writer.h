// PageWriter: what is written in the mirror's window and where, over a picture or without one. Pure but for
// the letters; the window's thread shows it.
#pragma once

#include <array>

#include "xr/mirror/attendant.h"
#include "xr/mirror/page.h"
#include "xr/mirror/said.h"
#include "xr/mirror/words.h"

namespace threshold::xr {

// How it stands with the window and the walk in this frame.
struct PageCase {
  const MirrorState& state;
  const Attendant& attendant;
  int width = 0, height = 0;  // of the window, in pixels
  bool drawn = false;         // the visitor was shown a picture
  double now_s = 0.0;
};

class PageWriter {
 public:
  PageWriter(Texts texts, int text_percent, double now_s)
      : texts_(std::move(texts)), text_percent_(text_percent), began_s_(now_s) {}
  Page write(const PageCase& now);
  void keys_came() { figures_due_s_ = 0.0; }  // what was asked for is to be seen at once

 private:
  int em_of(int width, int height) const;
  bool picture_stands(const PageCase& now);
  void write_column(const PageCase& now, int em, Page* page);
  void write_words(const PageCase& now, int em, Page* page);

  Texts texts_;
  int text_percent_;
  double began_s_, drawn_s_ = -1e9, figures_due_s_ = 0.0;
  Said<Lines> card_, held_, caption_, notice_, leave_, hint_;
  Said<Sheet> figures_, help_;
  Sheet figures_now_;
  std::array<int, 5> column_asked_{};
  int column_em_ = 0;
};

}  // namespace threshold::xr
