// Sheet: headings and rows of two, a key and what it does or a figure's name and the figure, as pages of a
// given size: as many columns as have room, more pages where one is not enough. In writing from the right all
// of it is mirrored.
#pragma once

#include <string>
#include <vector>

#include "xr/say/text_picture.h"

namespace threshold::xr {

struct SheetRow {
  // `turn`: what follows begins another page.
  enum class Kind : std::uint8_t { pair, heading, turn } kind = Kind::pair;
  std::string key, text;  // of a heading: text alone
  friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

struct Sheet {
  std::string title, foot;  // on every page; may be empty
  std::vector<SheetRow> rows;
  friend bool operator==(const Sheet&, const Sheet&) = default;
};

struct SheetSize {
  int em_px = 24;  // height of the rows' type
  int width_px = 640, height_px = 480;
  bool as_high_as_needed = false;  // one column, one page; `height_px` is not asked
};

// Every page is as large as asked for. Type that is too large for a single row to fit is made smaller. One
// thread at a time.
std::vector<TextPicture> draw_sheet(const Sheet& sheet, const SheetSize& size);

}  // namespace threshold::xr
