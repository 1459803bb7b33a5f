"""The structured scene as classes, one head each: what the text encoder learns to read from a caption.

For every slot: whether it is used, kind, colour, material, size, deed, direction, pace, outcome. For the
clip: count, style, place, camera, family, sound. The values are those that occur in the data (anything
else, later, counts as unknown and is not learned from). The heads only exist while training."""

import collections

import torch
from torch import nn
from torch.nn import functional as F

from .models.config import SLOTS

SLOT_FIELDS = ("kind", "colour", "material", "size", "deed", "direction", "pace", "outcome")
CLIP_FIELDS = ("count", "style", "place", "camera", "family", "sound")
UNUSED = "(no thing)"
UNKNOWN = -100  # what cross_entropy leaves out


def slots_of(scene):
    """The told thing of every slot, or None."""
    out = [None] * SLOTS
    for thing in scene.get("things", []):
        for slot in thing["slots"]:
            if 0 <= slot < SLOTS:
                out[slot] = thing
    return out


def slot_value(thing, name):
    return UNUSED if thing is None else str(thing.get(name, ""))


class Fields:
    """The values of every field, in order; `values` is kept with a training state."""

    def __init__(self, values):
        self.values = values

    @staticmethod
    def of(scenes):
        seen = collections.defaultdict(collections.Counter)
        for scene in scenes:
            for thing in slots_of(scene):
                for name in SLOT_FIELDS:
                    seen[name][slot_value(thing, name)] += 1
            for name in CLIP_FIELDS:
                seen[name][str(scene.get(name, ""))] += 1
        return Fields({name: sorted(counts) for name, counts in seen.items()})

    def labels(self, scene):
        """[SLOTS, slot fields] and [clip fields] class numbers."""

        def number(name, value):
            values = self.values[name]
            return values.index(value) if value in values else UNKNOWN

        slots = [
            [number(name, slot_value(thing, name)) for name in SLOT_FIELDS]
            for thing in slots_of(scene)
        ]
        return slots, [number(name, str(scene.get(name, ""))) for name in CLIP_FIELDS]


class Heads(nn.Module):
    def __init__(self, fields, width):
        super().__init__()
        self.slots = nn.ModuleList(nn.Linear(width, len(fields.values[n])) for n in SLOT_FIELDS)
        self.clip = nn.ModuleList(nn.Linear(width, len(fields.values[n])) for n in CLIP_FIELDS)

    def forward(self, states, slots, words):
        """Logits: lists of [B, SLOTS, classes] and [B, classes]."""
        pooled = states.sum(dim=1) / words.sum(dim=1, keepdim=True).clamp(min=1)
        return [head(slots) for head in self.slots], [head(pooled) for head in self.clip]


def loss(logits, slot_labels, clip_labels):
    """slot_labels [B, SLOTS, fields], clip_labels [B, fields]."""
    total = 0.0
    for field, each in enumerate(logits[0]):
        wanted = slot_labels[..., field]
        total = total + F.cross_entropy(each.flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN)
    for field, each in enumerate(logits[1]):
        wanted = clip_labels[:, field]
        if (wanted != UNKNOWN).any():
            total = total + 0.5 * F.cross_entropy(each, wanted, ignore_index=UNKNOWN)
    return total


def hits(logits, slot_labels, clip_labels):
    """For each field, (right, asked): slots that are used, and the clip."""
    out = {}
    for field, (name, each) in enumerate(zip(SLOT_FIELDS, logits[0])):
        wanted = slot_labels[..., field]
        asked = wanted != UNKNOWN
        out[name] = (each.argmax(-1) == wanted)[asked]
    for field, (name, each) in enumerate(zip(CLIP_FIELDS, logits[1])):
        wanted = clip_labels[:, field]
        asked = wanted != UNKNOWN
        out[name] = (each.argmax(-1) == wanted)[asked]
    return {name: (int(right.sum()), right.numel()) for name, right in out.items()}


def used_only(slot_labels, fields):
    """The labels with slots that are not used left out."""
    kind = SLOT_FIELDS.index("kind")
    if UNUSED not in fields.values["kind"]:
        return slot_labels
    unused = slot_labels[..., kind] == fields.values["kind"].index(UNUSED)
    return torch.where(unused[..., None], torch.full_like(slot_labels, UNKNOWN), slot_labels)
