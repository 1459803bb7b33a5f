"""Training clips on tap: the world simulator as an iterator of numpy batches.

    from hibari_training.tap import Tap

    with Tap(mix="bounce", batch=8, width=288, height=160, frames=97, seed=1) as tap:
        for batch in tap:
            batch.frames    # uint8   [B, T, H, W, 3]
            batch.audio     # float32 [B, 2, 1000 T], 24 kHz
            batch.mask      # uint8   [B, T, H, W], 0 surroundings, 1 + slot, 255 other things
            batch.state     # float32 [B, 8, T, 8], see STATE_FIELDS
            batch.captions  # B lists of 4: long, short, list-like, noisy
            batch.scenes    # B dicts, what is shown

The clips are made by threads inside libhibari_world.so (`cmake --build --preset world`), whose header,
src/world/tap/hibari_world.h, says what every number means. Clip i of a tap depends on its options
alone, so a run that is resumed with `first_index=batch.indices[-1] + stride` goes on as it would have.
Needs numpy and nothing else. One thread takes batches; any thread may call `stop`.
"""

from __future__ import annotations

import ctypes
import json
import os
import pathlib
from dataclasses import dataclass, field
from typing import Iterator

import numpy as np

VERSION = 1
SLOTS = 8
CONTACTS_MAX = 64
CAPTIONS = 4
CAPTION_BYTES = 640
SCENE_BYTES = 8192
MIX_BYTES = 32
FPS = 24
SAMPLE_RATE_HZ = 24_000
SAMPLES_PER_FRAME = 1000

STATE_FIELDS = ("x", "y", "size", "visible", "depth", "contact", "moment", "impulse")
SPLITS = {"all": 0, "train": 1, "held_out": 2}

_OK, _INVALID, _STOPPED, _TIMEOUT = 0, 1, 2, 3
_PLANE_DEPTH, _PLANE_FLOW = 1, 2
# Python looks at signals between waits of this length.
_WAIT_S = 0.5


class _Options(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_uint32),
        ("width", ctypes.c_int32),
        ("height", ctypes.c_int32),
        ("frames", ctypes.c_int32),
        ("threads", ctypes.c_int32),
        ("depth", ctypes.c_int32),
        ("planes", ctypes.c_uint32),
        ("split", ctypes.c_int32),
        ("seed", ctypes.c_uint64),
        ("first_index", ctypes.c_uint64),
        ("stride", ctypes.c_uint64),
        ("count", ctypes.c_uint64),
        ("mix", ctypes.c_char * MIX_BYTES),
    ]


class _Contact(ctypes.Structure):
    _fields_ = [
        ("time_s", ctypes.c_float),
        ("slot_a", ctypes.c_int32),
        ("slot_b", ctypes.c_int32),
        ("material_a", ctypes.c_int32),
        ("material_b", ctypes.c_int32),
        ("impulse_ns", ctypes.c_float),
        ("speed_mps", ctypes.c_float),
    ]


class _Clip(ctypes.Structure):
    _fields_ = [
        ("frames", ctypes.c_void_p),
        ("audio", ctypes.c_void_p),
        ("mask", ctypes.c_void_p),
        ("state", ctypes.c_void_p),
        ("depth", ctypes.c_void_p),
        ("flow", ctypes.c_void_p),
        ("index", ctypes.c_uint64),
        ("seed", ctypes.c_uint64),
        ("slot_count", ctypes.c_int32),
        ("held_out", ctypes.c_int32),
        ("contact_count", ctypes.c_int32),
        ("contacts", _Contact * CONTACTS_MAX),
        ("captions", (ctypes.c_char * CAPTION_BYTES) * CAPTIONS),
        ("scene", ctypes.c_char * SCENE_BYTES),
    ]


class _Stats(ctypes.Structure):
    _fields_ = [
        ("taken", ctypes.c_uint64),
        ("skipped", ctypes.c_uint64),
        ("ready", ctypes.c_uint64),
        ("simulate_s", ctypes.c_double),
        ("sound_s", ctypes.c_double),
        ("picture_s", ctypes.c_double),
        ("waited_s", ctypes.c_double),
    ]


CONTACT_DTYPE = np.dtype(
    [
        ("time_s", np.float32),
        ("slot_a", np.int32),
        ("slot_b", np.int32),
        ("material_a", np.int32),
        ("material_b", np.int32),
        ("impulse_ns", np.float32),
        ("speed_mps", np.float32),
    ]
)


class TapError(RuntimeError):
    """The library refused or gave up; the message is its own."""


