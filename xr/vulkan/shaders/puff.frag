#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "tone.glsl"
layout(location = 0) in vec2 at;
layout(location = 1) in vec4 colour;
layout(location = 2) in float shape;
layout(location = 0) out vec4 result;
void main() {
  float r2 = dot(at, at);
  float soft = clamp(1.0 - r2, 0.0, 1.0);
  soft = mix(soft * soft, smoothstep(0.0, 0.15, 1.0 - abs(at.y) - at.x * at.x * 0.9), shape);
  vec3 c = clamp(film(colour.rgb * frame.sky.w) * frame.ambient_down.w, 0.0, 1.0);
  result = vec4(kEncode ? encode_srgb(c) : c, colour.a) * soft;
}
