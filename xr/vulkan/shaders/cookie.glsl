// What a plate in a lamp (a gobo, a cookie) leaves of its beam: 1 leaves, 2 bars, 3 rings.
#ifndef THRESHOLD_COOKIE_GLSL
#define THRESHOLD_COOKIE_GLSL

float cookie(int s, vec3 from_lamp) {
  vec4 plate = frame.cookie[s];
  vec3 along = frame.spots[s].direction.xyz;
  // -1..1 over the beam, whatever its width; colour.w is the chord of the outer half angle.
  vec2 at = vec2(dot(from_lamp, plate.xyz), dot(from_lamp, cross(along, plate.xyz))) /
            (max(dot(from_lamp, along), 1e-3) * frame.spots[s].colour.w);
  float leaves = sin(at.x * 7.0 + 2.0 * sin(at.y * 5.0)) * sin(at.y * 6.0 + 1.7 * sin(at.x * 4.0 + 1.0));
  float open = plate.w < 1.5 ? leaves : plate.w < 2.5 ? sin(at.x * 9.0) : sin(length(at) * 11.0);
  return mix(0.12, 1.0, smoothstep(-0.3, 0.2, open));
}
#endif
