#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
// Soft contact shadows: discs a little above what they fall on.
layout(location = 0) out vec2 out_at;
layout(location = 1) out float out_dark;
void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 centre = data[draw.index.y + 2 * gl_InstanceIndex];       // w: radius
  vec4 normal = data[draw.index.y + 2 * gl_InstanceIndex + 1];   // w: darkness
  const vec2 corners[6] = vec2[](vec2(-1, -1), vec2(1, -1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(-1, 1));
  out_at = corners[gl_VertexIndex];
  vec3 along = normalize(cross(normal.xyz, abs(normal.y) > 0.9 ? vec3(1, 0, 0) : vec3(0, 1, 0)));
  vec3 across = cross(normal.xyz, along);
  vec3 world = centre.xyz + (along * out_at.x + across * out_at.y) * centre.w + normal.xyz * 0.004;
  out_dark = normal.w;
  gl_Position = frame.view_projection[view] * vec4(world, 1.0);
}
