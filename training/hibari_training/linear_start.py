"""A first guess for the video autoencoder: the best linear codec of its own shape.

Blocks are residual, so with quiet branches an encoder is a chain of linear maps from 4x4 pixels through
2x2x2 neighbours, and the decoder its mirror. Each map is set to the principal components of what comes
in, the decoder's to their transpose. A short training then begins with blurred pictures instead of grey
ones, and every weight has a gradient from the first step (the residual shortcuts of DC-AE,
arXiv 2410.10733, do the same in the architecture).
"""

import numpy as np
import torch

from .models import video_vae
from .models.config import FRAMES_PER_LATENT

# What blocks add in the beginning, of their usual spread.
BRANCH = 0.1
# Channels are made positive before the last ReLU by this many of their spreads.
OFFSET = 4.0
# Components weaker than this share of the strongest are not made louder than it.
SPREAD_MIN = 0.03


def components(rows, count):
    """The mean and the `count` strongest directions [count, width] of rows [N, width]."""
    mean = rows.mean(dim=0)
    centred = (rows - mean).double()
    values, vectors = torch.linalg.eigh(centred.T @ centred / len(rows))
    order = values.argsort(descending=True)[:count]
    return mean, vectors[:, order].T.float()


def centre_only(conv, matrix):
    """A 3x3 convolution that looks at its own place alone, through [out, in]."""
    conv.weight.zero_()
    conv.weight[: matrix.shape[0], : matrix.shape[1], 1, 1] = matrix
    conv.bias.zero_()


def rows_of(x):
    return x.permute(0, 2, 3, 1).reshape(-1, x.shape[1])


def spread_of(rows):
    spread = rows.std(dim=0)
    return spread.clamp(min=SPREAD_MIN * float(spread.max()))


@torch.no_grad()
def apply(vae, pictures):
    """Sets the weights of a VideoVae from clips [T, 3, H, W] in -1 .. 1 (a list).

    Between the maps every channel has a spread of about one: otherwise the first steps of a training,
    which move all weights alike, drown the weak components in the strong ones. `gain` is what a channel
    must be multiplied with to have its share of the picture again; components are found on those.
    """
    encoder, decoder = vae.encoder, vae.decoder
    levels = len(encoder.levels)
    for module in vae.modules():
        if isinstance(module, video_vae.Block):
            module.conv2.weight.mul_(BRANCH)
    # Frame 0 counts for a whole latent, as in Encoder.forward.
    values = [
        video_vae.fold_pixels(torch.cat([each[:1].expand(FRAMES_PER_LATENT - 1, -1, -1, -1), each]))
        for each in pictures
    ]
    rows = torch.cat([rows_of(each[::5]) for each in values])
    mean, matrix = components(rows, encoder.conv_in.out_channels)
    gain = spread_of((rows - mean) @ matrix.T)
    centre_only(encoder.conv_in, matrix / gain[:, None])
    encoder.conv_in.bias.copy_(-(matrix / gain[:, None]) @ mean)
    centre_only(decoder.conv_out, matrix.T * gain)
    decoder.conv_out.bias.copy_(mean)
    values = [encoder.conv_in(each) for each in values]
    frames = [len(each) for each in values]
    for level in range(levels - 1):
        values = [video_vae.fold(each, count) for each, count in zip(values, frames)]
        frames = [count // 2 for count in frames]
        fold, unfold = encoder.folds[level], decoder.unfolds[levels - 2 - level]
        gain_in = gain.repeat(8)
        rows = torch.cat([rows_of(each) for each in values]) * gain_in
        mean, matrix = components(rows, fold.out_channels)
        gain = spread_of((rows - mean) @ matrix.T)
        into = matrix * gain_in / gain[:, None]
        fold.weight.zero_()
        fold.weight[: len(into), :, 0, 0] = into
        fold.bias.zero_()
        fold.bias[: len(into)] = -(matrix / gain[:, None]) @ mean
        # The decoder's levels are wider than the encoder's: channel c of neighbour k is at k * wide + c.
        narrow, wide = matrix.shape[1] // 8, unfold.out_channels // 8
        back = torch.zeros(8, wide, unfold.in_channels, device=matrix.device)
        back[:, :narrow, : len(matrix)] = (matrix.T * gain / gain_in[:, None]).view(8, narrow, -1)
        unfold.weight.copy_(back.view(8 * wide, -1)[:, :, None, None])
        bias = torch.zeros(8, wide, device=matrix.device)
        bias[:, :narrow] = (mean / gain_in).view(8, narrow)
        if level == 0:
            bias[:, :narrow] += OFFSET
            decoder.conv_out.bias.sub_(decoder.conv_out.weight[:, :narrow, 1, 1].sum(dim=1) * OFFSET)
        unfold.bias.copy_(bias.flatten())
        values = [fold(each) for each in values]
    count = min(encoder.conv_out.out_channels, len(gain))
    one = torch.eye(len(gain), device=gain.device)
    centre_only(encoder.conv_out, one[:count])
    centre_only(decoder.conv_in, one[:, :count])


def pictures_of(clips, device, count):
    return [
        torch.from_numpy(np.array(clip.frames)).to(device).permute(0, 3, 1, 2).float() / 127.5 - 1.0
        for clip in clips[:count]
    ]
