#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "view.glsl"
#include "tone.glsl"
// glTF 2.0's metallic-roughness model (appendix B): Trowbridge-Reitz distribution, height-correlated masking
// (Hammon's form), Schlick's Fresnel; one key light, and a sky over a ground for all else.

layout(set = 1, binding = 0) uniform sampler2D base_texture;
layout(set = 1, binding = 1) uniform sampler2D surface_texture;     // green roughness, blue metallic
layout(set = 1, binding = 2) uniform sampler2D normal_texture;
layout(set = 1, binding = 3) uniform sampler2D occlusion_texture;
layout(set = 1, binding = 4) uniform sampler2D emissive_texture;

layout(location = 0) in vec4 base_in;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec2 second_uv;
layout(location = 3) in vec3 world;
layout(location = 4) in vec3 normal_in;
layout(location = 5) in vec4 tangent_in;
layout(location = 0) out vec4 result;

vec2 uv_of(int slot) {
  vec2 at = (kSecondUv & (1 << slot)) != 0 ? second_uv : uv;
  if (kTransformed) {
    vec4 across = data[draw.more.w + 2 * slot], down = data[draw.more.w + 2 * slot + 1];
    at = vec2(dot(across.xyz, vec3(at, 1.0)), dot(down.xyz, vec3(at, 1.0)));
  }
  return at;
}

vec3 normal_of() {
  vec3 n = normalize(normal_in);
  if (kTwoSided && !gl_FrontFacing) n = -n;
  if ((kTextures & 4) == 0) return n;
  vec2 at = uv_of(2);
  vec3 bump = texture(normal_texture, at).xyz * 2.0 - 1.0;
  bump.xy *= draw.surface.z;
  vec3 t, b;
  if (kTangents) {
    t = normalize(tangent_in.xyz - n * dot(n, tangent_in.xyz));
    b = cross(n, t) * (tangent_in.w < 0.0 ? -1.0 : 1.0);
    if (kTwoSided && !gl_FrontFacing) b = -b;
  } else {                                        // from how position and coordinates change over the picture
    vec3 p1 = dFdx(world), p2 = dFdy(world);
    vec2 u1 = dFdx(at), u2 = dFdy(at);
    vec3 q1 = cross(p2, n), q2 = cross(n, p1);
    t = q1 * u1.x + q2 * u2.x;
    b = q1 * u1.y + q2 * u2.y;
    float scale = inversesqrt(max(max(dot(t, t), dot(b, b)), 1e-20));
    t *= scale;
    b *= scale;
  }
  return normalize(t * bump.x + b * bump.y + n * bump.z);
}

// Sky and ground as a mirror of this roughness sees them.
vec3 around(vec3 way, float rough) {
  float soft = 0.15 + 0.85 * rough;
  return mix(frame.ground.rgb, frame.sky.rgb, smoothstep(-soft, soft, way.y));
}

void main() {
  int view = gl_ViewIndex + draw.index.x;
  vec4 base = base_in;
  if ((kTextures & 1) != 0) {
    vec4 paint = texture(base_texture, uv_of(0));     // square root of the colour
    base *= vec4(paint.rgb * paint.rgb, paint.a);
  }
  if (kAlpha == 1 && base.a < draw.emissive.w) discard;
  vec3 colour = base.rgb;
  if (kLit) {
    float metal = draw.surface.x, rough = draw.surface.y;
    if ((kTextures & 2) != 0) {
      vec2 painted = texture(surface_texture, uv_of(1)).gb;
      rough *= painted.x;
      metal *= painted.y;
    }
    rough = clamp(rough, 0.06, 1.0);
    vec3 n = normal_of();
    vec3 v = normalize(frame.eye[view].xyz - world);
    vec3 l = frame.key_toward.xyz;
    float nv = abs(dot(n, v)) + 1e-4, nl = max(dot(n, l), 0.0);
    vec3 diffuse = base.rgb * (1.0 - metal) * 0.96;
    vec3 f0 = mix(vec3(0.04), base.rgb, metal);
    // Reflection of the surroundings: Karis's fit of what a surface of this roughness sends on.
    vec4 fit = rough * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
    float edge = min(fit.x * fit.x, exp2(-9.28 * nv)) * fit.x + fit.y;
    vec2 sent = vec2(-1.04, 1.04) * edge + fit.zw;
    vec3 ambient = mix(frame.ground.rgb, frame.sky.rgb, n.y * 0.5 + 0.5) * diffuse +
                   around(reflect(-v, n), rough) * (f0 * sent.x + sent.y);
    if ((kTextures & 8) != 0) ambient *= mix(1.0, texture(occlusion_texture, uv_of(3)).r, draw.surface.w);
    colour = ambient;
    if (nl > 0.0) {
      vec3 h = normalize(l + v);
      float a = rough * rough, a2 = a * a;
      float nh = max(dot(n, h), 0.0), lh = max(dot(l, h), 0.0);
      float spread = nh * nh * (a2 - 1.0) + 1.0;
      float d = a2 / (spread * spread);
      float masked = 0.5 / mix(2.0 * nl * nv, nl + nv, a);
      float far = 1.0 - lh, far2 = far * far;
      vec3 f = f0 + (1.0 - f0) * (far2 * far2 * far);
      colour += (diffuse + f * (d * masked)) * frame.key.rgb * nl;
    }
    vec3 glow = draw.emissive.rgb;
    if ((kTextures & 16) != 0) {
      vec3 paint = texture(emissive_texture, uv_of(4)).rgb;
      glow *= paint * paint;
    }
    colour += glow;
  }
  result = vec4(to_display(colour, frame.sky.w, 1.0, gl_FragCoord.xy, kEncode), kAlpha == 2 ? base.a : 1.0);
}
