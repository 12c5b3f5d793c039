// Schemas: the JSON Schemas of scenes/schema, built into the program, and the check of a document by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenes/complaint.h"
#include "scenes/node.h"

namespace threshold::scenes {

namespace schemas {
extern const std::string_view story, beat, hearing, place, texts, place_asset, clips;
}

// Adds a complaint for each thing in `document` that does not fit; true when all fits.
bool check_schema(const Node& document, std::string_view schema_text, const std::string& name,
                  std::vector<Complaint>& complaints);

}  // namespace threshold::scenes
