#version 450
#extension GL_GOOGLE_include_directive : require
#include "draw.glsl"
#include "tone.glsl"
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 result;
void main() {
  vec4 texel = texture(albedo_texture, uv);     // premultiplied in linear light
  vec3 colour = texel.rgb;
  if (draw.index.w == 1) colour /= max(texel.a, 1e-3);   // straight alpha for a layer of its own
  if (kEncode) colour = encode_srgb(clamp(colour, 0.0, 1.0));
  result = vec4(colour, texel.a * draw.surface.x);
  if (draw.index.w != 1) result.rgb *= draw.surface.x;
}
