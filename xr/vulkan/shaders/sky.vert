#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
layout(location = 0) out vec3 out_ray;
void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec2 at = vec2((gl_VertexIndex << 1) & 2, gl_VertexIndex & 2);
  gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
  out_ray = frame.right[view].xyz * mix(frame.right[view].w, frame.up[view].w, at.x) +
            frame.up[view].xyz * mix(frame.back[view].w, frame.lower[view].x, at.y) - frame.back[view].xyz;
}
