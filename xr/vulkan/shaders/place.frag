#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "draw.glsl"
#include "haze_lookup.glsl"
#include "cookie.glsl"
#include "lamp_shade.glsl"
#include "sun_shade.glsl"
#include "tone.glsl"

layout(location = 0) in vec4 albedo_in;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec2 light_uv;
layout(location = 3) in vec3 light_in;
layout(location = 4) in vec3 world;
layout(location = 5) in vec3 normal_in;
layout(location = 0) out vec4 result;

// Schlick's stand-in for pow(x, n).
float lobe(float x, float n) { return x / (n - n * x + x); }

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 albedo = albedo_in;
  if (kTextured) {
    vec4 paint = texture(albedo_texture, uv);   // square root of the colour
    albedo *= vec4(paint.rgb * paint.rgb, paint.a);
  }
  vec3 light = light_in;
  if (kLight == 1 || kLight == 2) {
    light = texture(lightmap_a, light_uv).rgb;
    float blend = frame.ambient_up.w;
    if (kSun) light = less_sun(light, 0, world, normalize(normal_in));
    if (kLight == 2) {
      vec3 second = texture(lightmap_b, light_uv).rgb;
      if (kSun) second = less_sun(second, 1, world, normalize(normal_in));
      light = mix(light, second, blend);
    }
  }
  vec3 glint = vec3(0.0);
  vec3 normal = vec3(0.0);
  vec3 reflected = vec3(0.0);
  float power = 1.0;
  if (kSpots > 0 || kGloss) normal = normalize(normal_in);
  if (kGloss) {
    vec3 from_eye = normalize(world - frame.eye[view].xyz);
    if (dot(normal, from_eye) > 0.0) normal = -normal;
    reflected = reflect(from_eye, normal);
    float rough = max(draw.surface.y, 0.15);
    // What a normal turns within a pixel widens the highlight, or edges would sparkle: Tokuyoshi and Kaplanyan,
    // "Improved Geometric Specular Antialiasing" (2019).
    vec3 across = dFdx(normal), down = dFdy(normal);
    float turning = min(0.5 * (dot(across, across) + dot(down, down)), 0.18);
    power = min(2.0 / (rough * rough * rough * rough + turning), 400.0);
    // What the surroundings look like to a mirror: the hemisphere, a soft horizon, the key light.
    vec3 around = mix(frame.ambient_down.xyz, frame.ambient_up.xyz, smoothstep(-0.3, 0.5, reflected.y));
    glint = around + frame.key.xyz * lobe(max(dot(reflected, frame.key_toward.xyz), 0.0), min(power, 60.0)) *
                         (2.0 - draw.surface.y);
  }
  if (kSpots > 0) {
    // Which beams hold this fragment. By constant numbers: where the processor draws, a lamp that is counted out at run
    // time is fetched anew for each of its lanes. Squares with their sign compare as cosine and length do.
    int within = 0;
    for (int s = 0; s < kSpots; ++s) {
      vec3 from_lamp = world - frame.spots[s].position.xyz;
      float along = dot(from_lamp, frame.spots[s].direction.xyz), cosine = frame.spots[s].position.w;
      within |= along * abs(along) > cosine * abs(cosine) * dot(from_lamp, from_lamp) ? 1 << s : 0;
    }
    for (int left = within & draw.index.w; left != 0; left &= left - 1) {
      int s = findLSB(left);
      vec3 from_lamp = world - frame.spots[s].position.xyz;
      float distance_2 = dot(from_lamp, from_lamp);
      vec3 arriving = frame.spots[s].colour.xyz * (spot_reach(frame.spots[s], from_lamp, distance_2) / distance_2);
      if (kCookie && (frame.count.y >> s & 1) != 0) arriving *= cookie(frame.spots[s], frame.cookie[s], from_lamp);
      if (kShade && frame.count.z == s) arriving *= lamp_open(world, -from_lamp);
      vec3 toward = -from_lamp * inversesqrt(distance_2);
      light += arriving * max(dot(normal, toward), 0.0);
      if (kGloss) glint += arriving * lobe(max(dot(reflected, toward), 0.0), power) * (power + 8.0) * 0.04;
    }
  }
  vec3 colour = kLight == 3 ? albedo.rgb : albedo.rgb * light;
  if (kGloss) {
    vec3 shine = mix(vec3(0.04), albedo.rgb, draw.surface.x);
    colour = colour * (1.0 - draw.surface.x * 0.75) + shine * glint;
  }
  colour += draw.emissive.rgb + albedo.rgb * draw.emissive.w;
  if (kHaze) {
    vec4 haze = haze_toward(gl_FragCoord.xy * frame.extent.xy, 1.0 / gl_FragCoord.w, view);
    colour = colour * haze.a + haze.rgb;
  }
  result = vec4(to_display(colour, frame.sky.w, frame.ambient_down.w, gl_FragCoord.xy, kEncode), albedo.a);
}
