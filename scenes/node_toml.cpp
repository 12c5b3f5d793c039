// The only file that sees toml++. What it takes for granted of a text ([*x] as a header is enough to break
// it) is checked in every build and thrown: in a release it would go on with what cannot be.
#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace {
[[noreturn]] void broken(const char* expression) {
  throw std::logic_error(expression);
}
}  // namespace

#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : broken(#expression))
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "scenes/node.h"

namespace threshold::scenes {
namespace {

Node converted(const toml::node& from) {
  Node node;
  node.line = static_cast<int>(from.source().begin.line);
  node.column = static_cast<int>(from.source().begin.column);
  if (const auto* table = from.as_table()) {
    node.kind = Node::Kind::table;
    for (const auto& [key, value] : *table)
      node.fields.emplace_back(std::string(key.str()), converted(value));
  } else if (const auto* list = from.as_array()) {
    node.kind = Node::Kind::list;
    for (const auto& value : *list) node.items.push_back(converted(value));
  } else if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* whole = from.as_integer()) {
    node.kind = Node::Kind::number;
    node.whole = true;
    node.number = static_cast<double>(whole->get());
  } else if (const auto* number = from.as_floating_point()) {
    node.kind = Node::Kind::number;
    node.number = number->get();
  } else if (const auto* flag = from.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = flag->get();
  }
  return node;
}

// A dotted key is as deep as it is long, and toml++ calls itself once a level: a line bounds the key. 0:
// none.
constexpr std::size_t kLongestLine = 4000;

int overlong_line(std::string_view text) {
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - at > kLongestLine) return line;
    at = end + 1;
  }
  return 0;
}

// The first line that opens a header with what no key begins with; 0: none.
int odd_header(std::string_view text) {
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    const std::size_t open = one.find_first_not_of(" \t");
    const std::size_t key = open == std::string_view::npos ? open : one.find_first_not_of("[ \t", open);
    const auto begins_key = [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '"';
    };
    if (open != std::string_view::npos && one[open] == '[' && key != std::string_view::npos &&
        !begins_key(static_cast<unsigned char>(one[key])) && one[key] != '\'')
      return line;
    at = end + 1;
  }
  return 0;
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& name,
                               std::vector<Complaint>& complaints) {
  if (const int line = overlong_line(text)) {
    complaints.push_back({name, line, 1, "has a line of more than " + std::to_string(kLongestLine) + " bytes",
                          "break this line"});
    return std::nullopt;
  }
  try {
    return converted(toml::parse(text));
  } catch (const toml::parse_error& error) {
    complaints.push_back({name, static_cast<int>(error.source().begin.line),
                          static_cast<int>(error.source().begin.column),
                          "is not TOML: " + std::string(error.description()), "correct this line"});
  } catch (const std::logic_error&) {
    complaints.push_back({name, std::max(odd_header(text), 1), 1,
                          "is not TOML: a header that begins with no key", "correct this line"});
  }
  return std::nullopt;
}

}  // namespace threshold::scenes
