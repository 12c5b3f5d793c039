#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
layout(location = 0) out vec2 out_uv;
void main() {
  int view = gl_ViewIndex + draw.index.x;
  const vec2 corners[6] = vec2[](vec2(0, 0), vec2(0, 1), vec2(1, 1), vec2(0, 0), vec2(1, 1), vec2(1, 0));
  vec2 at = corners[gl_VertexIndex];
  out_uv = at * draw.base.xy;                                   // the part of the slot that is filled
  vec2 metres = (at - 0.5) * vec2(draw.base.z, -draw.base.w);
  gl_Position = draw.index.w == 1 ? vec4(at * 2.0 - 1.0, 1.0, 1.0)
                                  : frame.view_projection[view] * (draw.model * vec4(metres, 0.0, 1.0));
  gl_Position.z = gl_Position.w * 0.99999;   // before everything but what the lenses hide
}
