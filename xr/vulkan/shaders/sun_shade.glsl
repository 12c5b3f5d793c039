// The shadows that people throw in the sun of a baked light, as sun_shade() in xr/vulkan/occluders.cpp.
#ifndef THRESHOLD_SUN_SHADE_GLSL
#define THRESHOLD_SUN_SHADE_GLSL

// Part of the sun that people hide from p.
float sun_shade(vec3 p, int light) {
  vec3 ray = frame.sun_toward[light].xyz;
  float angle = frame.sun_toward[light].w, shade = 0.0;
  for (int who = angle > 0.0 ? 0 : frame.count.w; who < frame.count.w; ++who) {
    vec4 ball = frame.sun_ball[who];
    vec3 off = ball.xyz - p;
    float way = dot(off, ray);
    vec3 beside = off - ray * max(way, 0.0);
    // A loop that ends at once costs nothing; a branch is no way round where the processor draws.
    float wide = ball.w + angle * max(way, 0.0);
    int first = dot(beside, beside) < wide * wide ? 0 : kShadeCapsules;
    for (int c = first; c < kShadeCapsules; ++c) {
      vec4 from = frame.sun[2 * (who * kShadeCapsules + c)], along = frame.sun[2 * (who * kShadeCapsules + c) + 1];
      vec3 to = p - from.xyz;
      float b = dot(ray, along.xyz), e = dot(to, along.xyz), f = dot(to, ray);
      float s = clamp((e - f * b) / max(along.w - b * b, 1e-5), 0.0, 1.0);
      float t = max(s * b - f, 0.0);
      float edge = 0.015 + angle * t, gap = length(to + ray * t - along.xyz * s) - from.w;
      shade = max(shade, (1.0 - smoothstep(-0.5, 0.5, gap / edge)) * min(2.0 * from.w / edge, 1.0));
    }
  }
  return shade;
}

// What a lightmap holds without the sun that they hide: never darker than shade, for what lies in shade already is
// not in the sun.
vec3 less_sun(vec3 baked, int light, vec3 p, vec3 n) {
  vec3 shade = min(baked, mix(frame.sun_down[light].xyz, frame.sun_up[light].xyz, n.y * 0.5 + 0.5));
  return mix(baked, shade, sun_shade(p, light) * smoothstep(0.0, 0.15, dot(n, frame.sun_toward[light].xyz)));
}
#endif
