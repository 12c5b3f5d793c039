#version 450
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "cookie.glsl"
#include "lamp_shade.glsl"
// Single scattering of the lamps in drifting haze, summed along each column of the view volume. Surfaces
// then look up what lies before them, so beams end softly where things stand in them.
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = 3, rgba16f) uniform writeonly image3D haze_volume;

float drift_at(vec3 p) {   // slow, smooth, cheap: three sines across each other
  return sin(p.x * 1.7 + 1.3 * sin(p.z * 1.1)) * sin(p.y * 1.9 + 0.7 * sin(p.x * 0.9)) * sin(p.z * 1.5 + p.y);
}

// A beam is narrower than a column of the volume near its lamp, where columns would show as blocks: there its edge
// is as wide as the column. The angle, as the lamp sees it, of half a column at this distance from eye and lamp.
float widening(float depth, float distance) {
  float column = depth * (frame.up[0].w - frame.right[0].w) / kHazeCells.x;
  return min(column / max(distance, 1e-3), 0.7);
}

// The part of the ray inside a lamp's cone: between the roots of (p.d)^2 - c^2 p.p, on the lit side.
vec2 span_in(SpotLight lamp, float cosine, vec3 eye, vec3 ray) {
  vec3 o = eye - lamp.position.xyz;
  float c2 = cosine * cosine;
  float rd = dot(ray, lamp.direction.xyz), od = dot(o, lamp.direction.xyz);
  float a = rd * rd - c2 * dot(ray, ray);
  float b = rd * od - c2 * dot(ray, o);
  float c = od * od - c2 * dot(o, o);
  float inside = b * b - a * c;
  float root = sqrt(max(inside, 0.0));
  float low = (-b + root) / a, high = (-b - root) / a;      // a < 0: low is the nearer
  vec2 span = vec2(max(low, 0.0), high);
  if (a >= 0.0) span = rd > 0.0 ? vec2(max(low, 0.0), 1e3) : vec2(0.0, high);
  float middle = a < 0.0 ? 0.5 * (low + high) : rd > 0.0 ? low + 1.0 : high - 1.0;
  bool lit = inside > 0.0 && od + rd * middle > 0.0;
  return lit ? span : vec2(0.0);
}

void main() {
  ivec3 cell = ivec3(gl_GlobalInvocationID);
  int view = cell.z;
  vec2 at = (vec2(cell.xy) + 0.5) / kHazeCells.xy;
  vec3 ray = frame.right[view].xyz * mix(frame.right[view].w, frame.up[view].w, at.x) +
             frame.up[view].xyz * mix(frame.back[view].w, frame.lower[view].x, at.y) - frame.back[view].xyz;
  float stretch = length(ray);
  vec3 eye = frame.eye[view].xyz;
  ivec3 out_cell = ivec3(cell.x + view * int(kHazeCells.x), cell.y, 0);
  imageStore(haze_volume, out_cell, vec4(0.0, 0.0, 0.0, 1.0));
  vec3 sum = vec3(0.0);
  vec2 spans[kMostSpots];
  int lamps = 0;
  for (int s = 0; s < frame.count.x; ++s) {
    vec3 off = frame.spots[s].position.xyz - eye;
    float nearest = max(dot(off, ray) / (stretch * stretch), 0.0);
    float wider = widening(nearest, length(off - ray * nearest));
    float chord = min(frame.spots[s].colour.w + wider, 1.3);
    spans[s] = span_in(frame.spots[s], 1.0 - 0.5 * chord * chord, eye, ray);
    lamps |= spans[s].y > spans[s].x ? 1 << s : 0;
  }
  float through = 1.0;
  float before = 0.0;
  float drift = frame.key_toward.w;
  float extinction = frame.key.w;
  int slices = int(kHazeCells.z);
  for (int k = 1; k < slices; ++k) {
    float part = float(k) / (kHazeCells.z - 1.0);
    float depth = frame.extent.z * part * part;
    float middle = 0.5 * (before + depth);
    float run = (depth - before) * stretch;
    vec3 p = eye + ray * middle;
    float density = extinction * (1.0 + 0.55 * drift_at(p * 1.3 + vec3(0.13, -0.05, 0.09) * drift));
    vec3 light = vec3(0.0);
    for (int left = lamps; left != 0; left &= left - 1) {
      int s = findLSB(left);
      float from = max(before, spans[s].x), to = min(depth, spans[s].y);
      // A beam takes up a few slices of its column. A loop that ends at once is skipped by processors, a branch
      // is not.
      for (int here = to > from ? 1 : 0; here > 0; --here) {
        vec3 q = eye + ray * (0.5 * (from + to)) - frame.spots[s].position.xyz;
        float distance_2 = dot(q, q) + 1e-4;
        // The edge widened on both sides, and dimmed so that the beam carries no more light than before.
        float outer = frame.spots[s].colour.w;
        float inner = sqrt(max(2.0 - 2.0 * (frame.spots[s].position.w + 1.0 / frame.spots[s].direction.w), 0.0));
        float wider = widening(middle, sqrt(distance_2));
        float cosine = dot(q, frame.spots[s].direction.xyz) * inversesqrt(distance_2);
        float reach = 1.0 - smoothstep(max(inner - wider, 0.0), outer + wider, sqrt(max(2.0 - 2.0 * cosine, 0.0)));
        float whole = 0.5 * (inner + outer), spread = 0.5 * (max(inner - wider, 0.0) + outer + wider);
        reach *= whole * whole / (spread * spread);
        for (int plate = frame.count.y >> s & 1; plate > 0; --plate) reach *= cookie(s, q);
        if (reach > 0.0 && frame.count.z == s) reach *= lamp_open(eye + ray * (0.5 * (from + to)), -q);
        // Haze throws most light on in the way it went: beams toward the eye glow, those from behind hardly.
        float toward = 0.5 - 0.5 * dot(q, ray) * inversesqrt(distance_2) / stretch;
        light += frame.spots[s].colour.xyz * ((to - from) * reach * (0.15 + 1.6 * toward * toward) /
                                              (distance_2 + 0.5));
      }
    }
    // What hangs before one's nose veils everything and shows nothing: it thins out toward the eye.
    light *= stretch * smoothstep(0.3, 3.5, middle);
    float kept = exp(-density * run * 0.35);
    sum += light * (through * density);
    through *= kept;
    before = depth;
    out_cell.z = k;
    imageStore(haze_volume, out_cell, vec4(sum, through));
  }
}
