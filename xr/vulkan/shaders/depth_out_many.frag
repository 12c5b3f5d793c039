#version 450
#extension GL_EXT_multiview : require
layout(set = 0, binding = 0) uniform sampler2DMSArray drawn;
// One sample as it is: the mean of a near and a far surface is where neither of them stands.
void main() { gl_FragDepth = texelFetch(drawn, ivec3(gl_FragCoord.xy, gl_ViewIndex), 0).r; }
