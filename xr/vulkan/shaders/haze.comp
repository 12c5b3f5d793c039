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

float depth_of(int slice) {
  float part = float(slice) / (kHazeCells.z - 1.0);
  return frame.extent.z * part * part;
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
  int slices = int(kHazeCells.z);
  vec3 light[int(kHazeCells.z)];
  for (int k = 0; k < slices; ++k) light[k] = vec3(0.0);
  // Lamp by lamp, and of each only the slices that its beam takes up: where the processor works this out, what is read
  // of a lamp is read anew for every column.
  for (int s = 0; s < frame.count.x; ++s) {
    SpotLight lamp = frame.spots[s];
    vec4 plate = frame.cookie[s];
    vec3 off = lamp.position.xyz - eye;
    float nearest = max(dot(off, ray) / (stretch * stretch), 0.0);
    float chord = min(lamp.colour.w + widening(nearest, length(off - ray * nearest)), 1.3);
    vec2 span = span_in(lamp, 1.0 - 0.5 * chord * chord, eye, ray);
    vec2 ends = sqrt(clamp(span / frame.extent.z, 0.0, 1.0)) * (kHazeCells.z - 1.0);
    int last = span.y > span.x ? min(int(ceil(ends.y)), slices - 1) : 0;
    float outer = lamp.colour.w;
    float inner = sqrt(max(2.0 - 2.0 * (lamp.position.w + 1.0 / lamp.direction.w), 0.0));
    for (int k = int(ends.x) + 1; k <= last; ++k) {
      float before = depth_of(k - 1), depth = depth_of(k);
      float from = max(before, span.x), to = min(depth, span.y);
      vec3 q = eye + ray * (0.5 * (from + to)) - lamp.position.xyz;
      float distance_2 = dot(q, q) + 1e-4;
      // The edge widened on both sides, and dimmed so that the beam carries no more light than before.
      float wider = widening(0.5 * (before + depth), sqrt(distance_2));
      float cosine = dot(q, lamp.direction.xyz) * inversesqrt(distance_2);
      float reach = 1.0 - smoothstep(max(inner - wider, 0.0), outer + wider, sqrt(max(2.0 - 2.0 * cosine, 0.0)));
      float whole = 0.5 * (inner + outer), spread = 0.5 * (max(inner - wider, 0.0) + outer + wider);
      reach *= whole * whole / (spread * spread) * max(to - from, 0.0);
      if ((frame.count.y >> s & 1) != 0) reach *= cookie(lamp, plate, q);
      if (reach > 0.0 && frame.count.z == s) reach *= lamp_open(eye + ray * (0.5 * (from + to)), -q);
      // Haze throws most light on in the way it went: beams toward the eye glow, those from behind hardly.
      float toward = 0.5 - 0.5 * dot(q, ray) * inversesqrt(distance_2) / stretch;
      light[k] += lamp.colour.xyz * (reach * (0.15 + 1.6 * toward * toward) / (distance_2 + 0.5));
    }
  }
  vec3 sum = vec3(0.0);
  float through = 1.0;
  float before = 0.0;
  float drift = frame.key_toward.w;
  float extinction = frame.key.w;
  for (int k = 1; k < slices; ++k) {
    float depth = depth_of(k), middle = 0.5 * (before + depth);
    vec3 p = eye + ray * middle;
    float density = extinction * (1.0 + 0.55 * drift_at(p * 1.3 + vec3(0.13, -0.05, 0.09) * drift));
    // What hangs before one's nose veils everything and shows nothing: it thins out toward the eye.
    sum += light[k] * (through * density * stretch * smoothstep(0.3, 3.5, middle));
    through *= exp(-density * (depth - before) * stretch * 0.35);
    before = depth;
    out_cell.z = k;
    imageStore(haze_volume, out_cell, vec4(sum, through));
  }
}
