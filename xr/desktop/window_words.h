// WindowWords: what the window writes over its picture: the card of keys, page by page, and at the start that
// there is one. Pictures of words are made again only when what is asked for changes.
#pragma once

#include <array>
#include <vector>

#include "xr/desktop/keys.h"
#include "xr/desktop/overlay.h"
#include "xr/say/texts.h"

namespace threshold::xr {

inline constexpr double kHintFor_s = 12.0;  // the hint stands, from the first picture

class WindowWords {
 public:
  WindowWords(const Keys& keys, Texts texts, int text_percent)
      : keys_(keys), texts_(std::move(texts)), text_percent_(text_percent) {}

  // `page`: of the card; 0: closed. In pixels of a window of this size.
  std::vector<OverlaidText> over(VkExtent2D window, int page, bool pad_first, double since_start_s);
  int pages() const { return static_cast<int>(card_.size()); }  // as last laid out

 private:
  int em(VkExtent2D window) const;
  const Keys& keys_;
  const Texts texts_;
  const int text_percent_;
  std::array<int, 3> card_asked_{};
  std::vector<TextPicture> card_;
  int hint_em_ = 0;
  TextPicture hint_;
};

}  // namespace threshold::xr
