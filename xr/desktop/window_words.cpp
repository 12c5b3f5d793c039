#include "xr/desktop/window_words.h"

#include <algorithm>
#include <utility>

#include "xr/desktop/key_sheet.h"

namespace threshold::xr {

// A line is a twenty-eighth of the height: half a degree of sight from two heights away.
int WindowWords::em(VkExtent2D window) const {
  const int height = static_cast<int>(std::min(window.height, window.width * 3 / 4));
  return std::clamp(height * text_percent_ / 2800, 8, 200);
}

std::vector<OverlaidText> WindowWords::over(VkExtent2D window, int page, bool pad_first,
                                            double since_start_s) {
  const int type = em(window), width = static_cast<int>(window.width),
            height = static_cast<int>(window.height);
  if (page > 0) {
    const std::array<int, 3> asked = {width, height, pad_first};
    if (std::exchange(card_asked_, asked) != asked || card_.empty())
      card_ = draw_sheet(key_sheet(keys_, texts_, pad_first), {type, width, height});
    return {{&card_[static_cast<std::size_t>(std::min(page, pages()) - 1)], 0, 0}};
  }
  if (since_start_s > kHintFor_s || keys_.keys_of(Action::help).empty()) return {};
  if (std::exchange(hint_em_, type) != type)
    hint_ = draw_lines({{Line::Kind::small, texts_.say("desk_hint", {keys_.keys_of(Action::help)})}}, type,
                       width, false);
  return {{&hint_, type / 2, height - hint_.height - type / 2}};
}

}  // namespace threshold::xr
