// The shadows that people throw in the sun of a baked light, as sun_shade() in xr/vulkan/occluders.cpp.
#ifndef THRESHOLD_SUN_SHADE_GLSL
#define THRESHOLD_SUN_SHADE_GLSL

// Part of the sun that people hide from p.
float sun_shade(vec3 p, const int light) {
  vec3 ray = frame.sun_toward[light].xyz;
  float angle = frame.sun_toward[light].w, shade = 0.0;
  // By constant numbers first, as the lamps in place.frag: few fragments lie behind anyone.
  int behind = 0;
  for (int who = 0; who < kSunCasters; ++who) {
    vec4 ball = frame.sun_ball[who];
    vec3 off = ball.xyz - p;
    float way = max(dot(off, ray), 0.0), wide = ball.w + angle * way;
    vec3 beside = off - ray * way;
    behind |= dot(beside, beside) < wide * wide ? 1 << who : 0;
  }
  for (int left = angle > 0.0 ? behind & (1 << frame.count.w) - 1 : 0; left != 0; left &= left - 1) {
    int who = findLSB(left);
    for (int c = 0; c < kShadeCapsules; ++c) {
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
vec3 less_sun(vec3 baked, const int light, vec3 p, vec3 n) {
  vec3 shade = min(baked, mix(frame.sun_down[light].xyz, frame.sun_up[light].xyz, n.y * 0.5 + 0.5));
  return mix(baked, shade, sun_shade(p, light) * smoothstep(0.0, 0.15, dot(n, frame.sun_toward[light].xyz)));
}
#endif
