"""What the simulator tells of an object in every frame, as the 24 numbers of a state token; the C++ side
reads the same (src/models/mini/plan_check.h).

Latent 0 holds frame 0, latent f the frames 8f-7 .. 8f; a token stands for one slot in one latent:

   0 .. 15  four times (frames 8f-6, 8f-4, 8f-2, 8f; for latent 0 always frame 0), each
            x and y (-1 left and upper edge, 1 right and lower edge), size (twice the radius as a share
            of the picture's height, so in the measure of y), visible (0 hidden .. 1 whole)
   16       depth: metres / 10
   17       contact: 1 when it touched something hard in these frames, else 0
   18       when: 0 .. 1 within these frames; 0 without a contact
   19       impulse: log(1 + newton seconds); 0 without a contact
   20 .. 22 its colour, red, green and blue, -1 .. 1: the mean of its pixels in the whole clip
   23       1 when the slot is used, else -1

All is 0 for a slot that is not used, but number 23. Noise of a number has the spread of that number
(SPREAD), so that a noise level says as much of a plan as of a picture.
"""

import numpy as np
import torch

from .models.config import FRAMES_PER_LATENT, SLOTS, STATE_NUMBERS

X, Y, SIZE, VISIBLE, DEPTH, CONTACT, MOMENT, IMPULSE = range(8)  # of HibariClip.state
TIMES = 4
POSITION_MAX = 3.0
DEPTH_MAX = 5.0
DEPTH_AT, CONTACT_AT, WHEN_AT, IMPULSE_AT, COLOUR_AT, USED_AT = 16, 17, 18, 19, 20, 23
# About what the numbers of used slots vary by, in the mix "bounce".
SPREAD = np.array(
    4 * [0.4, 0.4, 0.2, 0.2] + [0.25, 0.4, 0.25, 1.0] + [0.6, 0.6, 0.6, 1.0], np.float32
)
# Read back, a contact above this is one.
YES = 0.5


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
        times[..., 0:2] = state[:, at, X : Y + 1] * 2.0 - 1.0
        times[..., 2] = state[:, at, SIZE] * 2.0
        times[..., 3] = state[:, at, VISIBLE]
        np.clip(times, -POSITION_MAX, POSITION_MAX, out=times)
        out[:, index, : 4 * TIMES] = times.reshape(SLOTS, -1)
        out[:, index, DEPTH_AT] = np.clip(state[:, at[-1], DEPTH] / 10.0, 0.0, DEPTH_MAX)
        begin, end = chunk(index)
        part = state[:, begin:end]
        strongest = part[:, :, IMPULSE].argmax(axis=1)
        rows = np.arange(SLOTS)
        touched = part[:, :, CONTACT].max(axis=1) > 0
        when = (strongest + part[rows, strongest, MOMENT]) / (end - begin)
        out[:, index, CONTACT_AT] = touched
        out[:, index, WHEN_AT] = np.where(touched, when, 0.0)
        impulse = np.log1p(np.maximum(part[rows, strongest, IMPULSE], 0.0))
        out[:, index, IMPULSE_AT] = np.where(touched, impulse, 0.0)
    out[:, :, COLOUR_AT:USED_AT] = colours(clip.frames, clip.mask)[:, None]
    out[~used] = 0.0
    out[:, :, USED_AT] = np.where(used, 1.0, -1.0)[:, None]
    return out


def tidied(state):
    """Plans [..., 8, F, 24] (a tensor) as the simulator would state them: a slot is used or it is not, all
    the time."""
    used = state[..., USED_AT].mean(dim=-1)[..., None, None] > 0
    out = torch.where(used, state, torch.zeros_like(state))
    out[..., USED_AT] = torch.where(used[..., 0], 1.0, -1.0)
    return out


def read(tokens):
    """A dict of arrays from tokens [8, F, 24]: x, y, size, visible [8, F, 4] in the simulator's units,
    contact [8, F], touched (the frame of a contact) [8, F], colour [8, 3], used [8]."""
    begins = np.array([chunk(index)[0] for index in range(tokens.shape[1])])
    lengths = np.array([np.subtract(*chunk(index)[::-1]) for index in range(tokens.shape[1])])
    times = tokens[:, :, : 4 * TIMES].reshape(SLOTS, -1, TIMES, 4)
    return {
        "x": (times[..., 0] + 1.0) / 2.0,
        "y": (times[..., 1] + 1.0) / 2.0,
        "size": times[..., 2] / 2.0,
        "visible": np.clip(times[..., 3], 0, 1),
        "contact": tokens[:, :, CONTACT_AT] > YES,
        "touched": begins + np.clip(tokens[:, :, WHEN_AT], 0, 1) * lengths,
        "colour": np.clip(tokens[:, :, COLOUR_AT:USED_AT].mean(axis=1), -1, 1),
        "used": tokens[:, :, USED_AT].mean(axis=1) > 0,
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
        speed = np.clip(speed + times[:, -1, :2] - before, -3, 3)
        out[index, ..., HEAD_SHARES : HEAD_SHARES + 2] = shares @ speed
        out[index, ..., HEAD_SHARES + 2] = shares @ tokens[:, index, DEPTH_AT]
        out[index, ..., HEAD_SHARES + 3] = shares @ (tokens[:, index, CONTACT_AT] > YES)
    return out
