#include "scenes/webvtt.h"

#include <optional>

#include "scenes/node.h"

namespace threshold::scenes {
namespace {

struct Line {
  std::string_view text;
  int number;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  int number = 1;
  for (std::size_t at = 0; at <= text.size(); ++number) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view line = text.substr(at, end - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back({line, number});
    at = end + 1;
  }
  return lines;
}

bool starts_with(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

// hh:mm:ss.mmm or mm:ss.mmm, seconds.
std::optional<double> time_of(std::string_view text) {
  double parts[3]{};
  int count = 0;
  std::size_t at = 0;
  const auto digits = [&](std::size_t least, std::size_t most) -> std::optional<double> {
    std::size_t end = at;
    double value = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
      value = value * 10 + (text[end++] - '0');
    if (end - at < least || end - at > most) return std::nullopt;
    at = end;
    return value;
  };
  while (count < 3) {
    const auto value = digits(2, count == 0 ? 4 : 2);
    if (!value) return std::nullopt;
    parts[count++] = *value;
    if (at >= text.size() || text[at] != ':') break;
    ++at;
  }
  if (count < 2 || at >= text.size() || text[at] != '.') return std::nullopt;
  ++at;
  const auto thousandths = digits(3, 3);
  if (!thousandths || at != text.size()) return std::nullopt;
  const double seconds = parts[count - 1], minutes = parts[count - 2], hours = count == 3 ? parts[0] : 0.0;
  if (seconds > 59 || minutes > 59) return std::nullopt;
  return hours * 3600.0 + minutes * 60.0 + seconds + *thousandths / 1000.0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Drops tags, keeps what <v Name> names, and resolves the escapes that WebVTT knows.
std::string plain(std::string_view text, std::string& speaker) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      const std::size_t end = text.find('>', i);
      if (end == std::string_view::npos) break;
      const std::string_view tag = text.substr(i + 1, end - i - 1);
      if (starts_with(tag, "v ") || starts_with(tag, "v.")) {
        const std::size_t space = tag.find(' ');
        if (space != std::string_view::npos) speaker = trimmed(tag.substr(space));
      }
      i = end;
      continue;
    }
    if (text[i] == '&') {
      static constexpr std::pair<std::string_view, std::string_view> escapes[] = {{"&amp;", "&"},
                                                                                  {"&lt;", "<"},
                                                                                  {"&gt;", ">"},
                                                                                  {"&nbsp;", "\xc2\xa0"},
                                                                                  {"&lrm;", "\xe2\x80\x8e"},
                                                                                  {"&rlm;", "\xe2\x80\x8f"}};
      bool found = false;
      for (const auto& [name, value] : escapes) {
        if (!starts_with(text.substr(i), name)) continue;
        out += value;
        i += name.size() - 1;
        found = true;
        break;
      }
      if (found) continue;
    }
    out += text[i];
  }
  return out;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80         ? 1
                               : (byte >> 5) == 6  ? 2
                               : (byte >> 4) == 14 ? 3
                               : (byte >> 3) == 30 ? 4
                                                   : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

struct Reader {
  std::vector<Line> lines;
  std::size_t at = 0;
  const std::string& name;
  std::vector<Complaint>& complaints;
  std::vector<VttCue> cues;

  void complain(int line, std::string what, std::string to_do) {
    complaints.push_back({name, line, 1, std::move(what), std::move(to_do)});
  }
  void skip_block() {
    while (at < lines.size() && !lines[at].text.empty()) ++at;
  }
  void read_cue();
};

void Reader::read_cue() {
  VttCue cue;
  if (lines[at].text.find("-->") == std::string_view::npos) {
    cue.id = trimmed(lines[at].text);
    ++at;
    if (at >= lines.size() || lines[at].text.find("-->") == std::string_view::npos) {
      complain(lines[at - 1].number, "caption '" + cue.id + "' has no time under its name",
               "write a line like 00:04.000 --> 00:06.500");
      skip_block();
      return;
    }
  }
  const Line times = lines[at++];
  cue.line = times.number;
  const std::size_t arrow = times.text.find("-->");
  const std::string_view from = trimmed(times.text.substr(0, arrow));
  std::string_view to = trimmed(times.text.substr(arrow + 3));
  to = to.substr(0, to.find_first_of(" \t"));
  const auto from_s = time_of(from), to_s = time_of(to);
  const std::size_t first = at;
  skip_block();
  const std::string who = cue.id.empty() ? "a caption" : "caption '" + cue.id + "'";
  if (!from_s || !to_s) {
    const std::string bad(!from_s ? from : to);
    complain(times.number, who + " has a bad time '" + bad + "'", "write mm:ss.mmm or hh:mm:ss.mmm");
    return;
  }
  if (*to_s <= *from_s) {
    complain(times.number, who + " ends before it begins", "put the later time after the arrow");
    return;
  }
  cue.from_s = *from_s;
  cue.to_s = *to_s;
  for (std::size_t i = first; i < at; ++i) {
    if (!cue.text.empty()) cue.text += '\n';
    cue.text += std::string(trimmed(plain(lines[i].text, cue.speaker)));
  }
  if (cue.text.empty())
    complain(times.number, who + " says nothing", "write its text under its time, or remove it");
  else
    cues.push_back(std::move(cue));
}

}  // namespace

std::vector<VttCue> parse_webvtt(std::string_view text, const std::string& name,
                                 std::vector<Complaint>& complaints) {
  if (starts_with(text, "\xef\xbb\xbf")) text.remove_prefix(3);
  if (!valid_utf8(text)) {
    complaints.push_back({name, 0, 0, "is not UTF-8", "save it as UTF-8"});
    return {};
  }
  Reader reader{lines_of(text), 0, name, complaints, {}};
  const std::string_view head = reader.lines.front().text;
  if (!starts_with(head, "WEBVTT") || (head.size() > 6 && head[6] != ' ' && head[6] != '\t')) {
    reader.complain(1, "does not begin with WEBVTT", "make WEBVTT its first line");
    return {};
  }
  reader.skip_block();
  while (reader.at < reader.lines.size()) {
    const std::string_view line = reader.lines[reader.at].text;
    if (line.empty())
      ++reader.at;
    else if (starts_with(line, "NOTE") || starts_with(line, "STYLE") || starts_with(line, "REGION"))
      reader.skip_block();
    else
      reader.read_cue();
  }
  return std::move(reader.cues);
}

std::vector<VttCue> read_webvtt(const std::filesystem::path& file, std::vector<Complaint>& complaints) {
  const auto text = read_text(file, complaints);
  return text ? parse_webvtt(*text, file.string(), complaints) : std::vector<VttCue>{};
}

int characters(std::string_view utf8) {
  int count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace threshold::scenes
