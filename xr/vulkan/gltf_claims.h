// What the text of a glTF file claims, asked before any of it is believed: it is walked once and nothing of
// it is kept, so that a few bytes cannot ask for gigabytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace threshold::xr {

// The JSON of either form: of a binary file its first chunk, of any other all of it.
std::span<const unsigned char> gltf_text(std::span<const unsigned char> bytes);

struct GltfClaims {
  // Empty, or what is wrong with it for us: nested too deep, more listed than can be kept, more than one
  // buffer that is the file's own, an extension that must be understood and is not.
  std::string objection;
  std::size_t bytes = 0;  // about what the parser makes of the text at its height, the text itself apart
};

// Text that is not JSON is left to the parser.
GltfClaims claims_of(std::span<const unsigned char> text);

}  // namespace threshold::xr
