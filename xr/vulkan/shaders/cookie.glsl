// What a plate in a lamp (a gobo, a cookie) leaves of its beam: 1 leaves, 2 bars, 3 rings.
#ifndef THRESHOLD_COOKIE_GLSL
#define THRESHOLD_COOKIE_GLSL

// Nearly a sine of so many turns, at a tenth of its cost.
float wave(float turns) {
  float t = fract(turns) - 0.5;
  return t * (16.0 * abs(t) - 8.0);
}

// `plate`: frame.cookie of that lamp.
float cookie(SpotLight lamp, vec4 plate, vec3 from_lamp) {
  vec3 along = lamp.direction.xyz;
  // -1..1 over the beam, whatever its width; colour.w is the chord of the outer half angle.
  vec2 at = vec2(dot(from_lamp, plate.xyz), dot(from_lamp, cross(along, plate.xyz))) /
            (max(dot(from_lamp, along), 1e-3) * lamp.colour.w);
  float open = wave(plate.w < 2.5 ? at.x * 1.43 : length(at) * 1.75);
  if (plate.w < 1.5) {   // leaves
    open = wave(at.x * 1.11 + 0.32 * wave(at.y * 0.8)) * wave(at.y * 0.95 + 0.27 * wave(at.x * 0.64 + 0.16));
  }
  return mix(0.12, 1.0, smoothstep(-0.3, 0.2, open));
}
#endif
