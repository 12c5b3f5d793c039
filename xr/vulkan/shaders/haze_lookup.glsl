#ifndef THRESHOLD_HAZE_LOOKUP_GLSL
#define THRESHOLD_HAZE_LOOKUP_GLSL

// Light scattered between eye and fragment (rgb) and what is left of the light behind (a).
// `at`: 0..1 over the view, from its upper left corner.
vec4 haze_toward(vec2 at, float depth_m, int view) {
  float edge = 0.5 / kHazeCells.x;
  at.x = (clamp(at.x, edge, 1.0 - edge) + float(view)) * 0.5;
  float slice = sqrt(clamp(depth_m / frame.extent.z, 0.0, 1.0));
  return textureLod(haze_volume, vec3(at, (slice * (kHazeCells.z - 1.0) + 0.5) / kHazeCells.z), 0.0);
}
#endif
