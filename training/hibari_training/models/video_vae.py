"""The video autoencoder: 32x32 pixels x 8 frames become one latent of 64 numbers.

A clip has 1 + 8k frames. The first is repeated eight times, so that latent 0 holds a still picture
and every later one the next eight frames. Time is causal: latent f knows only frames up to its own,
so a first frame can be encoded alone and a clip decoded piece by piece. Blocks have no norm and use
ReLU; nothing runs above a quarter of the picture's width (recipe 2.2).

Pictures are [B, T, 3, H, W] in -1 .. 1; latents [B, F, C, H/32, W/32].
"""

import torch
from torch import nn
from torch.nn import functional as F

from .config import FRAMES_PER_LATENT

PATCH = 4


class TimeConv(nn.Module):
    """A causal convolution over three frames at every place. Before the first frame the clip stands
    still: the first is repeated."""

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width, width, 3))  # [out, in, oldest .. newest]
        self.bias = nn.Parameter(torch.zeros(width))
        nn.init.normal_(self.weight, std=(3 * width) ** -0.5)

    def forward(self, x, frames):
        """x is [B*F, C, H, W]."""
        rows, channels, height, width = x.shape
        x = x.view(rows // frames, frames, channels, height, width)
        past = torch.cat([x[:, :1], x[:, :1], x], dim=1)
        stacked = torch.cat([past[:, :-2], past[:, 1:-1], past[:, 2:]], dim=2)
        stacked = stacked.reshape(rows, 3 * channels, height, width)
        kernel = self.weight.permute(0, 2, 1).reshape(channels, 3 * channels, 1, 1)
        return F.conv2d(stacked, kernel, self.bias)


class Block(nn.Module):
    """x + conv(relu(time(relu(conv(x))))); without `time` where frames are not compressed."""

    def __init__(self, width, in_time):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.time = TimeConv(width) if in_time else None
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        nn.init.normal_(self.conv2.weight, std=0.3 * (9 * width) ** -0.5)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x, frames):
        h = F.relu(self.conv1(x))
        if self.time is not None:
            h = F.relu(self.time(h, frames))
        return x + self.conv2(h)


def fold(x, frames):
    """2x2x2 neighbours into channels: [B*F, C, H, W] to [B*F/2, 8C, H/2, W/2]; the index of a
    channel is ((dt*2 + dy)*2 + dx)*C + c."""
    rows, channels, height, width = x.shape
    x = x.view(rows // frames, frames // 2, 2, channels, height // 2, 2, width // 2, 2)
    x = x.permute(0, 1, 2, 5, 7, 3, 4, 6)
    return x.reshape(rows // 2, 8 * channels, height // 2, width // 2)


def unfold(x, frames):
    """The inverse of fold: [B*F, 8C, H, W] to [B*2F, C, 2H, 2W]."""
    rows, channels, height, width = x.shape
    channels //= 8
    x = x.view(rows // frames, frames, 2, 2, 2, channels, height, width)
    x = x.permute(0, 1, 2, 5, 6, 3, 7, 4)
    return x.reshape(rows * 2, channels, height * 2, width * 2)


def fold_pixels(x):
    """[N, 3, H, W] to [N, 48, H/4, W/4]; the index of a channel is (dy*4 + dx)*3 + c."""
    rows, channels, height, width = x.shape
    x = x.view(rows, channels, height // PATCH, PATCH, width // PATCH, PATCH)
    x = x.permute(0, 3, 5, 1, 2, 4)
    return x.reshape(rows, PATCH * PATCH * channels, height // PATCH, width // PATCH)


def unfold_pixels(x):
    rows, channels, height, width = x.shape
    channels //= PATCH * PATCH
    x = x.view(rows, PATCH, PATCH, channels, height, width)
    x = x.permute(0, 3, 4, 1, 5, 2)
    return x.reshape(rows, channels, height * PATCH, width * PATCH)


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        widths = config.encoder_widths
        self.conv_in = nn.Conv2d(3 * PATCH * PATCH, widths[0], 3, padding=1)
        self.levels = nn.ModuleList()
        self.folds = nn.ModuleList()
        for level, (width, count) in enumerate(zip(widths, config.encoder_blocks)):
            self.levels.append(nn.ModuleList(Block(width, level > 0) for _ in range(count)))
            if level + 1 < len(widths):
                self.folds.append(nn.Conv2d(8 * width, widths[level + 1], 1))
        self.conv_out = nn.Conv2d(widths[-1], config.latent_channels, 3, padding=1)

    def forward(self, pictures):
        batch, frames = pictures.shape[:2]
        still = pictures[:, :1].expand(-1, FRAMES_PER_LATENT - 1, -1, -1, -1)
        x = torch.cat([still, pictures], dim=1)
        frames += FRAMES_PER_LATENT - 1
        x = self.conv_in(fold_pixels(x.flatten(0, 1)))
        for level, blocks in enumerate(self.levels):
            for block in blocks:
                x = block(x, frames)
            if level < len(self.folds):
                x = self.folds[level](fold(x, frames))
                frames //= 2
        x = self.conv_out(x)
        return x.view(batch, frames, *x.shape[1:])


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        widths = config.decoder_widths
        self.conv_in = nn.Conv2d(config.latent_channels, widths[0], 3, padding=1)
        self.levels = nn.ModuleList()
        self.unfolds = nn.ModuleList()
        last = len(widths) - 1
        for level, (width, count) in enumerate(zip(widths, config.decoder_blocks)):
            self.levels.append(nn.ModuleList(Block(width, level < last) for _ in range(count)))
            if level < last:
                self.unfolds.append(nn.Conv2d(width, 8 * widths[level + 1], 1))
        self.conv_out = nn.Conv2d(widths[-1], 3 * PATCH * PATCH, 3, padding=1)

    def forward(self, latents):
        batch, frames = latents.shape[:2]
        x = self.conv_in(latents.flatten(0, 1))
        for level, blocks in enumerate(self.levels):
            for block in blocks:
                x = block(x, frames)
            if level < len(self.unfolds):
                x = unfold(self.unfolds[level](x), frames)
                frames *= 2
        x = unfold_pixels(self.conv_out(F.relu(x)))
        x = x.view(batch, frames, *x.shape[1:])
        return x[:, FRAMES_PER_LATENT - 1 :]


class VideoVae(nn.Module):
    """`mean` and `std` make the latents that the denoiser sees: zero mean, unit variance."""

    def __init__(self, config):
        super().__init__()
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.register_buffer("mean", torch.zeros(config.latent_channels))
        self.register_buffer("std", torch.ones(config.latent_channels))

    def encode(self, pictures):
        z = self.encoder(pictures)
        return (z - self.mean.view(1, 1, -1, 1, 1)) / self.std.view(1, 1, -1, 1, 1)

    def decode(self, latents):
        return self.decoder(latents * self.std.view(1, 1, -1, 1, 1) + self.mean.view(1, 1, -1, 1, 1))
