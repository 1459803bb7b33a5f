"""Clips as the denoiser sees them: latents of picture and sound, state tokens, word pieces, and the
targets of the simulator heads, all in memory (about 60 kB for two seconds of 288x160 in 16 bits).

With --cache they are kept beside the clips, in a file named after the autoencoders' weights."""

import hashlib
import os
import threading
import time

import numpy as np
import torch

from . import clips, compat, states, tokenizer, weights
from .models.config import STATE_NUMBERS

KINDS = ("video", "audio", "state", "heads", "ids")


def fingerprint(mini):
    """Of everything that latents depend on."""
    digest = hashlib.sha256()
    for name in ("video_vae", "audio_vae"):
        for key, value in sorted(getattr(mini, name).state_dict().items()):
            digest.update(key.encode())
            digest.update(value.detach().float().cpu().numpy().tobytes())
    digest.update("\n".join(mini.vocabulary).encode())
    digest.update(f"{STATE_NUMBERS} {states.HEADS}".encode())
    return digest.hexdigest()[:12]


class Encoder:
    def __init__(self, mini, device):
        self.mini = mini.freeze("video_vae", "audio_vae", "text_encoder")
        self.device = device
        self.words = tokenizer.Tokenizer(mini.vocabulary)

    @torch.no_grad()
    def encode(self, clip):
        """A dict of arrays: see KINDS."""
        pictures = torch.from_numpy(np.array(clip.frames)).to(self.device)
        pictures = pictures.permute(0, 3, 1, 2)[None].float() / 127.5 - 1.0
        with compat.autocast(self.device):
            video = self.mini.video_vae.encode(pictures).float()[0].permute(0, 2, 3, 1)
        sound = torch.from_numpy(clip.sound)[None].to(self.device)
        audio = self.mini.audio_vae.encode(sound)[0]
        state = states.tokens(clip)
        return {
            "video": video.cpu().numpy().astype(np.float16),
            "audio": audio.cpu().numpy().astype(np.float16),
            "state": state.astype(np.float16),
            "heads": states.head_targets(clip, state).astype(np.float16),
            "ids": np.array([self.words.encode(text) for text in clip.captions], np.int32),
        }


def stacked(rows):
    return {kind: np.stack([row[kind] for row in rows]) for kind in KINDS}


class Store:
    """Grows (and, when full, forgets the oldest) while a thread encodes what the pool makes."""

    def __init__(self, run, limit):
        self.run = run
        self.limit = limit
        self.rows = {}  # by clip index, oldest first
        self.lock = threading.Lock()
        self.encoder = Encoder(run.mini, run.device)
        self.stopped = False
        self.failed = None
        self.path = None
        self.saved, self.saved_rows = time.time(), 0
        self.complete = False  # whether all that the folder held has been seen
        if run.args.cache:
            name = f"latents-{fingerprint(run.mini)}.safetensors"
            self.path = os.path.join(run.args.cache, "latents", name)
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            self.read()
        self.thread = threading.Thread(target=self.fill, daemon=True)
        self.thread.start()
        self.wait(run.settings.get("store_first", 16))

    def read(self):
        if os.path.exists(self.path):
            tensors = weights.read_file(self.path)
            for row, index in enumerate(tensors["index"]):
                self.rows[int(index)] = {kind: tensors[kind][row] for kind in KINDS}
            self.saved_rows = len(self.rows)

    def write(self):
        if self.path and len(self.rows) > self.saved_rows:
            with self.lock:
                tensors = stacked(list(self.rows.values()))
                tensors["index"] = np.array(list(self.rows), np.int64)
            weights.write_file(self.path, tensors)
            self.saved_rows = len(tensors["index"])
        self.saved = time.time()

    def add(self, clip):
        if clip.index in self.rows or clip.scene.get("held_out"):
            return
        if self.path and len(self.rows) >= self.limit:
            return  # a folder would be encoded over and over
        row = self.encoder.encode(clip)
        with self.lock:
            self.rows[clip.index] = row
            while len(self.rows) > self.limit:
                self.rows.pop(next(iter(self.rows)))

    def fill(self):
        try:
            while not self.stopped:
                for clip in self.series():
                    if self.stopped:
                        break
                    self.add(clip)
                    if time.time() - self.saved > 120:
                        self.write()
                self.write()
                self.complete = True
                if not self.run.args.cache:
                    return
                for _ in range(100):  # somebody may still be adding clips
                    time.sleep(0.0 if self.stopped else 0.1)
        except Exception as error:  # told to the one who draws
            self.failed = error

    def series(self):
        run = self.run
        if run.args.cache:
            for path in clips.cached_paths(run.args.cache, held=False):
                if int(os.path.basename(path)[5:20]) not in self.rows:
                    yield clips.read_clip(path)
            return
        yield from clips.source(run.data, run.first_index(), run.data.get("clips", 1 << 30))

    def wait(self, count):
        while len(self.rows) < count and not self.complete and self.failed is None:
            time.sleep(0.05)
        if self.failed is not None:
            raise self.failed
        if not self.rows:
            raise RuntimeError("there are no clips to learn from")

    def draw(self, rng, count):
        """A batch of tensors on the device; of each clip one caption."""
        if self.failed is not None:
            raise self.failed
        with self.lock:
            keys = list(self.rows)
            rows = [self.rows[keys[int(i)]] for i in rng.integers(len(keys), size=count)]
        return batch_of(rows, rng, self.run.device)

    def close(self):
        self.stopped = True
        self.thread.join()
        self.write()


def batch_of(rows, rng, device, kind=None):
    """Tensors of some rows; `kind` chooses the caption, at random when None."""
    arrays = stacked(rows)
    captions = arrays["ids"].shape[1]
    chosen = rng.integers(captions, size=len(rows)) if kind is None else np.full(len(rows), kind)
    out = {
        name: torch.from_numpy(arrays[name]).to(device).float()
        for name in ("video", "audio", "state", "heads")
    }
    out["ids"] = torch.from_numpy(arrays["ids"][np.arange(len(rows)), chosen]).to(device).long()
    return out
