#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec2 uv;
layout(location = 3) in vec2 light_uv;
layout(location = 4) in vec4 colour;

layout(location = 0) out vec4 out_albedo;
layout(location = 1) out vec2 out_uv;
layout(location = 2) out vec2 out_light_uv;
layout(location = 3) out vec3 out_light;
layout(location = 4) out vec3 out_world;
layout(location = 5) out vec3 out_normal;

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 world = draw.model * vec4(position, 1.0);
  gl_Position = frame.view_projection[view] * world;
  out_albedo = colour * draw.base;
  out_uv = uv;
  out_light_uv = light_uv;
  out_world = world.xyz;
  out_normal = mat3(draw.model) * normal.xyz;
  out_light = vec3(0.0);
  if (kLight == 0) {
    vec3 n = normalize(out_normal);
    out_light = mix(frame.ambient_down.xyz, frame.ambient_up.xyz, n.y * 0.5 + 0.5) +
                frame.key.xyz * max(dot(n, frame.key_toward.xyz), 0.0);
  }
}
