"""Bakes the light of a place with Cycles: one joined mesh, one float image, light alone (no albedo)."""
import time

import bpy
import numpy as np
from mathutils import Vector


def to_blender(p):
    """Our +y up, -z forward to Blender's +z up, +y forward."""
    p = np.asarray(p, float)
    return np.stack([p[..., 0], -p[..., 2], p[..., 1]], -1)


def start(threads=2):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.use_denoising = False
    scene.cycles.use_adaptive_sampling = False
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.cycles.sample_clamp_indirect = 2.5
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    return scene


def mesh_object(name, position, normal, colour, uv, faces, extra_uv=None):
    """A Blender mesh of our arrays, with custom normals, a colour attribute and lightmap coordinates."""
    mesh = bpy.data.meshes.new(name)
    count = len(faces)
    mesh.vertices.add(len(position))
    mesh.vertices.foreach_set("co", to_blender(position).astype(np.float32).ravel())
    mesh.loops.add(3 * count)
    mesh.loops.foreach_set("vertex_index", faces.astype(np.int32).ravel())
    mesh.polygons.add(count)
    mesh.polygons.foreach_set("loop_start", np.arange(0, 3 * count, 3, dtype=np.int32))
    mesh.polygons.foreach_set("loop_total", np.full(count, 3, np.int32))
    mesh.polygons.foreach_set("use_smooth", np.ones(count, bool))
    corner = faces.ravel()
    for layer, coordinates in (("light", uv), ("paint", extra_uv)):
        if coordinates is None:
            continue
        data = mesh.uv_layers.new(name=layer)
        flipped = np.stack([coordinates[:, 0], 1.0 - coordinates[:, 1]], 1)
        data.data.foreach_set("uv", flipped[corner].astype(np.float32).ravel())
    paint = mesh.attributes.new("colour", "FLOAT_COLOR", "POINT")
    paint.data.foreach_set(
        "color", np.column_stack([colour, np.ones(len(colour))]).astype(np.float32).ravel()
    )
    mesh.update(calc_edges=True)
    mesh.use_auto_smooth = True
    mesh.normals_split_custom_set(to_blender(normal)[corner].astype(np.float32).tolist())
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def matte(image):
    """Diffuse material that takes its colour from the paint and bakes into image."""
    material = bpy.data.materials.new("matte")
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    diffuse = tree.nodes.new("ShaderNodeBsdfDiffuse")
    paint = tree.nodes.new("ShaderNodeAttribute")
    paint.attribute_name = "colour"
    tree.links.new(paint.outputs["Color"], diffuse.inputs["Color"])
    tree.links.new(diffuse.outputs[0], out.inputs[0])
    target = tree.nodes.new("ShaderNodeTexImage")
    target.image = image
    tree.nodes.active = target
    return material


def set_world(scene, state):
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    background = tree.nodes["Background"]
    geometry = tree.nodes.new("ShaderNodeTexCoord")
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    half = tree.nodes.new("ShaderNodeMath")
    half.operation = "MULTIPLY_ADD"
    half.inputs[1].default_value = half.inputs[2].default_value = 0.5
    tree.links.new(geometry.outputs["Generated"], split.inputs[0])
    tree.links.new(split.outputs[2], half.inputs[0])
    tree.links.new(half.outputs[0], ramp.inputs[0])
    tree.links.new(ramp.outputs[0], background.inputs[0])
    peak = max(max(state.world_up), max(state.world_side), max(state.world_down), 1e-6)
    stops = ramp.color_ramp.elements
    stops[0].position, stops[0].color = 0.47, (*[c / peak for c in state.world_down], 1)
    stops[1].position, stops[1].color = 1.0, (*[c / peak for c in state.world_up], 1)
    middle = stops.new(0.53)
    middle.color = (*[c / peak for c in state.world_side], 1)
    background.inputs[1].default_value = peak


def set_lamps(scene, lamps):
    for old in [o for o in scene.objects if o.type == "LIGHT"]:
        bpy.data.objects.remove(old)
    for i, lamp in enumerate(lamps):
        data = bpy.data.lights.new(f"lamp_{i}", lamp.kind.upper())
        data.color = lamp.colour
        data.energy = lamp.power * (np.pi if lamp.kind == "sun" else 1.0)
        if lamp.kind == "sun":
            data.angle = np.radians(lamp.size)
        elif lamp.kind == "area":
            if isinstance(lamp.size, tuple):
                data.shape, data.size, data.size_y = "RECTANGLE", lamp.size[0], lamp.size[1]
            else:
                data.size = lamp.size
        else:
            data.shadow_soft_size = lamp.size
        if lamp.kind == "spot":
            data.spot_size, data.spot_blend = np.radians(lamp.angle), lamp.soft
        thing = bpy.data.objects.new(f"lamp_{i}", data)
        at, target = Vector(to_blender(lamp.at)), Vector(to_blender(lamp.target))
        thing.location = at
        thing.rotation_euler = (target - at).to_track_quat("-Z", "Y").to_euler()
        scene.collection.objects.link(thing)


BOUNCES = 3  # diffuse bounces of what is not direct


def direct(scene, thing, image, state, samples):
    """Light straight from lamps and sky (side, side, 3), row 0 at the top, and which texels Cycles reached."""
    return _light(scene, thing, image, state, samples, "direct", 0)


def bounced(scene, thing, image, state, samples):
    """Light that came by way of other surfaces. Baked apart, it may be filtered far wider than a shadow edge."""
    return _light(scene, thing, image, state, samples, "indirect", BOUNCES)


def _light(scene, thing, image, state, samples, kind, bounces):
    began = time.time()
    set_world(scene, state)
    set_lamps(scene, state.lamps)
    scene.cycles.samples, scene.cycles.seed = samples, 0
    scene.cycles.max_bounces = scene.cycles.diffuse_bounces = bounces
    pixels = _bake(scene, thing, image, "DIFFUSE", {kind.upper()})
    side = image.size[0]
    print(f"  baked '{state.name}' {kind}, {side} px, {samples} samples: {time.time() - began:.0f} s", flush=True)
    return pixels[..., :3] * state.gain, pixels[..., 3] > 0.5


def surface(scene, thing, image):
    """Where each texel lies (side, side, 3) in place space and which way it faces."""
    scene.cycles.samples = 1
    back = lambda p: np.stack([p[..., 0], p[..., 2], -p[..., 1]], -1)
    position = back(_bake(scene, thing, image, "POSITION", set())[..., :3])
    normal = back(_bake(scene, thing, image, "NORMAL", set())[..., :3] * 2.0 - 1.0)
    return position, normal / np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)


def _bake(scene, thing, image, kind, passes):
    settings = scene.render.bake
    settings.margin, settings.use_clear = 0, True
    settings.normal_space, settings.normal_r, settings.normal_g, settings.normal_b = "OBJECT", "POS_X", "POS_Y", "POS_Z"
    for other in scene.objects:
        other.select_set(other is thing)
    bpy.context.view_layer.objects.active = thing
    more = {"pass_filter": passes} if passes else {}
    bpy.ops.object.bake(type=kind, margin=0, use_clear=True, normal_space="OBJECT", **more)
    side = image.size[0]
    pixels = np.empty(side * side * 4, np.float32)
    image.pixels.foreach_get(pixels)
    return pixels.reshape(side, side, 4)[::-1]


def new_target(side):
    image = bpy.data.images.new("light", side, side, alpha=True, float_buffer=True)
    image.colorspace_settings.name = "Non-Color"
    image.generated_color = (0, 0, 0, 0)
    return image
