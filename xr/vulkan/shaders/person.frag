#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "tone.glsl"
// Painted people: the key light falls in two soft steps, shadows take the cool ambient, edges a rim.
layout(location = 0) in vec4 albedo_in;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec3 spots;
layout(location = 3) in vec3 world;
layout(location = 4) in vec3 normal_in;
layout(location = 5) in vec4 haze;
layout(location = 0) out vec4 result;

void main() {
  int view = gl_ViewIndex + draw.index.x;
  const float kWhole = 0.996;
  if (kFade && draw.surface.z > 0.0) {   // own arms: now what is whole, now what is glass
    bool whole = albedo_in.a >= kWhole;
    if (whole == draw.surface.z > 1.5 || albedo_in.a <= 0.0) discard;
  } else if (kFade) {   // each pixel to one of the two versions
    float at = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    if (albedo_in.a >= 0.0 ? at >= albedo_in.a : at < 1.0 + albedo_in.a) discard;
  }
  vec3 albedo = albedo_in.rgb;
  if (kTextured) {
    vec3 paint = texture(albedo_texture, uv).rgb;   // square root of the colour
    albedo *= paint * paint;
  }
  vec3 colour = albedo;
  if (kLight != 3) {
    vec3 n = normalize(normal_in);
    vec3 to_eye = normalize(frame.eye[view].xyz - world);
    float facing = dot(n, to_eye);
    float key = dot(n, frame.key_toward.xyz);
    float ramp = 0.55 * smoothstep(-0.12, 0.14, key) + 0.45 * smoothstep(0.32, 0.62, key);
    vec3 ambient = mix(frame.ambient_down.xyz, frame.ambient_up.xyz, n.y * 0.5 + 0.5);
    vec3 fill = ambient * mix(vec3(0.92, 0.98, 1.10), vec3(1.0), ramp);
    float edge = smoothstep(0.55, 0.95, 1.0 - abs(facing)) * (0.4 + 0.6 * clamp(n.y + 0.3, 0.0, 1.0));
    colour = albedo * (fill + frame.key.xyz * ramp + spots);
    colour += (albedo * 0.5 + 0.5) * (frame.ambient_up.xyz * 0.25 + spots * 0.15) * edge;
  }
  colour += draw.emissive.rgb;
  if (kHaze) colour = colour * haze.a + haze.rgb;
  result = vec4(to_display(colour, frame.sky.w, frame.ambient_down.w, gl_FragCoord.xy, kEncode), kFade && draw.surface.z < 1.5 ? 1.0 : albedo_in.a);
}
