#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "tone.glsl"
// Rain on a pane (materials glass_rain*): beads that sit and fade, drops that run and leave beads behind. Each bends
// the world behind it like a small lens: bright sky below, dark ground above.
layout(location = 0) in vec4 albedo_in;
layout(location = 1) in vec3 world;
layout(location = 2) in vec3 normal_in;
layout(location = 0) out vec4 result;

float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }

float pixel_m;  // how much of the pane a pixel sees

// A drop at `off` from its middle: where on it (x, y, -1..1) and how much it covers. Its edge is no sharper than a
// pixel, and what is smaller than one covers less and bends less: it must not sparkle.
vec3 drop(vec2 off, float radius) {
  float size = max(radius, 1e-4), coarse = pixel_m / size;
  vec2 on = off / size;
  float half_edge = max(0.125, 0.6 * coarse);
  float cover = 1.0 - smoothstep(0.875 - half_edge, 0.875 + half_edge, length(on));
  return vec3(on / (1.0 + 0.5 * coarse), cover * min(1.0, 2.5 / (coarse * coarse)));
}

vec3 over(vec3 a, vec3 b) { return b.z > a.z ? b : a; }

vec3 bead(vec2 at, float size_m, float seconds, float salt) {
  vec2 cell = floor(at / size_m);
  float r = hash(cell + salt), life = fract(r * 7.3 + seconds * (0.02 + 0.05 * hash(cell - salt)));
  vec2 middle = (cell + 0.5 + 0.5 * (vec2(r, hash(cell.yx + salt)) - 0.5)) * size_m;
  float grown = smoothstep(0.0, 0.1, life) * (1.0 - smoothstep(0.8, 1.0, life));
  float there = step(0.5, hash(cell * 1.7 + salt));   // not every cell holds one
  return drop(at - middle, size_m * (0.12 + 0.2 * r) * grown * there);
}

vec3 runner(vec2 at, float seconds) {
  const float kColumn_m = 0.028, kWay_m = 0.5;
  float column = floor(at.x / kColumn_m), r = hash(vec2(column, 3.0));
  // Runs, waits, runs: the phase gains a slow wave.
  float phase = seconds * (0.10 + 0.22 * r) + 0.12 * sin(seconds * (0.7 + r) + 9.0 * r) + r;
  float way = at.y / kWay_m + phase;
  float here = fract(way), which = floor(way);
  float middle = (column + 0.5 + 0.3 * (hash(vec2(column, which)) - 0.5) +
                  0.08 * sin(at.y * 40.0 + 6.0 * r)) * kColumn_m;
  float size = kColumn_m * (0.16 + 0.12 * hash(vec2(which, column)));
  vec3 head = drop(vec2(at.x - middle, (here - 0.12) * kWay_m * 0.7), size);
  // The wet way behind it holds beads that thin out upward.
  float behind = clamp((here - 0.14) * 1.6, 0.0, 1.0);
  float bead_y = (fract(at.y * 90.0) - 0.5) / 90.0;
  vec3 trail = drop(vec2(at.x - middle, bead_y), size * 0.45 * (1.0 - behind) * step(0.14, here));
  return over(head, trail);
}

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec3 n = normalize(normal_in);
  vec3 across = normalize(cross(vec3(0.0, 1.0, 0.0), n) + vec3(1e-4, 0.0, 0.0));
  vec2 at = vec2(dot(world, across), world.y);
  float seconds = frame.key_toward.w;
  // What is finer than a pixel is only a veil: drops melt into it before they sparkle.
  vec2 width = fwidth(at);
  pixel_m = 0.5 * (width.x + width.y);
  vec3 beads = over(bead(at, 0.011, seconds, 1.0), bead(at + 0.004, 0.019, seconds, 5.0));
  vec3 runs = runner(at, seconds);
  beads.z *= 1.0 - smoothstep(0.0025, 0.006, pixel_m);
  runs.z *= 1.0 - smoothstep(0.006, 0.014, pixel_m);
  vec3 seen = over(beads, runs);
  vec3 sky = frame.sky.rgb;
  vec3 bent = mix(sky * 0.25, sky * 1.15, smoothstep(-0.7, 0.6, -seen.y));
  vec3 to_eye = normalize(frame.eye[view].xyz - world);
  float glint = smoothstep(0.82, 1.0, dot(normalize(vec3(seen.xy, 0.8)), normalize(vec3(-0.4, 0.7, 0.5))));
  vec3 colour = mix(bent, sky * 2.0 + frame.key.xyz * 0.5, 0.6 * glint);
  float edge = 1.0 - 0.35 * smoothstep(0.5, 1.0, length(seen.xy));
  float veil = 0.05 + 0.10 * (1.0 - abs(dot(n, to_eye)));
  float cover = max(veil + 0.1 * smoothstep(0.0025, 0.014, pixel_m), seen.z * 0.85);
  colour = mix(sky * albedo_in.rgb, colour * edge, seen.z);
  result = vec4(to_display(colour, frame.sky.w, frame.ambient_down.w, gl_FragCoord.xy, kEncode), cover);
}
