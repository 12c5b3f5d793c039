#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"

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
  gl_Position = frame.view_projection[view] * vec4(world, 1.0);
  vec4 tint = data[here + 3];
  out_albedo = vec4(colour.rgb * draw.base.rgb * tint.rgb, tint.a);
  // An arm of the visitor's own that points at their eye would be an elbow in front of it: behind the wrist (+z of the
  // hands at rest) it dissolves there.
  if (kFade && draw.surface.z > 0.0) {
    vec3 to_eye = frame.eye[view].xyz - world;
    float far = length(to_eye);
    float along = dot(to_eye, normalize(vec3(row_x.z, row_y.z, row_z.z))) / far;
    float hides = smoothstep(0.72, 0.90, along) * (1.0 - smoothstep(0.45, 0.65, far));
    // Its sleeve ends before the elbow: that end is never a stump in the air.
    hides = max(smoothstep(0.05, 0.14, position.z) * hides, smoothstep(0.16, 0.25, position.z));
    out_albedo.a = 1.0 - hides;
  }
  out_uv = uv;
  out_world = world;
  out_normal = n;
  out_spots = vec3(0.0);
  if (kSpots) {
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
