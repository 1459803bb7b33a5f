"""The audio autoencoder: 1,000 samples of stereo (1/24 s, one frame of the picture) become one
latent of 64 numbers, through short-time spectra at 192 Hz (hop 125, window 512; recipe 3).

The decoder predicts magnitude and phase and goes back through the inverse transform (Siuzdak,
"Vocos", 2023); short windows keep the onset of an impact sharp. Sound is [B, 2, S], left and right,
with S a multiple of 1,000; inside, middle and side. Latents are [B, S/1000, C].
"""

import torch
from torch import nn
from torch.nn import functional as F

# A spectrum's magnitude is raised to this power before it is encoded, so quiet sounds count.
COMPRESSION = 0.3
LOG_MAGNITUDE_MAX = 8.0
FLOOR = 1e-5


class Spectra(nn.Module):
    """Short-time spectra. Frame j is centred at sample hop*j + hop//2."""

    def __init__(self, config):
        super().__init__()
        self.window_size = config.window
        self.hop = config.hop
        self.before = config.window // 2 - config.hop // 2
        window = torch.hann_window(config.window, periodic=True)
        self.register_buffer("window", window, persistent=False)

    def forward(self, sound):
        """[N, S] to complex [N, S/hop, window/2 + 1]."""
        samples = sound.shape[-1]
        after = self.window_size - self.hop - self.before
        padded = F.pad(sound, (self.before, after))
        frames = padded.unfold(-1, self.window_size, self.hop)[:, : samples // self.hop]
        return torch.fft.rfft(frames * self.window) * self.window_size**-0.5

    def inverse(self, spectra):
        """The least-squares inverse (Griffin and Lim 1984, equation 6)."""
        count = spectra.shape[1]
        frames = torch.fft.irfft(spectra * self.window_size**0.5, n=self.window_size) * self.window
        length = (count - 1) * self.hop + self.window_size
        shape = dict(output_size=(1, length), kernel_size=(1, self.window_size), stride=(1, self.hop))
        total = F.fold(frames.transpose(1, 2), **shape)[:, 0, 0]
        weight = (self.window**2).view(1, -1, 1).expand(1, -1, count)
        norm = F.fold(weight.contiguous(), **shape)[:, 0, 0]
        out = total / norm.clamp(min=1e-8)
        return out[:, self.before : self.before + count * self.hop]


class ConvNeXt(nn.Module):
    """Liu et al., "A ConvNet for the 2020s", in one dimension. x is [B, T, C]."""

    def __init__(self, width):
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.up = nn.Linear(width, 3 * width)
        self.down = nn.Linear(3 * width, width)
        self.scale = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x):
        h = self.depthwise(x.transpose(1, 2)).transpose(1, 2)
        h = self.down(F.gelu(self.up(self.norm(h))))
        return x + self.scale * h


class AudioVae(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.spectra = Spectra(config)
        self.bins = config.window // 2 + 1
        self.encode_in = nn.Linear(4 * self.bins, config.encoder_width)
        self.encoder = nn.ModuleList(
            ConvNeXt(config.encoder_width) for _ in range(config.encoder_blocks)
        )
        pooled = config.frames_per_latent
        self.encode_out = nn.Linear(pooled * config.encoder_width, config.latent_channels)
        self.decode_in = nn.Linear(config.latent_channels, pooled * config.decoder_width)
        self.decoder = nn.ModuleList(
            ConvNeXt(config.decoder_width) for _ in range(config.decoder_blocks)
        )
        self.norm_out = nn.LayerNorm(config.decoder_width, eps=1e-6)
        self.decode_out = nn.Linear(config.decoder_width, 4 * self.bins)
        self.register_buffer("mean", torch.zeros(config.latent_channels))
        self.register_buffer("std", torch.ones(config.latent_channels))

    def spectra_of(self, sound):
        """[B, 2, S] left, right to complex [B, 2, J, bins] middle, side."""
        middle = (sound[:, 0] + sound[:, 1]) / 2
        side = (sound[:, 0] - sound[:, 1]) / 2
        return torch.stack([self.spectra(middle), self.spectra(side)], dim=1)

    def encode_raw(self, sound):
        spectra = self.spectra_of(sound)
        squeezed = spectra * spectra.abs().clamp(min=FLOOR) ** (COMPRESSION - 1.0)
        # [B, J, channel, (re, im), bins] flattened.
        x = torch.stack([squeezed.real, squeezed.imag], dim=2).permute(0, 3, 1, 2, 4).flatten(2)
        x = self.encode_in(x)
        for block in self.encoder:
            x = block(x)
        batch, frames, width = x.shape
        pooled = self.config.frames_per_latent
        return self.encode_out(x.reshape(batch, frames // pooled, pooled * width))

    def encode(self, sound):
        return (self.encode_raw(sound) - self.mean) / self.std

    def decode_spectra(self, latents):
        """Complex [B, 2, J, bins], middle and side."""
        x = self.decode_in(latents)
        batch, count, _ = x.shape
        x = x.view(batch, count * self.config.frames_per_latent, self.config.decoder_width)
        for block in self.decoder:
            x = block(x)
        x = self.decode_out(self.norm_out(x))
        x = x.view(batch, x.shape[1], 2, 2, self.bins).permute(0, 2, 3, 1, 4)
        magnitude = x[:, :, 0].clamp(max=LOG_MAGNITUDE_MAX).exp()
        return torch.polar(magnitude, x[:, :, 1])

    def sound_of(self, spectra):
        batch = spectra.shape[0]
        both = self.spectra.inverse(spectra.flatten(0, 1)).view(batch, 2, -1)
        return torch.stack([both[:, 0] + both[:, 1], both[:, 0] - both[:, 1]], dim=1)

    def decode(self, latents):
        return self.sound_of(self.decode_spectra(latents * self.std + self.mean))
