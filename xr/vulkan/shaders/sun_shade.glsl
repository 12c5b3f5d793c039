// The shadows that people throw in the sun of a baked light, as sun_shade() in xr/vulkan/occluders.cpp.
#ifndef THRESHOLD_SUN_SHADE_GLSL
#define THRESHOLD_SUN_SHADE_GLSL

// Part of the sun that people hide from p. Along the sun's rays a capsule is a thick line in a plane.
float sun_shade(vec3 p, const int light) {
  vec3 toward = frame.sun_toward[light].xyz;
  vec3 q = vec3(dot(p, frame.sun_across[light].xyz), dot(p, frame.sun_over[light].xyz), dot(p, toward));
  float angle = frame.sun_toward[light].w, shade = 0.0;
  int left = 0;   // capsules that may hide it
  for (int who = 0; who < kSunCasters; ++who) {
    const int at = light * kSunCasters + who;
    vec3 middle = frame.sun_box[2 * at].xyz, reach = frame.sun_box[2 * at + 1].xyz;
    vec3 off = abs(middle - q);
    float way = middle.z + reach.z - q.z, wide = 0.01 + angle * max(way, 0.0);
    bool behind = way > 0.0 && off.x < reach.x + wide && off.y < reach.y + wide;
    left |= behind ? (1 << kShadeCapsules) - 1 << who * kShadeCapsules : 0;
  }
  // One loop with a short body: where the processor draws, what is in a branch or in a first turn is worked out for
  // every fragment, further turns only where one needs them.
  for (; left != 0; left &= left - 1) {
    int at = 2 * (light * kSunCasters * kShadeCapsules + findLSB(left));
    vec4 from = frame.sun[at], along = frame.sun[at + 1];
    vec2 to = q.xy - from.xy;
    float s = clamp(dot(to, along.xy) * along.w, 0.0, 1.0);
    float t = from.z + along.z * s - q.z;
    float edge = 0.015 + angle * max(t, 0.0), gap = length(vec3(to - along.xy * s, min(t, 0.0))) - from.w;
    shade = max(shade, (1.0 - smoothstep(-0.5, 0.5, gap / edge)) * min(2.0 * from.w / edge, 1.0));
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
