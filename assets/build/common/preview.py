"""Looks at a built place from the visitor's head: emission of paint times baked light, no rays beyond."""
import bpy
import numpy as np

from . import bake, paint
from .pipeline import _image


def looks(built, folder, views, width=1280, height=720, samples=6, exposure=0.0):
    """Renders views [(name, eye, target, degrees)] for each light state into folder/<place>_<view>_<state>.png."""
    for state, lightmap in zip(built.place.lights, built.lightmaps):
        scene = bake.start(built.quality.threads)
        scene.cycles.max_bounces = 0
        scene.cycles.transparent_max_bounces = 0
        light = _image(lightmap, True)
        light.pack()
        for (node, material, piece), uv in zip(built.groups, built.light_uv):
            spec = paint.MATERIALS[material]
            thing = bake.mesh_object(
                material,
                piece.position,
                piece.normal,
                piece.colour,
                uv,
                piece.faces,
                piece.paint / spec.tile_m * [1, -1] + [0, 1],
            )
            texture = None
            if spec.texture:
                texture = _image(built.textures[spec.texture][::-1], True)
                texture.pack()
            thing.data.materials.append(_lit(light, texture, 2.0**exposure, spec.two_sided))
        world = bpy.data.worlds.new("w")
        scene.world = world
        world.use_nodes = True
        world.node_tree.nodes["Background"].inputs[0].default_value = (*state.sky, 1)
        scene.view_settings.view_transform = "Filmic"
        scene.view_settings.look = "High Contrast"
        scene.cycles.samples = samples
        scene.render.resolution_x, scene.render.resolution_y = width, height
        scene.render.image_settings.file_format = "PNG"
        for name, eye, target, degrees in views:
            camera = bpy.data.objects.new("eye", bpy.data.cameras.new("eye"))
            camera.data.angle = np.radians(degrees)
            camera.data.clip_end = 400
            at, toward = bake.Vector(bake.to_blender(eye)), bake.Vector(bake.to_blender(target))
            camera.location = at
            camera.rotation_euler = (toward - at).to_track_quat("-Z", "Y").to_euler()
            scene.collection.objects.link(camera)
            scene.camera = camera
            scene.render.filepath = f"{folder}/{built.place.name}_{name}_{state.name}.png"
            bpy.ops.render.render(write_still=True)
            print("  looked:", scene.render.filepath, flush=True)


def _lit(light, texture, gain, two_sided):
    material = bpy.data.materials.new("lit")
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    new, link = tree.nodes.new, tree.links.new
    out, emission = new("ShaderNodeOutputMaterial"), new("ShaderNodeEmission")
    emission.inputs[1].default_value = gain
    paint_colour = new("ShaderNodeAttribute")
    paint_colour.attribute_name = "colour"
    colour = paint_colour.outputs["Color"]
    for image, layer in ((light, "light"), (texture, "paint")):
        if image is None:
            continue
        node, uv = new("ShaderNodeTexImage"), new("ShaderNodeUVMap")
        node.image, uv.uv_map = image, layer
        link(uv.outputs[0], node.inputs[0])
        product = new("ShaderNodeMixRGB")
        product.blend_type, product.inputs[0].default_value = "MULTIPLY", 1.0
        link(colour, product.inputs[1])
        link(node.outputs[0], product.inputs[2])
        colour = product.outputs[0]
    link(colour, emission.inputs[0])
    link(emission.outputs[0], out.inputs[0])
    return material
