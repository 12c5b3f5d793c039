// What every shader of a frame shares. Mirrored by xr/vulkan/shader_data.h.
#ifndef THRESHOLD_FRAME_GLSL
#define THRESHOLD_FRAME_GLSL

const int kMostSpots = 16;
const int kShadeCapsules = 8;
const int kSunCasters = 2;

struct SpotLight {
  vec4 position;    // w: cosine of the outer half angle
  vec4 direction;   // w: 1 / (cosine of the inner - cosine of the outer)
  vec4 colour;      // times intensity; w: outer half angle, as chord of the unit circle
};

layout(std140, set = 0, binding = 0) uniform Frame {
  mat4 view_projection[2];
  vec4 eye[2];
  vec4 right[2];    // of each eye; w: tangent of the angle to the left edge
  vec4 up[2];       // w: tangent to the right edge
  vec4 back[2];     // w: tangent to the upper edge
  vec4 lower[2];    // x: tangent to the lower edge
  vec4 sky;         // w: exposure
  vec4 ambient_up;  // w: blend of the two lightmaps
  vec4 ambient_down;// w: 1 - fade
  vec4 key_toward;  // w: seconds
  vec4 key;         // w: haze, extinction a metre
  vec4 extent;      // x, y: 1 / pixels, z: depth of the haze volume in metres
  ivec4 count;      // x: spots, y: bits of those with a cookie, z: the lamp that throws a shadow, -1: none
  SpotLight spots[kMostSpots];
  vec4 cookie[kMostSpots];   // across the beam; w: pattern, 0 none
  vec4 shade_ball;  // around whoever throws the shadow; w: radius
  vec4 shade[2 * kShadeCapsules];
  vec4 sun_toward[2];   // of both lightmaps; w: how wide its sun is seen in radians, 0: none
  vec4 sun_across[2];   // two axes across it
  vec4 sun_over[2];
  vec4 sun_up[2];       // its shade, as ambient_up and ambient_down
  vec4 sun_down[2];
  vec4 sun_box[4 * kSunCasters];   // for each light and whoever throws a shadow, along those axes: middle, half
  vec4 sun[4 * kShadeCapsules * kSunCasters];   // capsules there: from, radius; along, 1 / squared length across
} frame;

float spot_reach(SpotLight s, vec3 from_lamp, float distance_2) {
  float cosine = dot(from_lamp, s.direction.xyz) * inversesqrt(distance_2);
  float a = clamp((cosine - s.position.w) * s.direction.w, 0.0, 1.0);
  return a * a * (3.0 - 2.0 * a);
}

// Both volumes lie side by side; slices are quadratic in depth.
const vec3 kHazeCells = vec3(64.0, 40.0, 24.0);
#endif
