"""Noise back to a clip, as src/diffusion does it in C++; the fixtures compare the two.

Rectified flow: a noisy value is (1 - noise) * clean + noise * gauss, and the network predicts the
clean value, so a step from level a to b is clean + (b / a) * (x - clean) (Euler).
"""

import torch

from .models.config import SLOTS, STATE_NUMBERS


def schedule(steps, shift):
    """Noise levels from 1 to 0, steps + 1 of them, shifted towards noise (Esser et al. 2024,
    arXiv 2403.03206, equation 23)."""
    even = torch.linspace(1.0, 0.0, steps + 1, dtype=torch.float64)
    return (shift * even / (1.0 + (shift - 1.0) * even)).tolist()


def guided(model, conditions, guidance, inputs, step):
    """The prediction with classifier-free guidance; `conditions` are the text, and the empty text.
    `step` is the difference of the noise levels before and after, told to models that ask for it."""
    batch = inputs["noise"].shape[0]
    device = inputs["noise"].device
    if model.config.step_input:
        inputs = dict(inputs, step=torch.full((batch,), step, device=device))
    if model.config.guidance_input:
        scale = torch.full((batch,), guidance, device=device)
        return model(*conditions[0], **inputs, guidance=scale)
    out = model(*conditions[0], **inputs)
    if guidance == 1.0:
        return out
    free = model(*conditions[1], **inputs)
    return {
        name: None if value is None else free[name] + guidance * (value - free[name])
        for name, value in out.items()
    }


def blend(mask, given, value, dims):
    """`given` where the mask [B, ...] is set; the mask gains `dims` dimensions."""
    if mask is None:
        return value
    for _ in range(dims):
        mask = mask.unsqueeze(-1)
    return torch.where(mask, given, value)


@torch.no_grad()
def denoise(model, conditions, values, levels, guidance, clean=None, given=None, fixed=()):
    """Runs the steps. `values` are dicts of "state", "audio" and "video" (or None) at the first
    level; `clean` and `given` hold masks and values of what is known; streams in `fixed` are known
    whole and keep their values."""
    clean = dict(clean or {})
    given = dict(given or {})
    values = dict(values)
    shapes = {"state": 1, "audio": 1, "video": 3}
    for name in fixed:
        mask_shape = values[name].shape[: -shapes[name]]
        clean[name] = torch.ones(mask_shape, dtype=torch.bool, device=values[name].device)
        given[name] = values[name]
    for level, following in zip(levels[:-1], levels[1:]):
        for name, dims in shapes.items():
            if values[name] is not None:
                values[name] = blend(clean.get(name), given.get(name), values[name], dims)
        batch = values["state"].shape[0]
        noise = torch.full((batch, 3), level, device=values["state"].device)
        inputs = dict(values, noise=noise, clean=clean)
        predicted = guided(model, conditions, guidance, inputs, level - following)
        for name in shapes:
            if values[name] is not None:
                best = predicted[name]
                values[name] = best + (following / level) * (values[name] - best)
    for name, dims in shapes.items():
        if values[name] is not None:
            values[name] = blend(clean.get(name), given.get(name), values[name], dims)
    return values


def state_shape(batch, frames):
    return (batch, SLOTS, frames, STATE_NUMBERS)
