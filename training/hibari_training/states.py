"""What the simulator tells of an object in every frame, as the 24 numbers of a state token.

Latent 0 holds frame 0, latent f the frames 8f-7 .. 8f; a token stands for one slot in one latent:

   0 .. 15  four times (frames 8f-6, 8f-4, 8f-2, 8f; for latent 0 always frame 0), each
            x (0.5 in the middle becomes 0, an edge +-2), y likewise, size ((radius - 0.15) * 8, of the
            picture's height), visible (-1 hidden .. 1 whole)
   16       depth: the logarithm of metres / 5
   17       contact: 1 when it touched something hard in these frames, else -1
   18       when: -1 .. 1 within these frames; 0 without a contact
   19       impulse: log(1 + newton seconds) / 1.5; 0 without a contact
   20 .. 22 its colour, red, green and blue, -1 .. 1: the mean of its pixels in the whole clip
   23       1 when the slot is used, else -1

A slot that is not used has -1 in visible, contact and used, and 0 elsewhere.
"""

import numpy as np

from .models.config import FRAMES_PER_LATENT, SLOTS, STATE_NUMBERS

X, Y, SIZE, VISIBLE, DEPTH, CONTACT, MOMENT, IMPULSE = range(8)  # of HibariClip.state
TIMES = 4
POSITION_MAX = 6.0
CONTACT_AT, WHEN_AT, IMPULSE_AT, COLOUR_AT, USED_AT = 17, 18, 19, 20, 23
# Read back, a number above this is a yes.
YES = 0.0


def latent_frames(frames):
    return 1 + (frames - 1) // FRAMES_PER_LATENT


def chunk(index):
    """The frames of a latent."""
    return (0, 1) if index == 0 else (8 * index - 7, 8 * index + 1)


def sub_frames(index):
    return [0] * TIMES if index == 0 else [8 * index - 6 + 2 * i for i in range(TIMES)]


def colours(frames, mask, step=8):
    """The mean colour of each slot in -1 .. 1, [8, 3]."""
    frames, mask = frames[::step], mask[::step]
    out = np.zeros((SLOTS, 3), np.float32)
    for slot in range(SLOTS):
        inside = mask == 1 + slot
        if inside.any():
            out[slot] = frames[inside].mean(axis=0) / 127.5 - 1.0
    return out


def tokens(clip):
    """[8, F, 24] of a clip."""
    state = clip.state
    count = latent_frames(state.shape[1])
    used = (state[:, :, SIZE] > 0).any(axis=1)
    out = np.zeros((SLOTS, count, STATE_NUMBERS), np.float32)
    for index in range(count):
        at = sub_frames(index)
        times = out[:, index, : 4 * TIMES].reshape(SLOTS, TIMES, 4)
        times[..., 0:2] = (state[:, at, X : Y + 1] - 0.5) * 4.0
        times[..., 2] = (state[:, at, SIZE] - 0.15) * 8.0
        times[..., 3] = state[:, at, VISIBLE] * 2.0 - 1.0
        np.clip(times, -POSITION_MAX, POSITION_MAX, out=times)
        out[:, index, : 4 * TIMES] = times.reshape(SLOTS, -1)
        out[:, index, 16] = np.log(np.clip(state[:, at[-1], DEPTH], 0.2, 100.0) / 5.0)
        begin, end = chunk(index)
        part = state[:, begin:end]
        strongest = part[:, :, IMPULSE].argmax(axis=1)
        rows = np.arange(SLOTS)
        touched = part[:, :, CONTACT].max(axis=1) > 0
        when = (strongest + part[rows, strongest, MOMENT]) / (end - begin)
        out[:, index, CONTACT_AT] = np.where(touched, 1.0, -1.0)
        out[:, index, WHEN_AT] = np.where(touched, 2.0 * when - 1.0, 0.0)
        impulse = np.log1p(np.maximum(part[rows, strongest, IMPULSE], 0.0)) / 1.5
        out[:, index, IMPULSE_AT] = np.where(touched, impulse, 0.0)
    out[:, :, COLOUR_AT:USED_AT] = colours(clip.frames, clip.mask)[:, None]
    out[~used] = 0.0
    out[~used, :, 3 : 4 * TIMES : 4] = -1.0
    out[~used, :, CONTACT_AT] = -1.0
    out[:, :, USED_AT] = np.where(used, 1.0, -1.0)[:, None]
    return out


def read(tokens):
    """A dict of arrays from tokens [8, F, 24]: x, y, size, visible [8, F, 4] in the simulator's units,
    contact [8, F], colour [8, 3], used [8]."""
    times = tokens[:, :, : 4 * TIMES].reshape(SLOTS, -1, TIMES, 4)
    return {
        "x": times[..., 0] / 4.0 + 0.5,
        "y": times[..., 1] / 4.0 + 0.5,
        "size": times[..., 2] / 8.0 + 0.15,
        "visible": np.clip((times[..., 3] + 1.0) / 2.0, 0, 1),
        "contact": tokens[:, :, CONTACT_AT] > YES,
        "colour": np.clip(tokens[:, :, COLOUR_AT:USED_AT].mean(axis=1), -1, 1),
        "used": tokens[:, :, USED_AT].mean(axis=1) > YES,
    }


# What the simulator heads must tell of each picture token.
HEAD_SHARES = 10  # surroundings, slots, other things: shares of the token's pixels
HEADS = HEAD_SHARES + 4  # speed right and down, depth, contact


def head_targets(clip, tokens):
    """[F, H/32, W/32, HEADS] of a clip and its state tokens."""
    count = tokens.shape[1]
    height, width = clip.mask.shape[1] // 32, clip.mask.shape[2] // 32
    out = np.zeros((count, height, width, HEADS), np.float32)
    for index in range(count):
        begin, end = chunk(index)
        part = np.asarray(clip.mask[begin:end])
        kinds = np.where(part == 255, HEAD_SHARES - 1, np.minimum(part, HEAD_SHARES - 1))
        blocks = kinds.reshape(end - begin, height, 32, width, 32)
        for kind in range(HEAD_SHARES):
            out[index, ..., kind] = (blocks == kind).mean(axis=(0, 2, 4))
        shares = out[index, ..., 1 : 1 + SLOTS]
        times = tokens[:, index, : 4 * TIMES].reshape(SLOTS, TIMES, 4)
        speed = times[:, -1, :2] - times[:, 0, :2]
        before = tokens[:, max(index - 1, 0), 12:14]
        speed = np.clip((speed + times[:, -1, :2] - before) / 2.0, -3, 3)
        out[index, ..., HEAD_SHARES : HEAD_SHARES + 2] = shares @ speed
        out[index, ..., HEAD_SHARES + 2] = shares @ tokens[:, index, 16]
        out[index, ..., HEAD_SHARES + 3] = shares @ (tokens[:, index, CONTACT_AT] > YES)
    return out
