// Said: words and the picture made of them, made again only when they change.
#pragma once

#include <array>
#include <memory>
#include <utility>

#include "xr/say/sheet.h"
#include "xr/say/text_picture.h"

namespace threshold::xr {

inline TextPicture picture_of(const Lines& lines, int em_px, int most_width_px) {
  return draw_lines(lines, em_px, most_width_px, true);
}
inline TextPicture picture_of(const Sheet& sheet, int em_px, int width_px) {
  return draw_sheet(sheet, {em_px, width_px, 0, true}).front();
}

// `Words`: Lines, or a Sheet.
template <class Words>
class Said {
 public:
  // In smaller type where it would be higher than `most_height_px`, down to what nobody can read.
  const std::shared_ptr<const TextPicture>& as(Words words, int em_px, int width_px,
                                               int most_height_px = 1 << 20) {
    const std::array<int, 3> asked = {em_px, width_px, most_height_px};
    if (picture_ && words == words_ && asked == asked_) return picture_;
    words_ = std::move(words);
    asked_ = asked;
    TextPicture made = picture_of(words_, em_px, width_px);
    while (made.height > most_height_px && em_px > kLeast_em) made = picture_of(words_, --em_px, width_px);
    picture_ = std::make_shared<const TextPicture>(std::move(made));
    return picture_;
  }

 private:
  static constexpr int kLeast_em = 5;
  Words words_;
  std::array<int, 3> asked_{};
  std::shared_ptr<const TextPicture> picture_;
};

}  // namespace threshold::xr
