"""A folder with a whole model: config.json, vocabulary.txt and *.safetensors, written and read.

The folder is both what ships and what every training stage begins from. A safetensors file is eight
bytes with the length of a header (little endian), the header (JSON, padded with spaces to a multiple
of eight) and the data; tensors lie without holes, in the order of the header. The widest numbers come
first, so each tensor is aligned to its numbers.

How a tensor is kept when a network is saved as "q8_0":
  * at least two dimensions, rows of a multiple of 32 numbers (a row is everything behind the first
    dimension) and at least Q8_NUMBERS_MIN numbers: NAME as I8 of the tensor's own shape, and
    NAME.scale as F16 [rows, row / 32]; a number is its int8 times the scale of its block;
  * at least two dimensions and Q8_NUMBERS_MIN numbers, but other rows: F16;
  * everything else (vectors, norms, means, small tables): F32.
"f16" keeps the first two kinds as F16, "f32" keeps everything as F32. Rounding twice changes nothing:
numbers that came from Q8_0 go back to the same Q8_0.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import struct
import tempfile

import numpy as np
import torch

from .models import config as configs
from .models.audio_vae import AudioVae
from .models.denoiser import Denoiser
from .models.text_encoder import TextEncoder
from .models.video_vae import VideoVae

BLOCK = 32
Q8_NUMBERS_MIN = 4096
FILE_BYTES_MAX = 15 * 2**20
HEADER_BYTES_MAX = 1 << 22
SCALE = ".scale"
NETWORKS = ("video_vae", "audio_vae", "text_encoder", "denoiser")
STORES = ("q8_0", "f16", "f32")

DTYPES = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "I64": np.dtype("<i8"),
    "I32": np.dtype("<i4"),
    "I16": np.dtype("<i2"),
    "I8": np.dtype("i1"),
    "U8": np.dtype("u1"),
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


# --- one file ---


def write_file(path, tensors):
    """Writes a dict of numpy arrays; `path` appears whole or not at all."""
    arrays = {
        name: np.asarray(each, dtype=each.dtype.newbyteorder("<"), order="C")
        for name, each in tensors.items()
    }
    order = sorted(arrays, key=lambda name: (-arrays[name].itemsize, name))
    header, offset = {}, 0
    for name in order:
        size = arrays[name].nbytes
        header[name] = {
            "dtype": NAMES[arrays[name].dtype],
            "shape": list(arrays[name].shape),
            "data_offsets": [offset, offset + size],
        }
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    partial = f"{path}.{os.getpid()}.partial"
    with open(partial, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for name in order:
            file.write(arrays[name].tobytes())
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def read_file(path):
    """Reads a file into a dict of numpy arrays; raises ValueError with one sentence."""
    with open(path, "rb") as file:
        return parse(path, file.read())


def map_file(path):
    """Like read_file, but numbers are read from the file when they are looked at."""
    return parse(path, np.memmap(path, np.uint8, "r"))


def parse(path, data):
    if len(data) < 8:
        raise ValueError(f"{path}: not a safetensors file")
    (length,) = struct.unpack_from("<Q", data)
    if length > min(HEADER_BYTES_MAX, len(data) - 8):
        raise ValueError(f"{path}: the header claims {length} bytes")
    header = json.loads(bytes(data[8 : 8 + length]))
    header.pop("__metadata__", None)
    out, expected = {}, 0
    for name, each in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = each["data_offsets"]
        dtype = DTYPES[each["dtype"]]
        size = int(np.prod(each["shape"], dtype=np.int64)) * dtype.itemsize
        if begin != expected or end - begin != size or 8 + length + end > len(data):
            raise ValueError(f"{path}: tensor '{name}' does not lie where it should")
        body = np.frombuffer(data, dtype, count=size // dtype.itemsize, offset=8 + length + begin)
        out[name] = body.reshape(each["shape"])
        expected = end
    if 8 + length + expected != len(data):
        raise ValueError(f"{path}: bytes behind the last tensor")
    return out


# --- Q8_0 ---


def quantise(array):
    """float [rows, ...] to int8 of that shape and float16 scales [rows, row / 32]."""
    rows = array.shape[0]
    blocks = np.ascontiguousarray(array, dtype=np.float32).reshape(rows, -1, BLOCK)
    scale = (np.abs(blocks).max(axis=2) / 127.0).astype(np.float16)
    wide = scale.astype(np.float32)[:, :, None]
    numbers = np.rint(np.divide(blocks, wide, out=np.zeros_like(blocks), where=wide > 0))
    return np.clip(numbers, -127, 127).astype(np.int8).reshape(array.shape), scale


def widen(numbers, scale):
    blocks = numbers.reshape(*scale.shape, BLOCK).astype(np.float32)
    return (blocks * scale.astype(np.float32)[:, :, None]).reshape(numbers.shape)


def pack(tensors, store):
    """Float arrays to what is written: see the top of this file."""
    out = {}
    for name, array in tensors.items():
        array = np.asarray(array, dtype=np.float32)
        large = array.ndim >= 2 and array.size >= Q8_NUMBERS_MIN
        if store == "f32" or not large:
            out[name] = array
        elif store == "f16" or array[0].size % BLOCK:
            out[name] = array.astype(np.float16)
        else:
            out[name], out[name + SCALE] = quantise(array)
    return out


def unpack(tensors):
    """What was read to float arrays."""
    out = {}
    for name, array in tensors.items():
        if name.endswith(SCALE) and name[: -len(SCALE)] in tensors:
            if tensors[name[: -len(SCALE)]].dtype == np.int8:
                continue
        if array.dtype == np.int8:
            out[name] = widen(array, tensors[name + SCALE])
        else:
            out[name] = array.astype(np.float32)
    return out


# --- the folder ---


class Mini:
    """The networks of one model, their shapes and the vocabulary (a list of word pieces)."""

    def __init__(self, config, vocabulary=None):
        self.config = config
        self.vocabulary = vocabulary or []
        self.video_vae = VideoVae(config.video_vae)
        self.audio_vae = AudioVae(config.audio_vae)
        self.text_encoder = TextEncoder(config.text)
        self.denoiser = new_denoiser(config)

    def networks(self):
        return {name: getattr(self, name) for name in NETWORKS}

    def to(self, device):
        for network in self.networks().values():
            network.to(device)
        return self

    def freeze(self, *names):
        for name in names:
            getattr(self, name).eval().requires_grad_(False)
        return self


def new_denoiser(config):
    return Denoiser(
        config.denoiser,
        config.text.width,
        config.video_vae.latent_channels,
        config.audio_vae.latent_channels,
    )


def arrays_of(network, prefix):
    return {
        f"{prefix}.{name}": value.detach().float().cpu().numpy()
        for name, value in network.state_dict().items()
    }


def shards(tensors):
    """Splits packed tensors into files; a tensor and its scales stay together."""
    files, size = [{}], 0
    for name in sorted(tensors):
        if name.endswith(SCALE) and name[: -len(SCALE)] in tensors:
            continue
        group = [each for each in (name, name + SCALE) if each in tensors]
        added = sum(tensors[each].nbytes + len(each) + 100 for each in group)
        if files[-1] and size + added > FILE_BYTES_MAX:
            files.append({})
            size = 0
        size += added
        for each in group:
            files[-1][each] = tensors[each]
    return files


def write_network(folder, prefix, tensors, store):
    files = shards(pack(tensors, store))
    for index, each in enumerate(files):
        name = prefix if len(files) == 1 else f"{prefix}-{index + 1}"
        write_file(os.path.join(folder, f"{name}.safetensors"), each)


def file_belongs(name, prefix):
    stem = name[: -len(".safetensors")]
    return name.endswith(".safetensors") and (stem == prefix or stem.startswith(prefix + "-"))


def exchange(new, old):
    """Puts the folder `new` where `old` is, in one step where the system can, and the old one away."""
    if not os.path.exists(old):
        os.rename(new, old)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    at_cwd, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of linux/fs.h
    if (
        hasattr(libc, "renameat2")
        and libc.renameat2(at_cwd, os.fsencode(new), at_cwd, os.fsencode(old), swap) == 0
    ):
        shutil.rmtree(new)
        return
    aside = new + ".old"
    os.rename(old, aside)
    os.rename(new, old)
    shutil.rmtree(aside)


@contextlib.contextmanager
def edited(folder):
    """Yields a copy of `folder` (files are hard links: replace, never write into them) that takes its
    place at the end. Whoever reads sees the old folder or the new one, and two who write wait for
    each other."""
    folder = os.path.abspath(folder)
    parent, base = os.path.split(folder)
    os.makedirs(parent, exist_ok=True)
    lock = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in os.listdir(parent):  # of somebody who was killed
            if left.startswith(f".{base}.new-"):
                shutil.rmtree(os.path.join(parent, left), ignore_errors=True)
        new = tempfile.mkdtemp(prefix=f".{base}.new-", dir=parent)
        os.chmod(new, 0o755)
        if os.path.isdir(folder):
            shutil.copytree(folder, new, copy_function=os.link, dirs_exist_ok=True)
        yield new
        exchange(new, folder)
    finally:
        os.close(lock)


def write_text(path, text):
    """Replaces a file, so that a hard link of the old one keeps what it had."""
    partial = path + ".partial"
    with open(partial, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(partial, path)


def save(mini, folder, networks=NETWORKS, store="q8_0"):
    """Writes config, vocabulary and the named networks; the files of the others stay."""
    if store not in STORES:
        raise ValueError(f"store is one of {', '.join(STORES)}, not '{store}'")
    arrays = {name: arrays_of(getattr(mini, name), name) for name in networks}
    with edited(folder) as new:
        for name in networks:
            for file in os.listdir(new):
                if file_belongs(file, name):
                    os.remove(os.path.join(new, file))
            write_network(new, name, arrays[name], store)
        path = os.path.join(new, "config.json")
        configs.save(mini.config, path + ".partial")
        os.replace(path + ".partial", path)
        if mini.vocabulary:
            text = "".join(piece + "\n" for piece in mini.vocabulary)
            write_text(os.path.join(new, "vocabulary.txt"), text)


def read_folder(folder):
    """All tensors of a folder, widened."""
    out = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".safetensors"):
            tensors = unpack(read_file(os.path.join(folder, name)))
            twice = out.keys() & tensors.keys()
            if twice:
                raise ValueError(f"{folder}: tensor '{sorted(twice)[0]}' is in two files")
            out.update(tensors)
    return out


def load(folder):
    """Reads a model. A network without any tensor in the folder keeps its random weights."""
    config = configs.load(os.path.join(folder, "config.json"))
    vocabulary = []
    path = os.path.join(folder, "vocabulary.txt")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            vocabulary = file.read().split("\n")[:-1]
    mini = Mini(config, vocabulary)
    tensors = read_folder(folder)
    for name, network in mini.networks().items():
        own = {
            key[len(name) + 1 :]: torch.from_numpy(value.copy())
            for key, value in tensors.items()
            if key.startswith(name + ".")
        }
        if own:
            network.load_state_dict(own)
    return mini


def has(folder, network):
    """Whether the folder holds weights of a network."""
    return os.path.isdir(folder) and any(file_belongs(f, network) for f in os.listdir(folder))
