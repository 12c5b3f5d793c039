// The shadow that the person who stands brightest in a lamp throws in its light: eight capsules (xr/vulkan/
// occluders.h) in the uniform block.
#ifndef THRESHOLD_LAMP_SHADE_GLSL
#define THRESHOLD_LAMP_SHADE_GLSL

// Part of the lamp that is seen from p, `gap` toward the lamp. Edges widen with the way from what throws them.
float lamp_open(vec3 p, vec3 gap) {
  float way = length(gap);
  vec3 ray = gap / way;
  vec3 off = frame.shade_ball.xyz - p;
  vec3 beside = off - ray * clamp(dot(off, ray), 0.0, way);
  float open = 1e9;
  // Where the processor draws, of a loop that ends at once one turn is worked out, of a branch all.
  int first = dot(beside, beside) < frame.shade_ball.w * frame.shade_ball.w ? 0 : kShadeCapsules;
  for (int c = first; c < kShadeCapsules; ++c) {
    vec4 from = frame.shade[2 * c], along = frame.shade[2 * c + 1];   // along.w: its length squared
    // Nearest approach of the ray and the capsule's axis.
    vec3 to = p - from.xyz;
    float b = dot(ray, along.xyz), e = dot(to, along.xyz), f = dot(to, ray);
    float s = clamp((e - f * b) / max(along.w - b * b, 1e-5), 0.0, 1.0);
    float t = clamp(s * b - f, 0.02, way);
    vec3 miss = to + ray * t - along.xyz * s;
    open = min(open, (length(miss) - from.w) / (0.015 + 0.06 * t));
  }
  return smoothstep(-0.5, 1.0, open);
}
#endif
