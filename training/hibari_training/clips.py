"""Where training clips come from: the simulator's tap, a folder of clips that were made before, or a
small procedural world for tests. All give the same `Clip`.

A cache folder holds one safetensors file per clip (raw, so that a crop is read from the mapped file
alone) and may be filled by one process while others train from it:

    python -m hibari_training.clips --config configs/nano.toml --cache FOLDER --clips 2000
"""

import argparse
import json
import os
import queue
import threading
import tomllib
from dataclasses import dataclass, field

import numpy as np

from . import weights

SAMPLE_PEAK = 32767.0
# Held clips have indices from here on, whatever the seed; training stays below.
HELD_FROM = 1 << 40


@dataclass
class Clip:
    frames: np.ndarray  # uint8 [T, H, W, 3]
    mask: np.ndarray  # uint8 [T, H, W]: 0 surroundings, 1 + slot, 255 other things
    audio: np.ndarray  # int16 [2, 1000 T]
    state: np.ndarray  # float32 [8, T, 8]: see hibari_world.h, HIBARI_STATE_*
    captions: list = field(default_factory=list)  # long, short, list-like, noisy
    scene: dict = field(default_factory=dict)  # what is shown, as told.h has it
    index: int = 0

    @property
    def sound(self):
        return self.audio.astype(np.float32) / SAMPLE_PEAK


def toy_source(data, first_index, count):
    from . import testing

    for index in range(first_index, first_index + count):
        yield testing.clip(data, index)


def tap_source(data, first_index, count):
    from . import tap

    size = dict(width=data["width"], height=data["height"], frames=data["frames"])
    source = tap.Tap(
        mix=data["mix"],
        batch=1,
        seed=data.get("seed", 0),
        threads=data.get("threads", 0),
        split=data.get("split", "train"),
        device=data.get("device", "cpu"),
        first_index=first_index,
        count=count,
        **size,
    )
    with source:
        for batch in source:
            yield Clip(
                frames=batch.frames[0],
                mask=batch.mask[0],
                audio=np.rint(batch.audio[0].clip(-1, 1) * SAMPLE_PEAK).astype(np.int16),
                state=batch.state[0],
                captions=batch.captions[0],
                scene=batch.scenes[0],
                index=int(batch.indices[0]),
            )


def source(data, first_index, count):
    """Clips of the [data] part of a config, in order."""
    kinds = {"toy": toy_source, "tap": tap_source}
    return kinds[data["source"]](data, first_index, count)


# --- a folder of clips ---


def write_clip(folder, clip):
    told = json.dumps({"captions": clip.captions, "scene": clip.scene, "index": clip.index})
    tensors = {
        "frames": clip.frames,
        "mask": clip.mask,
        "audio": clip.audio,
        "state": clip.state,
        "told": np.frombuffer(told.encode(), np.uint8),
    }
    weights.write_file(os.path.join(folder, f"clip-{clip.index:015d}.safetensors"), tensors)


def read_clip(path):
    """Maps a clip; pixels are read when they are looked at."""
    tensors = weights.map_file(path)
    told = json.loads(tensors["told"].tobytes())
    return Clip(
        frames=tensors["frames"],
        mask=tensors["mask"],
        audio=np.array(tensors["audio"]),
        state=np.array(tensors["state"]),
        **told,
    )


WHAT_CLIPS_ARE = ("source", "mix", "seed", "split", "width", "height", "frames")


def check_folder(folder, data):
    """A folder holds clips of one kind; its first user writes down which."""
    kind = {name: data[name] for name in WHAT_CLIPS_ARE if name in data}
    path = os.path.join(folder, "data.json")
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(path):
        weights.write_text(path, json.dumps(kind) + "\n")
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    if found != kind:
        raise SystemExit(f"{folder} holds other clips ({found}) than the config asks for ({kind})")


def cached_paths(folder, held):
    names = (name for name in sorted(os.listdir(folder)) if name.endswith(".safetensors"))
    return [
        os.path.join(folder, name)
        for name in names
        if (int(name[5:20]) >= HELD_FROM) == held
    ]


# --- what stages use ---


