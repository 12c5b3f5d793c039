#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
// Glass and water of a place: what rain.frag and water.frag take.
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 normal;
layout(location = 4) in vec4 colour;

layout(location = 0) out vec4 out_albedo;
layout(location = 1) out vec3 out_world;
layout(location = 2) out vec3 out_normal;

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 world = draw.model * vec4(position, 1.0);
  gl_Position = frame.view_projection[view] * world;
  out_albedo = colour * draw.base;
  out_world = world.xyz;
  out_normal = mat3(draw.model) * normal.xyz;
}
