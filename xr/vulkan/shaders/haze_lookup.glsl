#ifndef THRESHOLD_HAZE_LOOKUP_GLSL
#define THRESHOLD_HAZE_LOOKUP_GLSL

// Light scattered between eye and fragment (rgb) and what is left of the light behind (a).
vec4 haze_before(float depth_m, int view) {
  vec2 at = gl_FragCoord.xy * frame.extent.xy;
  float edge = 0.5 / kHazeCells.x;
  at.x = (clamp(at.x, edge, 1.0 - edge) + float(view)) * 0.5;
  float slice = sqrt(clamp(depth_m / frame.extent.z, 0.0, 1.0));
  return textureLod(haze_volume, vec3(at, (slice * (kHazeCells.z - 1.0) + 0.5) / kHazeCells.z), 0.0);
}
#endif
