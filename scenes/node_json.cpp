// The only file that sees nlohmann::json and valijson.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenes/node.h"
#include "scenes/schema.h"

namespace threshold::scenes {
namespace {

using nlohmann::json;

constexpr int kDeepest = 64;

Node converted(const json& from) {
  Node node;
  if (from.is_object()) {
    node.kind = Node::Kind::table;
    for (const auto& [key, value] : from.items()) node.fields.emplace_back(key, converted(value));
  } else if (from.is_array()) {
    node.kind = Node::Kind::list;
    for (const auto& value : from) node.items.push_back(converted(value));
  } else if (from.is_string()) {
    node.kind = Node::Kind::text;
    node.text = from.get<std::string>();
  } else if (from.is_number()) {
    node.kind = Node::Kind::number;
    node.whole = from.is_number_integer();
    node.number = from.get<double>();
  } else if (from.is_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = from.get<bool>();
  }
  return node;
}

json converted(const Node& from) {
  switch (from.kind) {
    case Node::Kind::table: {
      json table = json::object();
      for (const auto& [key, value] : from.fields) table[key] = converted(value);
      return table;
    }
    case Node::Kind::list: {
      json list = json::array();
      for (const Node& item : from.items) list.push_back(converted(item));
      return list;
    }
    case Node::Kind::text:
      return from.text;
    case Node::Kind::boolean:
      return from.boolean;
    case Node::Kind::number:
      // Beyond 2^53 a double holds no single whole number, and beyond 2^63 the conversion is undefined.
      return from.whole && std::abs(from.number) <= 9007199254740992.0
                 ? json(static_cast<std::int64_t>(from.number))
                 : json(from.number);
    case Node::Kind::nothing:
      break;
  }
  return nullptr;
}

// valijson names a place as "<root>", "[voices]", "[3]".
const Node* follow(const Node& root, const std::vector<std::string>& steps, std::string& path) {
  const Node* node = &root;
  for (const std::string& step : steps) {
    if (step.size() < 3 || step.front() != '[') continue;
    const std::string name = step.substr(1, step.size() - 2);
    const Node* next = nullptr;
    if (node->kind == Node::Kind::list) {
      const auto index = static_cast<std::size_t>(std::strtoul(name.c_str(), nullptr, 10));
      next = index < node->items.size() ? &node->items[index] : nullptr;
      path += "[" + name + "]";
    } else {
      next = node->find(name);
      path += (path.empty() ? "" : ".") + name;
    }
    if (!next) break;
    node = next;
  }
  return node;
}

std::string in_quotes(const std::string& text) {
  // The last pair: valijson quotes its own words first.
  const auto last = text.rfind('\'');
  if (last == std::string::npos || last == 0) return "";
  const auto first = text.rfind('\'', last - 1);
  return first == std::string::npos ? "" : text.substr(first + 1, last - first - 1);
}

// Half of what valijson says only repeats, one level up, that something below did not fit.
bool says_something(const std::string& text) {
  return text.rfind("Failed to validate against schema associated with property", 0) != 0 &&
         text.rfind("Failed to validate item", 0) != 0 &&
         text.rfind("Failed to validate against child", 0) != 0;
}

Complaint complaint_of(const Node& document, const std::string& name,
                       const valijson::ValidationResults::Error& error) {
  std::string path;
  const Node* node = follow(document, error.context, path);
  Complaint complaint{name, node->line, node->column, "", ""};
  const std::string quoted = in_quotes(error.description);
  const std::string where = path.empty() ? "the file" : "'" + path + "'";
  if (error.description.find("additionalProperties") != std::string::npos) {
    if (const Node* unknown = node->find(quoted); unknown && unknown->line > 0) {
      complaint.line = unknown->line;
      complaint.column = unknown->column;
    }
    complaint.what = "'" + quoted + "' is not a name that " + where + " may hold";
    complaint.to_do = "remove it or correct its spelling (docs/story-files.md lists the names)";
  } else if (error.description.find("Missing required property") != std::string::npos) {
    complaint.what = "'" + quoted + "' is missing in " + where;
    complaint.to_do = "add it";
  } else {
    std::string reason = error.description;
    if (!reason.empty() && reason.back() == '.') reason.pop_back();
    complaint.what = where + " does not fit the schema: " + reason;
    complaint.to_do = "correct the value";
  }
  return complaint;
}

}  // namespace

std::optional<Node> parse_json(std::string_view text, const std::string& name,
                               std::vector<Complaint>& complaints) {
  try {
    // What follows calls itself once a level; what lies deeper than any of our files is dropped, then
    // refused.
    bool too_deep = false;
    const json document = json::parse(text, [&](int depth, json::parse_event_t, json&) {
      too_deep |= depth > kDeepest;
      return depth <= kDeepest;
    });
    if (!too_deep) return converted(document);
    complaints.push_back(
        {name, 1, 1, "is nested more than " + std::to_string(kDeepest) + " deep", "build the asset again"});
  } catch (const json::parse_error& error) {
    int line = 1, column = 1;
    for (std::size_t i = 0; i + 1 < error.byte && i < text.size(); ++i) {
      column = text[i] == '\n' ? 1 : column + 1;
      line += text[i] == '\n' ? 1 : 0;
    }
    complaints.push_back({name, line, column, "is not JSON", "correct this line or build the asset again"});
  } catch (const json::exception& error) {
    complaints.push_back({name, 1, 1, std::string("is not JSON: ") + error.what(), "build the asset again"});
  }
  return std::nullopt;
}

bool check_schema(const Node& document, std::string_view schema_text, const std::string& name,
                  std::vector<Complaint>& complaints) {
  const json schema_json = json::parse(schema_text);
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  const json target = converted(document);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(target), &results)) return true;
  std::vector<Complaint> found;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    if (says_something(error.description)) found.push_back(complaint_of(document, name, error));
  }
  if (found.empty())
    found.push_back({name, 1, 1, "does not fit its schema", "compare it with docs/story-files.md"});
  std::stable_sort(found.begin(), found.end(),
                   [](const Complaint& a, const Complaint& b) { return a.line < b.line; });
  complaints.insert(complaints.end(), found.begin(), found.end());
  return false;
}

}  // namespace threshold::scenes
