"""From a Place to its four files: charts, bake, clean, textures, glTF. Runs inside Blender."""
import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np

from . import atlas, bake, denoise, glb, paint


@dataclass
class Quality:
    side: int  # lightmap texels each way
    samples: int  # of bounced light, a texel
    texture: int  # pixels of a painted texture
    mantissa_bits: int = 6
    threads: int = 2


DIRECT_SHARE = 3  # samples of direct light for each of bounced light: cheaper, and it holds the shadow edges


def painted(name, size):
    """A painted texture, kept between builds in the folder for temporary files: places share their materials, and
    two thousand brush strokes take longer than a room."""
    here = Path(__file__).resolve().parent
    code = b"".join((here / f).read_bytes() for f in ("paint.py", "noise.py", "palette.py"))
    mark = hashlib.sha256(code + f"{name} {size}".encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / "threshold_paint" / f"{name}_{size}_{mark}.npy"
    try:
        return np.load(kept)
    except (OSError, ValueError):
        pass
    texture = paint.PAINTERS[name](size)
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}.npy")
    np.save(unfinished, texture)
    os.replace(unfinished, kept)
    return texture


class Built:
    """Merged groups of a place with atlas coordinates, and the light of each state."""

    def __init__(self, place, quality, mark=""):
        self.place, self.quality, self.mark = place, quality, mark
        self.groups, self.charts, self.glows = place.groups()
        for i, name in enumerate(self.glows):
            if name is not None:
                varies = any(callable(v) for v in place.glows[name].values())
                self.charts[i, 2] = -160 if varies else -2
        self.packed = atlas.pack(self.charts, quality.side)
        self.owner = atlas.owner_map(self.packed, quality.side)
        self.light_uv, first = [], 0
        for _, _, piece in self.groups:
            self.light_uv.append(
                atlas.coordinates(piece.spot, piece.chart + first, self.charts, self.packed, quality.side)
            )
            first += len(piece.charts)
        self.triangles = sum(p.triangles for _, _, p in self.groups)
        self.textures = {}
        for _, material, _ in self.groups:
            name = paint.MATERIALS[material].texture
            if name and name not in self.textures:
                self.textures[name] = painted(name, quality.texture)
        self.lightmaps = []

    def bake_mesh(self):
        """Position, normal, colour, uv, faces of everything that takes part in the bake."""
        pos, nrm, col, uv, faces, base, chart = [], [], [], [], [], 0, 0
        for (node, material, piece), light_uv in zip(self.groups, self.light_uv):
            name = paint.MATERIALS[material].texture
            mean = self.textures[name].mean((0, 1)) if name else np.ones(3)
            glow = np.array([g is not None for g in self.glows[chart : chart + len(piece.charts)]], bool)
            chart += len(piece.charts)
            take = piece.baked & ~glow[piece.chart[piece.faces[:, 0]]]
            pos.append(piece.position), nrm.append(piece.normal), col.append(piece.colour * mean), uv.append(
                light_uv
            )
            faces.append(piece.faces[take] + base)
            base += len(piece.position)
        faces = np.concatenate(faces)
        used, faces = np.unique(faces, return_inverse=True)
        stack = lambda a: np.concatenate(a)[used]
        return stack(pos), stack(nrm), stack(col), stack(uv), faces.reshape(-1, 3)

    def sketch_light(self):
        """Light by the way each chart faces, with no ray traced: to look at shapes and colours within seconds."""
        normal, chart = np.zeros((len(self.charts), 3)), 0
        for _, _, piece in self.groups:
            for k in range(3):
                normal[chart : chart + len(piece.charts), k] = np.bincount(
                    piece.chart, piece.normal[:, k], len(piece.charts)
                )
            chart += len(piece.charts)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
        owner, facing = self.owner.copy(), normal[self.owner]
        for state in self.place.lights:
            key = np.maximum(facing @ (np.asarray(state.key_toward) / np.linalg.norm(state.key_toward)), 0)
            up = facing[..., 1:2] * 0.5 + 0.5
            light = np.asarray(state.ambient_down) * (1 - up) + np.asarray(state.ambient_up) * up
            light = light + key[..., None] * np.asarray(state.key)
            self.paint_glows(light, owner, state)
            self.lightmaps.append(denoise.coarse(denoise.spread(light, owner), self.quality.mantissa_bits))

    def bake_all(self):
        q = self.quality
        scene = bake.start(q.threads)
        if q.samples == 0:
            return self.sketch_light()
        thing = bake.mesh_object("place", *self.bake_mesh())
        target = bake.new_target(q.side)
        thing.data.materials.append(bake.matte(target))
        position, normal = bake.surface(scene, thing, target)
        for state in self.place.lights:
            straight, reached = bake.direct(scene, thing, target, state, DIRECT_SHARE * q.samples)
            around, _ = bake.bounced(scene, thing, target, state, q.samples)
            began = time.time()
            straight, filled = denoise.fill(straight, reached, self.owner)
            around, _ = denoise.fill(around, reached, self.owner)
            owner = np.where(filled, self.owner, -1)
            light = denoise.smooth(denoise.calm_sparks(straight, owner), owner)
            light += denoise.soften(around, owner, np.where(reached, owner, -1), position, normal)
            light, lent = denoise.lend(light, owner >= 0, self.owner)
            owner = np.where(lent, self.owner, -1)
            light = np.maximum(light, denoise.DARKEST)  # exactly 0 is left to mean: nothing was written here
            light[owner < 0] = 0
            self.paint_glows(light, owner, state)
            light = denoise.spread(light, owner)
            self.lightmaps.append(denoise.coarse(light, q.mantissa_bits))
            print(f"  cleaned in {time.time() - began:.0f} s", flush=True)

    def paint_glows(self, light, owner, state):
        """Charts that give light instead of taking it: the sky, lamps, signs."""
        corner, turned, texels, _ = self.packed
        for i, name in enumerate(self.glows):
            if name is None:
                continue
            shade = self.place.glows[name][state.name]
            w, h = texels[i]
            if callable(shade):
                v, u = np.meshgrid(np.linspace(0, 1, h), np.linspace(0, 1, w), indexing="ij")
                patch = np.asarray(shade(u, v), float).reshape(h, w, 3)
            else:
                patch = np.broadcast_to(np.asarray(shade, float), (h, w, 3))
            if turned[i]:
                patch = patch.transpose(1, 0, 2)
            x, y = corner[i]
            light[y : y + patch.shape[0], x : x + patch.shape[1]] = patch
            owner[y : y + patch.shape[0], x : x + patch.shape[1]] = i

    def write_glb(self, path):
        out, materials = glb.Writer(), {}
        out.note("charts", self.chart_mark())
        out.note("sources", self.mark)
        nodes = {}
        for (node, material, piece), light_uv in zip(self.groups, self.light_uv):
            spec = paint.MATERIALS[material]
            if material not in materials:
                image = jpeg(self.textures[spec.texture]) if spec.texture else None
                materials[material] = out.material(material, spec, image)
            pivot = np.asarray(self.place.pivots[node], float) if node else np.zeros(3)
            used, faces = np.unique(piece.faces, return_inverse=True)
            uv = piece.paint / spec.tile_m
            primitive = out.primitive(
                piece.position[used] - pivot,
                piece.normal[used],
                piece.colour[used],
                np.stack([uv[used, 0], 1.0 - uv[used, 1]], 1),
                light_uv[used],
                faces.reshape(-1, 3),
                materials[material],
            )
            if node:
                nodes.setdefault(node, []).append(primitive)
            else:
                out.node("static_" + material, [primitive])
        for node, primitives in nodes.items():
            out.node(node, primitives, self.place.pivots[node])
        Path(path).write_bytes(out.bytes())

    def chart_mark(self):
        """Short hash of where every chart lies: lightmaps fit a model only when it is the same."""
        corner, turned, texels, _ = self.packed
        return hashlib.sha256(np.column_stack([corner, turned, texels]).astype("<i4").tobytes()).hexdigest()[
            :16
        ]

    def write_model(self, folder):
        """place.glb and place.json alone, for changes that leave every chart where it was."""
        folder = Path(folder)
        doc = (folder / "place.glb").read_bytes()[20:400].decode("ascii", "replace")
        if self.chart_mark() not in doc:
            raise RuntimeError(
                f"{folder}: its lightmaps were baked for other charts; build it without --model-only"
            )
        self.write_glb(folder / "new.place.glb")
        (folder / "new.place.json").write_text(self.place.description_text())
        for name in ("place.glb", "place.json"):
            os.replace(folder / ("new." + name), folder / name)

    def write(self, folder):
        """All four files, first beside their place, then renamed into it."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        names = {
            "place.glb": self.write_glb,
            "place.json": lambda p: Path(p).write_text(self.place.description_text()),
            "light_a.exr": lambda p: exr(self.lightmaps[0], p),
            "light_b.exr": lambda p: exr(self.lightmaps[1], p),
        }
        for name, write in names.items():
            write(str(folder / ("new." + name)))
        for name in names:
            os.replace(folder / ("new." + name), folder / name)
            print(f"  {name}: {(folder / name).stat().st_size / 1e6:.2f} MB", flush=True)


def _image(rgb, is_float):
    height, width = rgb.shape[:2]
    image = bpy.data.images.new("out", width, height, alpha=False, float_buffer=is_float)
    image.colorspace_settings.name = "Non-Color" if is_float else "sRGB"
    rgba = np.ones((height, width, 4), np.float32)
    rgba[..., :3] = rgb[::-1]
    image.pixels.foreach_set(rgba.ravel())
    return image


def exr(rgb, path):
    """Half-float RGB, ZIP; row 0 of rgb is the top row of the file."""
    scene = bpy.context.scene
    settings = scene.render.image_settings
    settings.file_format, settings.color_mode, settings.color_depth, settings.exr_codec = (
        "OPEN_EXR",
        "RGB",
        "16",
        "ZIP",
    )
    image = _image(rgb, True)
    image.save_render(path, scene=scene)
    bpy.data.images.remove(image)


def jpeg(linear):
    """JPEG bytes of a linear texture (row 0 = v 0, so it is turned over: glTF's v points down)."""
    scene = bpy.context.scene
    settings = scene.render.image_settings
    settings.file_format, settings.color_mode, settings.quality = "JPEG", "RGB", 88
    scene.view_settings.view_transform = "Raw"
    image = _image(paint.to_srgb_bytes(linear)[::-1] / 255.0, False)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tile.jpg")
        image.filepath_raw, image.file_format = path, "JPEG"
        image.save()
        data = Path(path).read_bytes()
    bpy.data.images.remove(image)
    return data
