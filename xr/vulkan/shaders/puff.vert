#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
// Particles as a pure function of the puff's seed and age.
layout(location = 0) out vec2 out_at;
layout(location = 1) out vec4 out_colour;   // premultiplied; alpha 0 adds
layout(location = 2) out float out_shape;   // 0 soft disc, 1 leaf

uint hash(uint x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}
float unit(inout uint state) {
  state = hash(state);
  return float(state >> 8) / 16777216.0;
}

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 place = data[draw.index.y + 2 * gl_InstanceIndex];       // w: age
  vec4 what = data[draw.index.y + 2 * gl_InstanceIndex + 1];    // x: kind, y: strength or radius, z, w: seed halves; motes: w's fraction is brightness
  int particle = gl_VertexIndex / 6;
  uint state = hash(uint(what.z) * 65536u + uint(what.w) + uint(particle) * 0x9e3779b9u);
  float age = place.w;
  int kind = int(what.x);
  float strength = what.y;
  float turn = 6.2831853 * unit(state);
  float lift = unit(state);
  float speed = 0.3 + 0.7 * unit(state);
  float life = (kind == 0 ? 1.4 : kind == 1 ? 4.5 : 0.7) * (0.6 + 0.4 * unit(state));
  vec3 out_way = vec3(cos(turn) * sqrt(1.0 - lift * lift), lift, sin(turn) * sqrt(1.0 - lift * lift));
  vec3 moved;
  float size;
  vec4 colour;
  float t = clamp(age / life, 0.0, 1.0);
  float fade = age < 0.0 ? 0.0 : (1.0 - t) * (1.0 - t) * smoothstep(0.0, 0.04, t + 0.01);
  out_shape = 0.0;
  if (kind == 0) {          // dust: thrown out, slowed by air, sinking a little
    moved = out_way * speed * 0.45 * (1.0 - exp(-3.0 * age)) - vec3(0.0, 0.03 * age * age, 0.0);
    size = mix(0.006, 0.045, sqrt(t)) * (0.6 + 0.8 * speed);
    colour = vec4(frame.ambient_up.xyz * 0.6 + frame.key.xyz * 0.35 + 0.06, 0.0);
    for (int s = 0; s < frame.count.x; ++s) {
      vec3 from_lamp = place.xyz - frame.spots[s].position.xyz;
      float distance_2 = dot(from_lamp, from_lamp);
      colour.rgb += frame.spots[s].colour.xyz * (0.4 * spot_reach(frame.spots[s], from_lamp, distance_2) / distance_2);
    }
    colour *= 0.30 * strength * fade;
  } else if (kind == 1) {   // leaves: swing down
    float sway = sin(age * (1.5 + 2.0 * speed) + turn);
    moved = vec3(out_way.x * 0.9 + 0.25 * sway + 0.15 * age, -0.32 * age * (0.5 + speed) + 0.1 * lift,
                 out_way.z * 0.9 + 0.2 * cos(age * 1.7 + turn));
    size = 0.022 + 0.014 * unit(state);
    vec3 paint = mix(vec3(0.55, 0.24, 0.05), vec3(0.42, 0.36, 0.07), unit(state));
    float seen = strength * clamp((life - age) * 2.0, 0.0, 1.0) * (age < 0.0 ? 0.0 : 1.0);
    colour = vec4(paint * (frame.ambient_up.xyz + frame.key.xyz * 0.6) * seen, seen);
    out_shape = 1.0;
  } else {                  // sparks: fast, bright, falling
    moved = out_way * speed * 1.8 * age - vec3(0.0, 2.5 * age * age, 0.0);
    size = 0.004 + 0.003 * speed;
    colour = vec4(vec3(4.0, 1.9, 0.5) * strength * fade, 0.0);
  }
  if (kind >= 3) {          // motes: drift for ever through a ball of this radius
    vec3 home = vec3(unit(state), unit(state), unit(state));
    vec3 drift = (vec3(unit(state), unit(state), unit(state)) - vec3(0.5, 0.6, 0.5)) * 0.018 / strength;
    vec3 at = fract(home + drift * age) * 2.0 - 1.0;
    moved = at * strength;
    float lit = (1.0 - smoothstep(0.3, 1.0, dot(at, at))) * (0.55 + 0.45 * sin(age * (0.5 + speed) + turn));
    vec3 light = frame.key.xyz * 1.2;
    if (kind == 4) {
      light = vec3(0.0);
      for (int s = 0; s < frame.count.x; ++s) {
        vec3 from_lamp = place.xyz + moved - frame.spots[s].position.xyz;
        float distance_2 = dot(from_lamp, from_lamp);
        light += frame.spots[s].colour.xyz * (spot_reach(frame.spots[s], from_lamp, distance_2) / distance_2);
      }
    }
    // No smaller than a pixel, but dimmer: a mote that is missed by every other frame would glitter.
    float pixel = distance(frame.eye[view].xyz, place.xyz + moved) * (frame.back[view].w - frame.lower[view].x) *
                  frame.extent.y;
    float own = 0.0007 + 0.0009 * lift;
    size = max(own, 0.75 * pixel);
    colour = vec4(light * lit * min(1.0, own * own / (size * size) * 2.0) * fract(what.w), 0.0);
    out_shape = 0.0;
  }
  const vec2 corners[6] = vec2[](vec2(-1, -1), vec2(1, -1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(-1, 1));
  out_at = corners[gl_VertexIndex % 6];
  vec2 spun = out_at;
  if (kind == 1) {
    float angle = turn + age * (2.0 + 3.0 * lift);
    spun = mat2(cos(angle), sin(angle), -sin(angle), cos(angle)) * (out_at * vec2(1.0, 0.25 + 0.4 * abs(sin(age * 3.0 + turn))));
  }
  vec3 world = place.xyz + moved + (frame.right[view].xyz * spun.x + frame.up[view].xyz * spun.y) * size;
  out_colour = colour;
  gl_Position = frame.view_projection[view] * vec4(world, 1.0);
}
