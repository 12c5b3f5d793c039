#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "view.glsl"

layout(set = 1, binding = 5, std430) readonly buffer Morphs { vec4 deltas[]; };   // position, normal by turns

layout(location = 0) in vec3 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec2 second_uv;
layout(location = 3) in vec4 colour;
layout(location = 4) in vec4 normal;
layout(location = 5) in vec4 tangent;
layout(location = 6) in uvec4 joints;
layout(location = 7) in vec4 weights;

layout(location = 0) out vec4 out_base;
layout(location = 1) out vec2 out_uv;
layout(location = 2) out vec2 out_second_uv;
layout(location = 3) out vec3 out_world;
layout(location = 4) out vec3 out_normal;
layout(location = 5) out vec4 out_tangent;

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec3 at = position, n = normal.xyz;
  if (kMorphed) {
    int targets = int(data[draw.index.w].x);
    for (int t = 1; t <= targets; ++t) {
      vec4 target = data[draw.index.w + t];       // which, how much
      int delta = draw.more.x + 2 * (int(target.x) * draw.more.z + gl_VertexIndex - draw.more.y);
      at += target.y * deltas[delta].xyz;
      n += target.y * deltas[delta + 1].xyz;
    }
  }
  vec4 x, y, z;
  if (kSkinned) {
    x = y = z = vec4(0.0);
    for (int k = 0; k < 4; ++k) {
      int joint = draw.index.z + 3 * int(joints[k]);
      x += data[joint] * weights[k];
      y += data[joint + 1] * weights[k];
      z += data[joint + 2] * weights[k];
    }
  } else {
    x = data[draw.index.y];
    y = data[draw.index.y + 1];
    z = data[draw.index.y + 2];
  }
  vec3 world = vec3(dot(x, vec4(at, 1.0)), dot(y, vec4(at, 1.0)), dot(z, vec4(at, 1.0)));
  gl_Position = frame.view_projection[view] * vec4(world, 1.0);
  gl_PointSize = 1.0;
  out_base = colour * draw.base;
  out_uv = uv;
  out_second_uv = second_uv;
  out_world = world;
  if (kLit) {
    // Normals go by the cofactors: right for uneven scale, and turned back where the matrix mirrors.
    vec3 a = cross(y.xyz, z.xyz), b = cross(z.xyz, x.xyz), c = cross(x.xyz, y.xyz);
    float turned = dot(x.xyz, a) < 0.0 ? -1.0 : 1.0;
    out_normal = turned * vec3(dot(a, n), dot(b, n), dot(c, n));
    if (kTangents) {
      out_tangent = vec4(dot(x.xyz, tangent.xyz), dot(y.xyz, tangent.xyz), dot(z.xyz, tangent.xyz), tangent.w * turned);
    }
  }
}
