// What the text of a glTF file claims, asked before any of it is believed: it is walked once and nothing of
// it is kept, so that a few bytes cannot ask for gigabytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace threshold::xr {

// The JSON of either form: of a binary file its first chunk, of any other all of it.
std::span<const unsigned char> gltf_text(std::span<const unsigned char> bytes);

// Empty, or what is wrong with it for us: nested too deep, too many values, more than one buffer that is the
// file's own, an extension that must be understood and is not. Text that is not JSON is left to the parser.
std::string objection_to(std::span<const unsigned char> text);

}  // namespace threshold::xr
