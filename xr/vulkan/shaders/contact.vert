#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
// Soft contact shadows: a rectangle of the surface under each capsule (xr/vulkan/occluders.h), six rows each.
layout(location = 0) out vec3 out_world;
layout(location = 1) out vec2 out_disc;            // from the middle of a round surface, 1 at its edge
layout(location = 2) flat out vec4 out_from;       // w: radius
layout(location = 3) flat out vec4 out_along;      // w: strength
layout(location = 4) flat out vec3 out_normal;
void main() {
  int view = gl_ViewIndex + draw.index.x;
  int row = draw.index.y + 6 * gl_InstanceIndex;
  vec4 centre = data[row + 2], axis_u = data[row + 3], normal = data[row + 4], disc = data[row + 5];
  vec3 axis_v = cross(normal.xyz, axis_u.xyz);
  const vec2 corners[6] = vec2[](vec2(-1, -1), vec2(1, -1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(-1, 1));
  vec2 at = corners[gl_VertexIndex] * vec2(centre.w, axis_u.w);
  out_world = centre.xyz + axis_u.xyz * at.x + axis_v * at.y;
  vec3 off = out_world - disc.xyz;
  out_disc = vec2(dot(off, axis_u.xyz), dot(off, axis_v)) * normal.w;   // 0 for what is not round
  out_from = data[row];
  out_along = data[row + 1];
  out_normal = normal.xyz;
  // A little above what it falls on, and nearer: cloths and painted boards are not quite flat.
  gl_Position = frame.view_projection[view] * vec4(out_world + normal.xyz * disc.w, 1.0);
  gl_Position.z *= 1.002;
}
