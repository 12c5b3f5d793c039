#include "xr/say/sheet.h"

#include <algorithm>
#include <cmath>

#include "xr/say/layouts.h"

namespace threshold::xr {
namespace {

constexpr double kColumn_em = 22.0;     // narrower than this no column is
constexpr double kMostKey_part = 0.42;  // of a column's width
constexpr double kKeyLight = 1.0, kTextLight = 0.86, kQuietLight = 0.66;

struct Cell {
  SheetRow::Kind kind = SheetRow::Kind::pair;
  Layout key, text;
  int height = 0;
};

struct Placed {
  std::size_t row = 0;
  int page = 0, column = 0, y = 0;
};

class Composer {
 public:
  Composer(const Sheet& sheet, const SheetSize& size) : sheet_(sheet), size_(size), em_(size.em_px) {}

  std::vector<TextPicture> pages() {
    measure();
    // A row higher than a page would stand over its foot: smaller type, until even that fits.
    while (!size_.as_high_as_needed && em_ > 8.0 && highest() > room_) {
      em_ *= 0.9;
      measure();
    }
    place();
    std::vector<TextPicture> made;
    for (int page = 0; page < pages_; ++page) made.push_back(draw(page));
    return made;
  }

 private:
  Layout letter(const std::string& text, double scale, bool bold, int most) const {
    return lay_out(measuring_.cairo.get(), text, {em_ * scale, bold, false, most});
  }

  void measure() {
    // In large type every line counts: less air, and no larger title.
    const bool large = !size_.as_high_as_needed && em_ * 20.0 > size_.height_px;
    pad_ = static_cast<int>((large ? 0.5 : 0.9) * em_);
    gap_ = static_cast<int>(2.0 * em_);
    const int inner = std::max(size_.width_px - 2 * pad_, 1);
    columns_ = size_.as_high_as_needed
                   ? 1
                   : std::clamp(static_cast<int>((inner + gap_) / (kColumn_em * em_ + gap_)), 1, 3);
    column_width_ = std::max((inner - (columns_ - 1) * gap_) / columns_, 1);
    title_ = sheet_.title.empty() ? Layout() : letter(sheet_.title, large ? 1.0 : 1.5, true, inner);
    foot_ = sheet_.foot.empty() ? Layout() : letter(sheet_.foot, 0.9, false, inner);
    top_ = pad_ + (title_ ? extent_of(title_.get()).height + static_cast<int>((large ? 0.3 : 0.6) * em_) : 0);
    const int below =
        pad_ + (foot_ ? extent_of(foot_.get()).height + static_cast<int>((large ? 0.2 : 0.4) * em_) : 0);
    room_ = std::max(size_.height_px - top_ - below, 1);

    const int most_key = static_cast<int>(kMostKey_part * column_width_);
    cells_.clear();
    key_width_ = 0;
    int from_the_right_rows = 0, pairs = 0;
    for (const SheetRow& row : sheet_.rows) {
      Cell cell;
      cell.kind = row.kind;
      if (row.kind == SheetRow::Kind::pair) {
        cell.key = letter(row.key, 1.0, true, most_key);
        key_width_ = std::max(key_width_, extent_of(cell.key.get()).width);
        ++pairs;
        from_the_right_rows += from_the_right(row.text) || from_the_right(row.key);
      } else if (row.kind == SheetRow::Kind::heading) {
        cell.text = letter(row.text, 1.0, true, column_width_);
      }
      cells_.push_back(std::move(cell));
    }
    mirrored_ = 2 * from_the_right_rows > pairs;
    const int between = static_cast<int>(0.9 * em_);
    text_width_ = std::max(column_width_ - key_width_ - between, 1);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      Cell& cell = cells_[i];
      if (cell.kind == SheetRow::Kind::pair) {
        cell.text = letter(sheet_.rows[i].text, 1.0, false, text_width_);
        cell.height = std::max(extent_of(cell.key.get()).height, extent_of(cell.text.get()).height) +
                      static_cast<int>(0.32 * em_);
      } else if (cell.kind == SheetRow::Kind::heading) {
        cell.height = extent_of(cell.text.get()).height + static_cast<int>(0.5 * em_);
      }
    }
  }

