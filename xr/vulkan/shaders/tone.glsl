// Scene light to display: exposure, filmic curve, fade, dither. The curve has a small toe, is straight in
// the middle and bends into a shoulder; 1 comes out near 0.8, 8 near 1.
#ifndef THRESHOLD_TONE_GLSL
#define THRESHOLD_TONE_GLSL

vec3 film(vec3 x) {
  const float a = 0.55;
  vec3 t = max(x - a, 0.0);
  vec3 y = min(x, vec3(a)) + (1.0 - a) * t / (t + (1.0 - a));
  return y * y * 1.06 / (y + 0.02);
}

vec3 encode_srgb(vec3 c) {
  return mix(12.92 * c, 1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

// One triangular least significant bit of an 8-bit target.
float dither_step(vec2 pixel) {
  float a = fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
  return (a - 0.5) / 255.0;
}

vec3 to_display(vec3 light, float exposure, float seen, vec2 pixel, bool encode) {
  vec3 c = clamp(film(light * exposure) * seen, 0.0, 1.0);
  float d = dither_step(pixel);
  if (encode) return encode_srgb(c) + d;
  return c + d * (0.08 + 2.0 * sqrt(c));   // the slope of sRGB decoding, near enough
}
#endif
