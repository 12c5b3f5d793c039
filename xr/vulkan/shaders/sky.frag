#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "haze_lookup.glsl"
#include "tone.glsl"
layout(location = 0) in vec3 ray;
layout(location = 0) out vec4 result;
void main() {
  int view = gl_ViewIndex + draw.index.x;
  float height = ray.y * inversesqrt(dot(ray, ray));
  // A painted wash: paler at the horizon, deeper overhead, darker below it.
  vec3 colour = frame.sky.rgb * (height > 0.0 ? mix(1.12, 0.78, sqrt(height)) : mix(1.12, 0.5, sqrt(-height)));
  if (kHaze) {
    vec4 haze = haze_toward(gl_FragCoord.xy * frame.extent.xy, 1000.0, view);
    colour = colour * haze.a + haze.rgb;
  }
  result = vec4(to_display(colour, frame.sky.w, frame.ambient_down.w, gl_FragCoord.xy, kEncode), 1.0);
}
