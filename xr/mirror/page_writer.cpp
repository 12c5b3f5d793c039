#include "xr/mirror/page_writer.h"

#include <algorithm>
#include <utility>

namespace threshold::xr {
namespace {

constexpr double kFigures_s = 0.25;  // figures that change faster nobody reads
constexpr double kHint_s = 15.0;     // that there are keys at all is said at the start
constexpr double kStands_s = 0.3;    // a frame or some that were not drawn are no reason for a dark window
constexpr int kSmallest_em = 10;

}  // namespace

int PageWriter::em_of(int width, int height) const {
  return std::clamp(std::min(height / 26, width / 40) * text_percent_ / 100, 11, 160);
}

// With a call that may be using the device the last picture stays, under the words that say why.
bool PageWriter::picture_stands(const PageCase& now) {
  if (now.drawn) drawn_s_ = now.now_s;
  if (now.attendant.view() == MirrorView::card) return false;
  return now.drawn || now.state.status.graphics_busy ||
         (!now.state.held() && now.now_s - drawn_s_ < kStands_s);
}

Page PageWriter::write(const PageCase& now) {
  Page page;
  page.picture = picture_stands(now);
  if (now.width <= 0 || now.height <= 0) return page;
  page.width = now.width, page.height = now.height;
  const int em = em_of(now.width, now.height);
  write_column(now, em, &page);
  write_words(now, em, &page);
  return page;
}

// Keys and figures have a column of their own beside the picture: nothing of what the visitor sees is
// covered.
void PageWriter::write_column(const PageCase& now, int em, Page* page) {
  const Attendant& attendant = now.attendant;
  page->part = {0, 0, now.width, now.height};
  if (!attendant.overlay() && !attendant.help()) return;
  const int wide = std::min(now.width / 2, std::max(now.width * 2 / 5, 15 * em));
  if (now.now_s >= figures_due_s_) {
    figures_due_s_ = now.now_s + kFigures_s;
    figures_now_ = figures(now.state, texts_);
  }
  const std::array<int, 5> asked = {em, now.width, now.height, attendant.overlay(), attendant.help()};
  if (std::exchange(column_asked_, asked) != asked) column_em_ = em;
  // Both fit one below the other, in smaller type if they must.
  for (;; column_em_ = column_em_ * 9 / 10) {
    int below = 0;
    page->texts.clear();
    const auto put = [&](std::shared_ptr<const TextPicture> text) {
      const int height = text->height;
      page->texts.push_back({std::move(text), now.width - wide, below});
      below += height;
    };
    if (attendant.overlay()) put(figures_.as(figures_now_, column_em_, wide));
    if (attendant.help()) put(help_.as(help_sheet(texts_), column_em_, wide));
    if (below <= now.height || column_em_ <= kSmallest_em) break;
  }
  page->part.width = now.width - wide;
}

void PageWriter::write_words(const PageCase& now, int em, Page* page) {
  const int room = page->part.width, height = now.height;
  const auto put = [&](std::shared_ptr<const TextPicture> text, int y) {
    const int x = page->part.left + (room - text->width) / 2;
    page->texts.push_back({std::move(text), x, y});
  };
  const auto put_in_the_middle = [&](Said<Lines>& said, const Lines& lines, int most) {
    const auto& text = said.as(lines, em, most, height);
    put(text, (height - text->height) / 2);
  };
  if (now.attendant.about_to_leave(now.now_s)) return put_in_the_middle(leave_, leave_lines(texts_), room);
  if (now.attendant.view() == MirrorView::card)
    return put_in_the_middle(card_, card_lines(now.state, texts_), room);
  // A story that waits for its sound is still drawn: the words stand in the middle of that, too.
  if (now.state.held()) return put_in_the_middle(held_, held_lines(now.state, texts_), room * 9 / 10);
  bool silent = true;
  if (now.drawn && !now.state.note.caption.empty()) {
    const auto& caption = caption_.as({{Line::Kind::text, now.state.note.caption}}, em, room * 9 / 10);
    put(caption, height - caption->height - em / 2);
    silent = false;
  }
  if (const Lines notice = notice_lines(now.state, texts_); now.drawn && !notice.empty()) {
    put(notice_.as(notice, em, room * 9 / 10), em / 2);
    silent = false;
  }
  if (silent && !now.attendant.help() && now.now_s < began_s_ + kHint_s)
    page->texts.push_back(
        {hint_.as({{Line::Kind::small, texts_.say("keys_hint")}}, em, room), em / 2, em / 2});
}

}  // namespace threshold::xr
