"""Where the plan puts things, told to the picture tokens that are near.

Attention finds a thing's tokens by content, which takes long to learn (the same is known of DETR, whose
decoder learned ten times faster once its queries had places: Conditional DETR, arXiv 2108.06152). So
every picture token also hears of every thing directly, weighted by a bump around the thing, as BlobGAN
(arXiv 2205.02837) splats its blobs: how far away it is at the four times of the latent, how large, how
visible, its colour and its slot's words. Distances are in ninths of the picture's height, as positions
are, so that a small picture teaches a large one.
"""

import torch
from torch import nn
from torch.nn import functional as F

from .config import STATE_NUMBERS

# A picture is this many units high, as many as latents in the usual 288 rows.
PICTURE_UNITS = 9.0
HALF = PICTURE_UNITS / 2
# The spread of the bump, beyond the thing's own radius.
REACH = 1.5
# Things further away than this are all far.
FAR = 6.0
TIMES = 4
USED_AT = 23


class Layout(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.near = nn.Linear(STATE_NUMBERS, width)
        self.out = nn.Linear(width, width)

    def forward(self, state, slots, height, width):
        """state [B, S, F, 24], slots [B, S, D]; gives [B, F, height, width, D]."""
        live = (state[..., USED_AT] > -1.0).any(dim=2).any(dim=0)
        state, slots = state[:, live], slots[:, live]  # most clips have few things
        times = state[..., : 4 * TIMES].unflatten(-1, (TIMES, 4))[:, :, :, None, None]
        unit = PICTURE_UNITS / height
        rows = (torch.arange(height, device=state.device) + 0.5) * unit - HALF
        columns = (torch.arange(width, device=state.device) + 0.5 - width / 2) * unit
        x, y, size, visible = times.unbind(-1)  # [B, S, F, 1, 1, 4]
        right = (x * (HALF * width / height) - columns[:, None]).clamp(-FAR, FAR)
        down = (y * HALF - rows[:, None, None]).clamp(-FAR, FAR)
        shape = right.shape[:3] + (height, width, -1)
        right, down = right.expand(shape), down.expand(shape)
        squared = (right * right + down * down).amin(dim=-1)
        reach = REACH + HALF * size.mean(dim=-1).clamp(min=0.0)
        used = ((state[..., USED_AT] + 1.0) / 2.0).clamp(0.0, 1.0)[..., None, None]
        weight = used * torch.exp(-0.5 * squared / (reach * reach))
        rest = state[:, :, :, None, None, 4 * TIMES :]
        told = torch.cat([right, down] + [each.expand(shape) for each in (size, visible, rest)], dim=-1)
        heard = F.silu(self.near(told) + slots[:, :, None, None, None])
        return self.out((weight[..., None] * heard).sum(dim=1))