class Pool:
    """Clips in memory (or mapped), of which stages draw at random while a thread adds new ones and
    lets the oldest go. `made` counts the different clips so far."""

    def __init__(self, data, cache=None, first_index=0):
        self.data = data
        self.cache = cache
        self.clips = []
        self.made = 0
        self.lock = threading.Lock()
        self.failed = None
        self.stopped = False
        if cache and cached_paths(cache, held=False):
            self.refresh()
            self.thread = None
        else:
            self.thread = threading.Thread(target=self.fill, args=(first_index,), daemon=True)
            self.thread.start()
            self.wait(min(data.get("pool_first", 16), data["pool"]))

    def fill(self, first_index):
        try:
            for clip in source(self.data, first_index, self.data.get("clips", 1 << 30)):
                if self.stopped:
                    return
                if self.cache:
                    write_clip(self.cache, clip)
                with self.lock:
                    self.clips.append(clip)
                    self.made += 1
                    if len(self.clips) > self.data["pool"]:
                        self.clips.pop(0)
        except Exception as error:  # told to the one who draws
            self.failed = error

    def wait(self, count):
        while len(self.clips) < count and self.failed is None and self.thread.is_alive():
            self.thread.join(0.05)
        if self.failed is not None:
            raise self.failed

    def refresh(self):
        """Looks for clips that another process added to the cache."""
        if not self.cache:
            return
        known = {clip.index for clip in self.clips}
        for path in cached_paths(self.cache, held=False):
            if int(os.path.basename(path)[5:20]) not in known:
                self.clips.append(read_clip(path))
        self.made = len(self.clips)

    def draw(self, rng):
        if self.failed is not None:
            raise self.failed
        with self.lock:
            return self.clips[int(rng.integers(len(self.clips)))]

    def all(self):
        with self.lock:
            return list(self.clips)

    def close(self):
        self.stopped = True


class Ahead:
    """Makes batches in `workers` threads, a few ahead of the one that is used; with no workers, when they
    are asked for. `make(rng)` gives one; every thread has a generator of its own."""

    def __init__(self, make, rng, workers=0):
        self.make, self.rng = make, rng
        self.ready = queue.Queue(maxsize=2 * workers)
        self.failed = None
        self.stopped = False
        self.threads = [
            threading.Thread(target=self.work, args=(each,), daemon=True)
            for each in (np.random.default_rng(rng.integers(1 << 62)) for _ in range(workers))
        ]
        for thread in self.threads:
            thread.start()

    def work(self, rng):
        try:
            while not self.stopped:
                self.ready.put(self.make(rng))
        except Exception as error:  # told to the one who takes
            self.failed = error

    def take(self):
        if not self.threads:
            return self.make(self.rng)
        while True:
            if self.failed is not None:
                raise self.failed
            try:
                return self.ready.get(timeout=1.0)
            except queue.Empty:
                pass

    def close(self):
        self.stopped = True
        while not self.ready.empty():
            self.ready.get_nowait()


def held_clips(data, count, cache=None):
    """Clips that are never trained on, always the same ones."""
    if cache:
        paths = cached_paths(cache, held=True)
        if len(paths) >= count:
            return [read_clip(path) for path in paths[:count]]
    out = list(source(data, HELD_FROM, count))
    if cache:
        for clip in out:
            write_clip(cache, clip)
    return out


def main():
    parser = argparse.ArgumentParser(description="Fills a folder with clips.")
    parser.add_argument("--config", required=True)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--clips", type=int, default=1000)
    args = parser.parse_args()
    with open(args.config, "rb") as file:
        data = tomllib.load(file)["data"]
    check_folder(args.cache, data)
    held_clips(data, data.get("held", 16), args.cache)
    have = cached_paths(args.cache, held=False)
    first = int(os.path.basename(have[-1])[5:20]) + 1 if have else 0
    for number, clip in enumerate(source(data, first, args.clips - len(have)), len(have) + 1):
        write_clip(args.cache, clip)
        if number % 50 == 0:
            print(f"{number} clips", flush=True)


if __name__ == "__main__":
    main()
