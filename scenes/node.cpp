#include "scenes/node.h"

#include <fstream>
#include <iterator>

namespace threshold::scenes {

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : fields) {
    if (name == key) return &value;
  }
  return nullptr;
}

double Node::number_at(std::string_view key, double otherwise) const {
  const Node* value = find(key);
  return value && value->kind == Kind::number ? value->number : otherwise;
}

bool Node::flag_at(std::string_view key, bool otherwise) const {
  const Node* value = find(key);
  return value && value->kind == Kind::boolean ? value->boolean : otherwise;
}

std::string Node::text_at(std::string_view key, std::string_view otherwise) const {
  const Node* value = find(key);
  return value && value->kind == Kind::text ? value->text : std::string(otherwise);
}

const std::vector<Node>& Node::list_at(std::string_view key) const {
  static const std::vector<Node> none;
  const Node* value = find(key);
  return value && value->kind == Kind::list ? value->items : none;
}

std::vector<std::string> Node::texts_at(std::string_view key) const {
  std::vector<std::string> texts;
  for (const Node& item : list_at(key)) {
    if (item.kind == Kind::text) texts.push_back(item.text);
  }
  return texts;
}

std::optional<std::string> read_text(const std::filesystem::path& file, std::vector<Complaint>& complaints) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    complaints.push_back(
        {file.string(), 0, 0, "is a folder where a file should be", "put the file in its place"});
    return std::nullopt;
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    complaints.push_back(
        {file.string(), 0, 0, "cannot be opened", "check that the file is there and readable"});
    return std::nullopt;
  }
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) {
    complaints.push_back({file.string(), 0, 0, "cannot be read to its end", "check the disk and the file"});
    return std::nullopt;
  }
  return text;
}

std::optional<Node> read_toml(const std::filesystem::path& file, std::vector<Complaint>& complaints) {
  const auto text = read_text(file, complaints);
  return text ? parse_toml(*text, file.string(), complaints) : std::nullopt;
}

std::optional<Node> read_json(const std::filesystem::path& file, std::vector<Complaint>& complaints) {
  const auto text = read_text(file, complaints);
  return text ? parse_json(*text, file.string(), complaints) : std::nullopt;
}

}  // namespace threshold::scenes