def library_path() -> pathlib.Path:
    """$HIBARI_WORLD_LIBRARY, or the newest libhibari_world.so among the builds of this repository."""
    named = os.environ.get("HIBARI_WORLD_LIBRARY")
    if named:
        return pathlib.Path(named)
    root = pathlib.Path(__file__).resolve().parents[2]
    release = root / "build" / "release" / "lib" / "libhibari_world.so"
    if release.exists():
        return release
    found = sorted(
        root.glob("build/*/lib/libhibari_world.so"), key=lambda path: path.stat().st_mtime
    )
    if not found:
        raise TapError(
            "there is no libhibari_world.so: build it with "
            "`cmake --preset release && cmake --build --preset world`, "
            "or name one in HIBARI_WORLD_LIBRARY"
        )
    return found[-1]


def load_library(path: str | os.PathLike[str] | None = None) -> ctypes.CDLL:
    """Loads the library and checks that it is the one that this file describes."""
    library = ctypes.CDLL(os.fspath(path or library_path()))
    library.hibari_tap_version.restype = ctypes.c_uint32
    version = library.hibari_tap_version()
    sizes = (ctypes.c_size_t * 3)()
    library.hibari_tap_sizes(sizes)
    expected = [ctypes.sizeof(kind) for kind in (_Options, _Clip, _Stats)]
    if version != VERSION or list(sizes) != expected:
        raise TapError(
            f"tap.py speaks version {VERSION} {expected}, the library {version} {list(sizes)}: "
            "build it again"
        )
    tap = ctypes.c_void_p
    library.hibari_tap_error.restype = ctypes.c_char_p
    library.hibari_tap_mixes.restype = ctypes.c_char_p
    library.hibari_tap_material_name.restype = ctypes.c_char_p
    library.hibari_tap_material_name.argtypes = [ctypes.c_int32]
    library.hibari_tap_defaults.argtypes = [ctypes.POINTER(_Options)]
    library.hibari_tap_open.argtypes = [ctypes.POINTER(_Options), ctypes.POINTER(tap)]
    library.hibari_tap_next.argtypes = [tap, ctypes.POINTER(_Clip), ctypes.c_double]
    for name in ("hibari_tap_stop", "hibari_tap_close"):
        getattr(library, name).argtypes = [tap]
        getattr(library, name).restype = None
    library.hibari_tap_stats.argtypes = [tap, ctypes.POINTER(_Stats)]
    library.hibari_tap_stats.restype = None
    return library


def mixes(library: ctypes.CDLL | None = None) -> list[str]:
    """Names of the mixes."""
    return (library or load_library()).hibari_tap_mixes().decode().split()


def material_names(library: ctypes.CDLL | None = None) -> list[str]:
    """Name of each material number in a contact."""
    library = library or load_library()
    names: list[str] = []
    while name := library.hibari_tap_material_name(len(names)).decode():
        names.append(name)
    return names


@dataclass
class Batch:
    """B clips, in memory of their own."""

    frames: np.ndarray  # uint8 [B, T, H, W, 3]
    audio: np.ndarray  # float32 [B, 2, 1000 T]
    mask: np.ndarray  # uint8 [B, T, H, W]
    state: np.ndarray  # float32 [B, SLOTS, T, len(STATE_FIELDS)]
    depth: np.ndarray | None  # float32 [B, T, H, W]
    flow: np.ndarray | None  # float32 [B, T, H, W, 2]
    indices: np.ndarray  # uint64 [B]
    seeds: np.ndarray  # uint64 [B]
    slot_counts: np.ndarray  # int32 [B]
    held_out: np.ndarray  # bool [B]
    contacts: list[np.ndarray] = field(default_factory=list)  # B arrays of CONTACT_DTYPE, by time
    captions: list[list[str]] = field(default_factory=list)
    scenes: list[dict] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.indices)


