"""Losses of the autoencoders (recipe 2.4 and 3). Pictures are [B, T, 3, H, W] in -1 .. 1."""

import math

import torch
from torch.nn import functional as F

CHARBONNIER = 1e-3
OBJECT_WEIGHT = 4.0
CONTACT_WEIGHT = 8.0
CONTACT_FRAMES = 2
STATE_CONTACT = 5
SLOTS = 8


def pixel_weights(mask, state):
    """Weights [B, T, 1, H, W]: 1, on objects that are followed 4, and 8 while one of them touches
    something (and two frames before and after). `state` is [B, 8, T, 8] of the same frames."""
    touching = state[..., STATE_CONTACT].transpose(1, 2)  # [B, T, 8]
    reach = 2 * CONTACT_FRAMES + 1
    touching = F.max_pool1d(touching.transpose(1, 2), reach, 1, CONTACT_FRAMES).transpose(1, 2)
    of_slot = OBJECT_WEIGHT + (CONTACT_WEIGHT - OBJECT_WEIGHT) * (touching > 0).float()
    table = torch.ones(*of_slot.shape[:2], 256, device=mask.device)
    table[..., 1 : 1 + SLOTS] = of_slot
    batch, frames, height, width = mask.shape
    out = torch.gather(table, 2, mask.long().flatten(2)).view(batch * frames, 1, height, width)
    # Outlines belong to the objects.
    return F.max_pool2d(out, 3, 1, 1).view(batch, frames, 1, height, width)


def charbonnier(error):
    return (error * error + CHARBONNIER**2).sqrt()


def weighted(value, weight):
    return (value * weight).sum() / (weight.expand_as(value).sum() + 1e-6)


def haar(x):
    """[..., H, W] to its four half-size bands, first the low one."""
    a, b = x[..., 0::2, 0::2], x[..., 0::2, 1::2]
    c, d = x[..., 1::2, 0::2], x[..., 1::2, 1::2]
    return (a + b + c + d) / 4, (a - b + c - d) / 4, (a + b - c - d) / 4, (a - b - c + d) / 4


def haar_loss(error, levels=3):
    """L1 of the high bands of the error on each level, and of the last low one."""
    total = 0.0
    for _ in range(levels):
        if error.shape[-1] % 2 or error.shape[-2] % 2:
            break
        error, *high = haar(error)
        total = total + sum(band.abs().mean() for band in high)
    return total + error.abs().mean()


def gradient_loss(error, weight):
    across = (error[..., :, 1:] - error[..., :, :-1]).abs()
    down = (error[..., 1:, :] - error[..., :-1, :]).abs()
    return weighted(across, weight[..., :, 1:]) + weighted(down, weight[..., 1:, :])


def frequency_loss(error):
    """Focal frequency (Jiang et al., 2021, arXiv 2012.12821): squared error of the spectrum, more where
    it is large."""
    spectrum = torch.fft.rfft2(error, norm="ortho").abs()
    with torch.no_grad():
        focus = spectrum / (spectrum.amax(dim=(-1, -2), keepdim=True) + 1e-8)
    return (focus * spectrum**2).mean()


def picture_loss(predicted, target, weight, settings):
    """The sum, and its parts."""
    error = predicted - target
    parts = {"pixel": weighted(charbonnier(error), weight)}
    parts["haar"] = haar_loss(error.flatten(0, 1))
    parts["gradient"] = gradient_loss(error, weight)
    if error.shape[1] > 1:
        parts["time"] = weighted((error[:, 1:] - error[:, :-1]).abs(), weight[:, 1:])
    if settings.get("frequency", 0) > 0:
        parts["frequency"] = frequency_loss(error)
    usual = {"pixel": 1.0, "haar": 0.5, "gradient": 0.5, "time": 0.5, "frequency": 0.0}
    total = sum(settings.get(name, usual[name]) * value for name, value in parts.items())
    return total, parts


def psnr(error, weight=None):
    """Decibels of an error in -1 .. 1, over all or where the weight is."""
    square = error.float().pow(2)
    mean = square.mean() if weight is None else weighted(square, weight)
    mean = float(mean)
    return 10 * math.log10(4.0 / max(mean, 1e-12)) if math.isfinite(mean) else math.nan


# --- sound ---


def stft(sound, size):
    window = torch.hann_window(size, device=sound.device)
    out = torch.stft(sound, size, size // 4, size, window, return_complex=True, pad_mode="constant")
    return out.abs() * size**-0.5


_MEL = {}


def mel_matrix(size, bands, rate=24_000):
    """Triangles on the mel scale (HTK's formula), [size/2 + 1, bands]."""
    key = (size, bands)
    if key not in _MEL:
        top = 2595 * math.log10(1 + rate / 2 / 700)
        edges = 700 * (10 ** (torch.linspace(0, top, bands + 2) / 2595) - 1)
        frequency = torch.linspace(0, rate / 2, size // 2 + 1)[:, None]
        up = (frequency - edges[:-2]) / (edges[1:-1] - edges[:-2])
        down = (edges[2:] - frequency) / (edges[2:] - edges[1:-1])
        _MEL[key] = torch.minimum(up, down).clamp(min=0)
    return _MEL[key]


def log_of(magnitude):
    return torch.log10(magnitude.clamp(min=1e-4))


SIZES = (128, 256, 512, 1024, 2048)


def sound_loss(predicted, target, settings):
    """Multi-resolution spectra (convergence and logarithm), mel bands and the waveform; [B, 2, S]."""
    both = [torch.cat([each, each.sum(1, keepdim=True) / 2], dim=1).flatten(0, 1)
            for each in (predicted, target)]
    parts = {"stft": 0.0, "mel": 0.0}
    for size in SIZES:
        a, b = stft(both[0], size), stft(both[1], size)
        parts["stft"] += ((a - b).pow(2).mean().sqrt() / (b.pow(2).mean().sqrt() + 1e-3)) / len(SIZES)
        parts["stft"] += (log_of(a) - log_of(b)).abs().mean() / len(SIZES)
        if size >= 512:
            mel = mel_matrix(size, 64).to(a.device)
            a, b = a.transpose(1, 2) @ mel, b.transpose(1, 2) @ mel
            parts["mel"] += (log_of(a) - log_of(b)).abs().mean() / 3
    loud = target.abs().mean() + 1e-2
    parts["wave"] = (predicted - target).abs().mean() / loud
    usual = {"stft": 1.0, "mel": 1.0, "wave": 0.2}
    total = sum(settings.get(name, usual[name]) * value for name, value in parts.items())
    return total, parts


def mel_distance(predicted, target):
    """Mean absolute difference of log10 mel magnitudes, and the same in decibels of power."""
    mel = mel_matrix(1024, 64).to(predicted.device)
    a, b = (log_of(stft(each.flatten(0, 1), 1024).transpose(1, 2) @ mel) for each in (predicted, target))
    return float((a - b).abs().mean())
