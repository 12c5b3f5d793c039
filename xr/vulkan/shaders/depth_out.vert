#version 450
// Two triangles that nothing clips: old software drivers lose what is clipped in a second view.
void main() {
  const vec2 corners[6] = vec2[](vec2(-1, -1), vec2(-1, 1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(1, -1));
  gl_Position = vec4(corners[gl_VertexIndex], 0.0, 1.0);
}