class Tap:
    """An iterator of batches; a context manager that stops the threads.

    `threads` 0 takes all processors, `depth` 0 keeps two clips per thread ready. With `count` the tap
    ends after so many clips (the last batch may be shorter); without it, it never does. `device` casts
    the picture: "cpu", "cuda", or "auto", which is the GPU where one works. A GPU rounds differently:
    equal options give equal clips on one kind of device only.
    """

    def __init__(
        self,
        mix: str = "bounce",
        batch: int = 1,
        width: int = 288,
        height: int = 160,
        frames: int = 97,
        seed: int = 0,
        threads: int = 0,
        depth: int = 0,
        split: str = "all",
        first_index: int = 0,
        stride: int = 1,
        count: int = 0,
        want_depth: bool = False,
        want_flow: bool = False,
        device: str = "cpu",
        library: ctypes.CDLL | str | os.PathLike[str] | None = None,
    ) -> None:
        self._tap = ctypes.c_void_p()
        if batch < 1:
            raise ValueError(f"batch: expected at least 1, got {batch}")
        if split not in SPLITS:
            raise ValueError(f"split: expected one of {sorted(SPLITS)}, got {split!r}")
        self._library = library if isinstance(library, ctypes.CDLL) else load_library(library)
        options = _Options()
        self._library.hibari_tap_defaults(ctypes.byref(options))
        options.width, options.height, options.frames = width, height, frames
        options.threads, options.depth = threads, depth
        options.planes = _PLANE_DEPTH * want_depth | _PLANE_FLOW * want_flow
        options.split = SPLITS[split]
        options.seed, options.first_index = seed, first_index
        options.stride, options.count = stride, count
        options.mix = mix.encode()
        self._batch = batch
        self._shape = (frames, height, width)
        self._planes = (want_depth, want_flow)
        answer = self._open(options, device)
        if answer == _INVALID:
            raise ValueError(self._error())
        if answer != _OK:
            raise TapError(self._error())

    def __enter__(self) -> Tap:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def __iter__(self) -> Iterator[Batch]:
        return self

    def __next__(self) -> Batch:
        if not self._tap:
            raise StopIteration
        batch = self._empty_batch()
        clip = _Clip()
        for i in range(self._batch):
            self._point(clip, batch, i)
            if not self._take(clip):
                return self._cut(batch, i)
            self._note(clip, batch, i)
        return batch

    def stop(self) -> None:
        """Ends the iteration, also of a thread that waits in it."""
        if self._tap:
            self._library.hibari_tap_stop(self._tap)

    def close(self) -> None:
        """Stops the threads and frees the queue."""
        tap, self._tap = self._tap, ctypes.c_void_p()
        if tap:
            self._library.hibari_tap_close(tap)

    def stats(self) -> dict[str, float]:
        """Clips taken, skipped and ready; processor seconds for each part of the work."""
        if not self._tap:
            raise TapError("the tap is closed")
        stats = _Stats()
        self._library.hibari_tap_stats(self._tap, ctypes.byref(stats))
        return {name: getattr(stats, name) for name, _ in _Stats._fields_}

    def _open(self, options: _Options, device: str) -> int:
        # Libraries from before there were devices know the first call only.
        if device == "cpu":
            return self._library.hibari_tap_open(ctypes.byref(options), ctypes.byref(self._tap))
        if not hasattr(self._library, "hibari_tap_open_on"):
            raise TapError(f"this libhibari_world.so knows no device {device!r}: build it again")
        return self._library.hibari_tap_open_on(
            ctypes.byref(options), device.encode(), ctypes.byref(self._tap)
        )

    def _error(self) -> str:
        return self._library.hibari_tap_error().decode()

    def _empty_batch(self) -> Batch:
        b, (t, h, w) = self._batch, self._shape
        want_depth, want_flow = self._planes
        return Batch(
            frames=np.empty((b, t, h, w, 3), np.uint8),
            audio=np.empty((b, 2, SAMPLES_PER_FRAME * t), np.float32),
            mask=np.empty((b, t, h, w), np.uint8),
            state=np.empty((b, SLOTS, t, len(STATE_FIELDS)), np.float32),
            depth=np.empty((b, t, h, w), np.float32) if want_depth else None,
            flow=np.empty((b, t, h, w, 2), np.float32) if want_flow else None,
            indices=np.zeros(b, np.uint64),
            seeds=np.zeros(b, np.uint64),
            slot_counts=np.zeros(b, np.int32),
            held_out=np.zeros(b, bool),
        )

    @staticmethod
    def _point(clip: _Clip, batch: Batch, i: int) -> None:
        for name in ("frames", "audio", "mask", "state", "depth", "flow"):
            plane = getattr(batch, name)
            setattr(clip, name, None if plane is None else plane[i].ctypes.data)

    def _take(self, clip: _Clip) -> bool:
        while True:
            answer = self._library.hibari_tap_next(self._tap, ctypes.byref(clip), _WAIT_S)
            if answer == _OK:
                return True
            if answer == _STOPPED:
                return False
            if answer != _TIMEOUT:
                raise TapError(self._error())

    @staticmethod
    def _note(clip: _Clip, batch: Batch, i: int) -> None:
        batch.indices[i], batch.seeds[i] = clip.index, clip.seed
        batch.slot_counts[i], batch.held_out[i] = clip.slot_count, bool(clip.held_out)
        contacts = np.frombuffer(clip.contacts, CONTACT_DTYPE, clip.contact_count)
        batch.contacts.append(contacts.copy())
        batch.captions.append([bytes(caption.value).decode("ascii") for caption in clip.captions])
        batch.scenes.append(json.loads(clip.scene))

    @staticmethod
    def _cut(batch: Batch, count: int) -> Batch:
        if count == 0:
            raise StopIteration
        for name, value in vars(batch).items():
            if isinstance(value, np.ndarray):
                setattr(batch, name, value[:count])
        return batch
