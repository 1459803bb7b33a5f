"""Blender's Cycles as a peer: one frame of 18 objects, 1280x720, 4 samples, on the CPU.

Run by bench/run: blender --background --python this_file. Prints the seconds of the
render alone, without Blender's start.
"""

import math
import time

import bpy

bpy.ops.wm.read_factory_settings(use_empty=True)
scene = bpy.context.scene
scene.render.engine = "CYCLES"
scene.cycles.device = "CPU"
scene.cycles.samples = 4
scene.cycles.use_denoising = False
scene.render.resolution_x = 1280
scene.render.resolution_y = 720
scene.render.resolution_percentage = 100

bpy.ops.mesh.primitive_plane_add(size=40)
for i in range(17):
    x, y = (i % 6 - 2.5) * 1.1, (i // 6 - 1) * 1.3
    if i % 3 == 0:
        bpy.ops.mesh.primitive_uv_sphere_add(radius=0.45, location=(x, y, 0.45), segments=48, ring_count=24)
        bpy.ops.object.shade_smooth()
    elif i % 3 == 1:
        bpy.ops.mesh.primitive_cube_add(size=0.8, location=(x, y, 0.4))
    else:
        bpy.ops.mesh.primitive_cylinder_add(radius=0.4, depth=0.9, location=(x, y, 0.45), vertices=48)
    material = bpy.data.materials.new(f"m{i}")
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (0.2 + 0.04 * i, 0.3, 0.8 - 0.03 * i, 1)
    shader.inputs["Roughness"].default_value = 0.4
    bpy.context.object.data.materials.append(material)

bpy.ops.object.light_add(type="SUN", rotation=(0.6, 0.2, 0.5))
bpy.context.object.data.energy = 3.0
world = bpy.data.worlds.new("sky")
scene.world = world
world.use_nodes = True
world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.5, 0.65, 0.9, 1)
bpy.ops.object.camera_add(location=(0, -9, 4), rotation=(math.radians(68), 0, 0))
scene.camera = bpy.context.object

bpy.ops.render.render()  # the first frame builds kernels and the tree
start = time.perf_counter()
bpy.ops.render.render()
print(f"cycles_frame_s | {time.perf_counter() - start:.3g} | s a frame 1280x720, 18 objects, 4 samples")
