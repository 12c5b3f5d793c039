// Bindings and push constants of everything that is drawn.
#ifndef THRESHOLD_DRAW_GLSL
#define THRESHOLD_DRAW_GLSL
#include "frame.glsl"

layout(std430, set = 0, binding = 1) readonly buffer Data { vec4 data[]; };
layout(set = 0, binding = 2) uniform sampler3D haze_volume;
layout(set = 1, binding = 0) uniform sampler2D lightmap_a;
layout(set = 1, binding = 1) uniform sampler2D lightmap_b;
layout(set = 2, binding = 0) uniform sampler2D albedo_texture;

layout(push_constant) uniform Draw {
  mat4 model;
  vec4 base;
  vec4 emissive;    // w: added light of a part that was just hit
  vec4 surface;     // x: metallic, y: roughness, z: of the visitor's own arms 1: what is whole, 2: what fades
  ivec4 index;      // x: view of a single-view pass, y: first vec4 in data, z: vec4s an instance, w: bits of the lamps that may reach it
} draw;

layout(constant_id = 0) const bool kTextured = false;
layout(constant_id = 1) const int kLight = 0;       // 0 ambient and key, 1 a lightmap, 2 two, 3 unlit
layout(constant_id = 2) const int kSpots = 0;       // lamps of the place that may light it
layout(constant_id = 3) const bool kGloss = false;
layout(constant_id = 4) const bool kHaze = false;
layout(constant_id = 5) const bool kEncode = false; // the target does not encode sRGB itself
layout(constant_id = 8) const bool kCookie = false; // one of the lamps has a pattern
layout(constant_id = 7) const bool kFade = false;   // one of two versions that cross-fade
layout(constant_id = 9) const bool kSun = false;    // someone throws a shadow in the sun here
layout(constant_id = 6) const bool kShade = false;  // one of the lamps throws a shadow here
#endif
