// Node: a TOML or JSON document as a light tree that remembers where each value stood, so that the rest
// of the loader can complain by file, line and column without seeing a parser's headers.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenes/complaint.h"

namespace threshold::scenes {

struct Node {
  enum class Kind { nothing, boolean, number, text, list, table };
  Kind kind = Kind::nothing;
  bool boolean = false;
  bool whole = false;  // the number was written without a fraction
  double number = 0.0;
  std::string text;
  std::vector<Node> items;                           // of a list
  std::vector<std::pair<std::string, Node>> fields;  // of a table
  int line = 0, column = 0;                          // 1-based; 0: unknown (JSON values)

  // In node.cpp, where the pair that holds a Node is complete; clang asks for it wherever these are made.
  Node();
  Node(const Node&);
  Node(Node&&) noexcept;
  Node& operator=(const Node&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  const Node* find(std::string_view key) const;
  // The field's value, or `otherwise` where it is missing or of another kind (the schema has complained).
  double number_at(std::string_view key, double otherwise) const;
  bool flag_at(std::string_view key, bool otherwise) const;
  std::string text_at(std::string_view key, std::string_view otherwise = "") const;
  // The field's items; empty where there are none.
  const std::vector<Node>& list_at(std::string_view key) const;
  std::vector<std::string> texts_at(std::string_view key) const;
};

// Read a file. Nothing comes back, and one complaint is added, when it is missing or does not parse.
std::optional<Node> read_toml(const std::filesystem::path& file, std::vector<Complaint>& complaints);
std::optional<Node> read_json(const std::filesystem::path& file, std::vector<Complaint>& complaints);
// The same from text in memory; `name` is what complaints call it.
std::optional<Node> parse_toml(std::string_view text, const std::string& name,
                               std::vector<Complaint>& complaints);
std::optional<Node> parse_json(std::string_view text, const std::string& name,
                               std::vector<Complaint>& complaints);

// The whole file as text.
std::optional<std::string> read_text(const std::filesystem::path& file, std::vector<Complaint>& complaints);

}  // namespace threshold::scenes
