#version 450
// As contact_shade() in xr/vulkan/occluders.cpp: a sphere at the capsule's nearest point takes its share of the sky.
layout(location = 0) in vec3 world;
layout(location = 1) in vec2 disc;
layout(location = 2) flat in vec4 from;
layout(location = 3) flat in vec4 along;
layout(location = 4) flat in vec3 normal;
layout(location = 0) out vec4 result;
const float kReach_m = 0.45;
void main() {
  vec3 to = from.xyz - world;
  float at = clamp(-dot(to, along.xyz) / max(dot(along.xyz, along.xyz), 1e-8), 0.0, 1.0);
  vec3 gap = to + along.xyz * at;
  float away = max(length(gap), from.w);
  float near = clamp(1.0 - (away - from.w) / kReach_m, 0.0, 1.0);
  float part = from.w / away;
  float shade = min(max(dot(normal, gap), 0.0) / away * part * part, 1.0) * near;
  result = vec4(0.0, 0.0, 0.0, dot(disc, disc) < 1.0 ? along.w * shade : 0.0);
}
