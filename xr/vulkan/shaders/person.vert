#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "haze_lookup.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec2 uv;
layout(location = 4) in vec4 colour;
layout(location = 5) in uvec4 joints;
layout(location = 6) in vec4 weights;

layout(location = 0) out vec4 out_albedo;
layout(location = 1) out vec2 out_uv;
layout(location = 2) out vec3 out_spots;
layout(location = 3) out vec3 out_world;
layout(location = 4) out vec3 out_normal;
layout(location = 5) out vec4 out_haze;

const float kElbow_m = 0.25;   // xr/vulkan/own_arm.h

// O. Rodrigues: about an axis of length 1.
vec3 turned(vec3 v, vec3 axis, float angle) {
  return v * cos(angle) + cross(axis, v) * sin(angle) + axis * (dot(axis, v) * (1.0 - cos(angle)));
}

void main() {
  int view = gl_ViewIndex + draw.index.x;
  int here = draw.index.y + gl_InstanceIndex * draw.index.z;   // root rows, tint, then the joints' rows
  vec4 row_x = vec4(0.0), row_y = vec4(0.0), row_z = vec4(0.0);
  for (int k = 0; k < 4; ++k) {
    int joint = here + 4 + 3 * int(joints[k]);
    row_x += data[joint] * weights[k];
    row_y += data[joint + 1] * weights[k];
    row_z += data[joint + 2] * weights[k];
  }
  vec4 at = vec4(position, 1.0);
  vec4 posed = vec4(dot(row_x, at), dot(row_y, at), dot(row_z, at), 1.0);
  vec3 n = vec3(dot(row_x.xyz, normal.xyz), dot(row_y.xyz, normal.xyz), dot(row_z.xyz, normal.xyz));
  vec3 world = vec3(dot(data[here], posed), dot(data[here + 1], posed), dot(data[here + 2], posed));
  n = vec3(dot(data[here].xyz, n), dot(data[here + 1].xyz, n), dot(data[here + 2].xyz, n));
  vec4 tint = data[here + 3];
  out_albedo = vec4(colour.rgb * draw.base.rgb * tint.rgb, tint.a);
  if (kFade && draw.surface.z > 0.0) {   // the visitor's own: +z of the hands at rest is behind the wrist
    int arm = here + draw.index.z - (position.x < 0.0 ? 8 : 4);
    vec4 wrist = data[arm], wrist_axis = data[arm + 1], elbow = data[arm + 2];   // w: angle, stretch, angle
    vec3 elbow_axis = data[arm + 3].xyz;
    float at_wrist = wrist.w * smoothstep(-0.02, 0.05, position.z);
    float at_elbow = elbow.w * smoothstep(kElbow_m - 0.05, kElbow_m + 0.05, position.z);
    world = wrist.xyz + turned(world - wrist.xyz, wrist_axis.xyz, at_wrist);
    n = turned(n, wrist_axis.xyz, at_wrist);
    vec3 behind = turned(turned(vec3(row_x.z, row_y.z, row_z.z), wrist_axis.xyz, wrist.w), elbow_axis, elbow.w);
    world = elbow.xyz + turned(world - elbow.xyz, elbow_axis, at_elbow) +
            behind * ((wrist_axis.w - 1.0) * max(position.z - kElbow_m, 0.0));
    n = turned(n, elbow_axis, at_elbow);
    // There is no shoulder to end in: softly it goes, and sooner where it comes near the eye.
    float near = 1.0 - smoothstep(0.10, 0.26, distance(frame.eye[view].xyz, world));
    out_albedo.a = 1.0 - max(smoothstep(0.36, 0.52, position.z), near * smoothstep(0.07, 0.16, position.z));
  }
  gl_Position = frame.view_projection[view] * vec4(world, 1.0);
  out_uv = uv;
  out_world = world;
  out_normal = n;
  // People are made of triangles finer than the haze's cells: a lookup a corner will do.
  out_haze = vec4(0.0, 0.0, 0.0, 1.0);
  if (kHaze) {
    float depth = max(gl_Position.w, 1e-3);
    out_haze = haze_toward(clamp(gl_Position.xy / depth * 0.5 + 0.5, 0.0, 1.0), depth, view);
  }
  out_spots = vec3(0.0);
  if (kSpots > 0) {
    n = normalize(n);
    for (int left = draw.index.w; left != 0; left &= left - 1) {
      int s = findLSB(left);
      vec3 from_lamp = world - frame.spots[s].position.xyz;
      float distance_2 = dot(from_lamp, from_lamp);
      float facing = dot(n, -from_lamp) * inversesqrt(distance_2);
      facing = clamp(facing * 0.8 + 0.2, 0.0, 1.0);
      out_spots += frame.spots[s].colour.xyz *
                   (spot_reach(frame.spots[s], from_lamp, distance_2) * facing / distance_2);
    }
  }
}
