// Page: all that stands in the mirror's window, as the main thread hands it to the window's own thread.
#pragma once

#include <memory>
#include <vector>

#include "xr/say/text_picture.h"

namespace threshold::xr {

struct PlacedText {
  std::shared_ptr<const TextPicture> text;
  int x = 0, y = 0;  // of the upper left corner, in pixels of the window
  friend bool operator==(const PlacedText&, const PlacedText&) = default;
};

struct PagePart {  // of the window, in its pixels
  int left = 0, top = 0, width = 0, height = 0;
  friend bool operator==(const PagePart&, const PagePart&) = default;
};

struct Page {
  int width = 0, height = 0;      // of the window; 0: it is not to be seen
  bool picture = false;           // an eye's picture stands behind the words, whole, as large as fits in:
  PagePart part;                  // the rest of the window is for words
  std::vector<PlacedText> texts;  // later ones over earlier ones
  friend bool operator==(const Page&, const Page&) = default;
};

}  // namespace threshold::xr
