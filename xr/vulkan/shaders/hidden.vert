#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
// What the lenses never show: triangles in the plane z = -1 of each eye, written at the near plane before all
// else. A first row says where each view's corners begin and how many there are; a row holds two corners.
void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 lists = data[draw.index.y];
  int begin = int(view == 0 ? lists.x : lists.z), count = int(view == 0 ? lists.y : lists.w);
  vec4 row = data[draw.index.y + begin + gl_VertexIndex / 2];
  vec2 at = (gl_VertexIndex & 1) == 0 ? row.xy : row.zw;
  vec2 low = vec2(frame.right[view].w, frame.back[view].w), high = vec2(frame.up[view].w, frame.lower[view].x);
  vec2 clip = (at - low) / (high - low) * 2.0 - 1.0;
  gl_Position = gl_VertexIndex < count ? vec4(clip, 1.0, 1.0) : vec4(0.0, 0.0, 1.0, 1.0);
}
