"""A tiny world for tests: coloured discs and squares that fall, bounce and click. Needs numpy only."""

import numpy as np

from .clips import SAMPLE_PEAK, Clip

FPS = 24
GRAVITY = 1.6  # picture heights per second squared
COLOURS = {
    "red": (220, 50, 40),
    "green": (40, 180, 60),
    "blue": (50, 80, 220),
    "yellow": (230, 210, 50),
}
KINDS = ("ball", "cube")
DEEDS = {"bounce": 0.8, "drop": 0.3}


def clip(data, index):
    """Clip number `index`, of the size in `data`."""
    rng = np.random.default_rng([data.get("seed", 0), index])
    height, width, frames = data["height"], data["width"], data["frames"]
    count = int(rng.integers(1, 3))
    slope = np.linspace(200, 140, height)[:, None, None]
    pictures = np.repeat((slope * np.ones((1, width, 3)))[None], frames, 0)
    mask = np.zeros((frames, height, width), np.uint8)
    state = np.zeros((8, frames, 8), np.float32)
    sound = np.zeros((2, 1000 * frames), np.float32)
    rows, columns = np.mgrid[0:height, 0:width]
    things = []
    for slot in range(count):
        colour = str(rng.choice(list(COLOURS)))
        kind = str(rng.choice(KINDS))
        deed = str(rng.choice(list(DEEDS)))
        size = rng.uniform(0.1, 0.18)
        x, y = (slot + rng.uniform(0.3, 0.7)) / count, rng.uniform(0.2, 0.5)
        speed = 0.0
        for frame in range(frames):
            if frame > 0:
                speed += GRAVITY / FPS
                y += speed / FPS
            impact = y > 0.9 - size and speed > 0
            strength = speed if impact else 0.0
            if impact:
                y = 0.9 - size
                speed *= -DEEDS[deed]
            top, left = y * height, x * width
            far_y, far_x = np.abs(rows + 0.5 - top), np.abs(columns + 0.5 - left)
            radius = size * height
            inside = np.hypot(far_x, far_y) < radius
            if kind == "cube":
                inside = np.maximum(far_x, far_y) < radius
            pictures[frame][inside] = COLOURS[colour]
            mask[frame][inside] = 1 + slot
            state[slot, frame, :5] = (x, y, size, 1.0, 4.0)
            if strength > 0.05:
                state[slot, frame, 5:] = (1.0, 0.0, strength)
                at = 1000 * frame
                t = np.arange(min(2400, sound.shape[1] - at)) / 24_000
                pitch = 400 if kind == "ball" else 900
                click = strength * np.exp(-t * 60) * np.sin(2 * np.pi * pitch * t)
                sound[0, at : at + len(t)] += click * (1 - x)
                sound[1, at : at + len(t)] += click * x
        things.append({"slots": [slot], "kind": kind, "colour": colour, "deed": deed})
    words = " and ".join(f"a {each['colour']} {each['kind']} {each['deed']}s" for each in things)
    captions = [words + " in a plain room", words, ", ".join(words.split()), words.replace("o", "oo")]
    return Clip(
        frames=pictures.astype(np.uint8),
        mask=mask,
        audio=np.rint(np.clip(sound, -1, 1) * SAMPLE_PEAK).astype(np.int16),
        state=state,
        captions=captions,
        scene={"family": things[0]["deed"], "count": count, "style": "flat", "things": things},
        index=index,
    )
