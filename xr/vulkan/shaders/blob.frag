#version 450
layout(location = 0) in vec2 at;
layout(location = 1) in float dark;
layout(location = 0) out vec4 result;
void main() {
  float a = clamp(1.0 - dot(at, at), 0.0, 1.0);
  result = vec4(0.0, 0.0, 0.0, dark * a * a);
}
