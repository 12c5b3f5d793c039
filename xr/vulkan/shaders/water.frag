#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "tone.glsl"
// Water in a glass (material water_glass): rings run out from the middle while the table shakes.
layout(location = 0) in vec4 albedo_in;
layout(location = 1) in vec3 world;
layout(location = 2) in vec3 normal_in;
layout(location = 0) out vec4 result;

const float kRing_m = 0.011, kRingsASecond = 6.0;

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec3 n = normalize(normal_in);
  vec3 off = world - draw.emissive.xyz;   // from the glass' own middle
  float radius = length(off.xz);
  float shaken = draw.emissive.w;
  float slope = 0.5 * shaken * cos(6.2831853 * (radius / kRing_m - kRingsASecond * frame.key_toward.w));
  if (n.y > 0.7) n = normalize(n + vec3(off.x, 0.0, off.z) / max(radius, 1e-3) * slope);
  vec3 from_eye = normalize(world - frame.eye[view].xyz);
  if (dot(n, from_eye) > 0.0) n = -n;
  vec3 reflected = reflect(from_eye, n);
  float facing = 1.0 + dot(n, from_eye);
  float fresnel = 0.02 + 0.98 * facing * facing * facing * facing * facing;   // Schlick, for water
  vec3 around = mix(frame.ambient_down.xyz, frame.ambient_up.xyz, smoothstep(-0.3, 0.5, reflected.y));
  float shine = max(dot(reflected, frame.key_toward.xyz), 0.0);
  shine = shine / (40.0 - 40.0 * shine + shine);
  vec3 body = albedo_in.rgb * mix(frame.ambient_down.xyz, frame.ambient_up.xyz, 0.5 + 0.5 * n.y);
  vec3 colour = mix(body, around * 1.4, clamp(fresnel * 2.0 + 0.25 * abs(slope), 0.0, 1.0)) + frame.key.xyz * shine * 2.0;
  float cover = clamp(albedo_in.a + fresnel + shine + 0.4 * abs(slope), 0.0, 1.0);
  result = vec4(to_display(colour, frame.sky.w, frame.ambient_down.w, gl_FragCoord.xy, kEncode), cover);
}
