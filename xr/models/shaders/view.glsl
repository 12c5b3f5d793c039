// What both shaders of a model read. Mirrored by xr/models/model_blocks.h.
#ifndef THRESHOLD_VIEW_GLSL
#define THRESHOLD_VIEW_GLSL

layout(std140, set = 0, binding = 0) uniform View {
  mat4 view_projection[2];
  vec4 eye[2];
  vec4 sky;         // light from above; w: exposure
  vec4 ground;      // light from below
  vec4 key_toward;
  vec4 key;         // what a white surface that faces it sends back
} frame;
layout(std430, set = 0, binding = 1) readonly buffer Data { vec4 data[]; };

layout(push_constant) uniform Draw {
  vec4 base;
  vec4 emissive;    // w: below this alpha nothing is drawn
  vec4 surface;     // metallic, roughness, scale of the normal map, strength of the occlusion map
  ivec4 index;      // view of a single-view pass; rows in data of: node, joints, morph weights
  ivec4 more;       // first morph delta, first vertex, vertices, row in data of the texture transforms
} draw;

layout(constant_id = 0) const int kTextures = 0;      // bits: base, metallic-roughness, normal, occlusion, emissive
layout(constant_id = 1) const int kSecondUv = 0;      // bits: which of them take the second set of coordinates
layout(constant_id = 2) const bool kTransformed = false;
layout(constant_id = 3) const bool kLit = true;
layout(constant_id = 4) const int kAlpha = 0;         // 0 opaque, 1 cut out, 2 blended
layout(constant_id = 5) const bool kSkinned = false;
layout(constant_id = 6) const bool kMorphed = false;
layout(constant_id = 7) const bool kTwoSided = false;
layout(constant_id = 8) const bool kTangents = false;
layout(constant_id = 9) const bool kEncode = false;
#endif