  int highest() const {
    int most = 0;
    for (const Cell& cell : cells_) most = std::max(most, cell.height);
    return most;
  }

  // Space before a heading that does not begin a column.
  int before(std::size_t row, int y) const {
    return cells_[row].kind == SheetRow::Kind::heading && y > top_ ? static_cast<int>(0.7 * em_) : 0;
  }

  void place() {
    placed_.clear();
    int page = 0, column = 0, y = top_;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].kind == SheetRow::Kind::turn) {
        if (column > 0 || y > top_) ++page, column = 0, y = top_;
        continue;
      }
      // A heading stays with its first two rows.
      int needed = before(i, y) + cells_[i].height;
      for (std::size_t next = i + 1; cells_[i].kind == SheetRow::Kind::heading && next < cells_.size() &&
                                     next <= i + 2 && cells_[next].kind == SheetRow::Kind::pair;
           ++next)
        needed += cells_[next].height;
      if (!size_.as_high_as_needed && y > top_ && y + needed > top_ + room_) {
        y = top_;
        if (++column == columns_) column = 0, ++page;
      }
      y += before(i, y);
      placed_.push_back({i, page, column, y});
      y += cells_[i].height;
      lowest_ = std::max(lowest_, y);
    }
    pages_ = cells_.empty() ? 1 : page + 1;
  }

  TextPicture draw(int page) {
    const int height = size_.as_high_as_needed ? lowest_ + pad_ : size_.height_px;
    Canvas canvas(size_.width_px, height);
    const auto edge = [&](Layout& layout, int left, int width) {  // where it begins, mirrored or not
      return mirrored_ ? left + width - extent_of(layout.get()).width : left;
    };
    const int inner = size_.width_px - 2 * pad_;
    if (title_) {
      canvas.light(kKeyLight);
      canvas.show(title_.get(), edge(title_, pad_, inner), pad_);
    }
    if (foot_) {
      canvas.light(kTextLight);
      canvas.show(foot_.get(), edge(foot_, pad_, inner), height - pad_ - extent_of(foot_.get()).height);
    }
    if (pages_ > 1) {
      const std::string number = std::to_string(page + 1) + " / " + std::to_string(pages_);
      const Layout of = letter(number, 1.0, true, inner);
      canvas.light(kTextLight);
      canvas.show(of.get(), mirrored_ ? pad_ : pad_ + inner - extent_of(of.get()).width, pad_);
    }
    for (const Placed& one : placed_) {
      if (one.page != page) continue;
      Cell& cell = cells_[one.row];
      const int column = mirrored_ ? columns_ - 1 - one.column : one.column;
      const int left = pad_ + column * (column_width_ + gap_);
      if (cell.kind == SheetRow::Kind::heading) {
        canvas.light(kQuietLight);
        canvas.show(cell.text.get(), edge(cell.text, left, column_width_), one.y);
        continue;
      }
      canvas.light(kKeyLight);
      canvas.show(cell.key.get(), edge(cell.key, left, column_width_), one.y);
      canvas.light(kTextLight);
      const int text_left = mirrored_ ? left : left + column_width_ - text_width_;
      canvas.show(cell.text.get(), edge(cell.text, text_left, text_width_), one.y);
    }
    return canvas.picture();
  }

  const Sheet& sheet_;
  const SheetSize& size_;
  double em_;
  const Canvas measuring_{1, 1};
  int pad_ = 0, gap_ = 0, columns_ = 1, column_width_ = 0, key_width_ = 0, text_width_ = 0;
  int top_ = 0, room_ = 0, lowest_ = 0, pages_ = 1;
  bool mirrored_ = false;
  Layout title_, foot_;
  std::vector<Cell> cells_;
  std::vector<Placed> placed_;
};

}  // namespace

std::vector<TextPicture> draw_sheet(const Sheet& sheet, const SheetSize& size) {
  return Composer(sheet, size).pages();
}

}  // namespace threshold::xr
