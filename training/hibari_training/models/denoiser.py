"""The denoiser: one transformer over text, object states, sound and picture.

All tokens share the attention; picture tokens have a feed-forward of their own (JavisDiT++,
arXiv 2602.19163). Every stream has its own noise level, and a token may be clean within a noisy
stream (a first frame, a kept stretch of time, a frozen sound), so a token chooses its row in a small
table of modulations. Positions are seconds and shares of the picture's height, the same for all
streams and sizes. The network predicts the clean data (recipe 4).

Order of tokens: registers, text, state (slot by slot), audio, video (frame, row, column).
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .. import compat
from .config import FPS, FRAMES_PER_LATENT, SLOTS, STATE_NUMBERS
from .layers import rms_norm
from .layout import PICTURE_UNITS, Layout

# Streams, and the rows of the modulation table: text, then each stream noisy and clean.
STATE, AUDIO, VIDEO = range(3)
ROW_TEXT = 0


def row_of(stream, clean):
    return 1 + 2 * stream + (1 if clean else 0)


ROWS = 7
NOISE_FREQUENCIES = 128
NOISE_SCALE = 1000.0
TIME_PERIODS_S = (0.25, 40.0)
SPACE_PERIODS = (2.0, 40.0)
TIME_PAIRS, ROW_PAIRS, COLUMN_PAIRS = 12, 10, 10


def periods(count, limits):
    """`count` angular frequencies, geometric between the periods."""
    low, high = limits
    steps = torch.arange(count, dtype=torch.float64) / (count - 1)
    return 2 * math.pi / (low * (high / low) ** steps)


def latent_time_s(index):
    """The middle of the frames that a latent holds; latent 0 holds frame 0 alone."""
    index = index.double()
    return torch.where(index == 0, torch.zeros_like(index), (FRAMES_PER_LATENT * index - 3.5) / FPS)


def angles(config, text_tokens, frames, height, width, audio_tokens, start_s=0.0):
    """Rotation angles [T, 32] of all tokens. `frames`, `height` and `width` count latents; without
    picture tokens `height` is 0."""
    t = periods(TIME_PAIRS, TIME_PERIODS_S)
    y = periods(ROW_PAIRS, SPACE_PERIODS)
    x = periods(COLUMN_PAIRS, SPACE_PERIODS)
    pairs = TIME_PAIRS + ROW_PAIRS + COLUMN_PAIRS
    parts = [torch.zeros(config.registers + text_tokens, pairs, dtype=torch.float64)]
    seconds = latent_time_s(torch.arange(frames)) + start_s
    state = torch.zeros(SLOTS, frames, pairs, dtype=torch.float64)
    state[:, :, :TIME_PAIRS] = seconds[None, :, None] * t
    parts.append(state.flatten(0, 1))
    audio = torch.zeros(audio_tokens, pairs, dtype=torch.float64)
    audio_s = (torch.arange(audio_tokens).double() + 0.5) / FPS + start_s
    audio[:, :TIME_PAIRS] = audio_s[:, None] * t
    parts.append(audio)
    if height:
        unit = PICTURE_UNITS / height
        rows = (torch.arange(height).double() + 0.5) * unit
        columns = (torch.arange(width).double() + 0.5 - width / 2) * unit
        video = torch.zeros(frames, height, width, pairs, dtype=torch.float64)
        video[..., :TIME_PAIRS] = (seconds[:, None] * t)[:, None, None]
        video[..., TIME_PAIRS : TIME_PAIRS + ROW_PAIRS] = (rows[:, None] * y)[None, :, None]
        video[..., TIME_PAIRS + ROW_PAIRS :] = (columns[:, None] * x)[None, None, :]
        parts.append(video.flatten(0, 2))
    return torch.cat(parts)


def rotate(x, cos, sin):
    """Rotates the pairs (i, i + 32) of the last dimension; x is [B, T, N, 64]."""
    half = x.shape[-1] // 2
    a, b = x[..., :half], x[..., half:]
    cos, sin = cos[:, None], sin[:, None]
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020)."""

    def __init__(self, width, inner):
        super().__init__()
        self.up = nn.Linear(width, 2 * inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x):
        gate, value = self.up(x).chunk(2, dim=-1)
        return self.down(F.silu(gate) * value)


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.heads
        head = config.width // config.heads
        self.modulation = nn.Parameter(torch.zeros(6 * config.width))
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.q_norm = nn.Parameter(torch.ones(head))
        self.k_norm = nn.Parameter(torch.ones(head))
        self.value_mix = nn.Parameter(torch.zeros(1))
        self.out = nn.Linear(config.width, config.width, bias=False)
        self.video_feed_forward = FeedForward(config.width, config.video_feed_forward)
        self.shared_feed_forward = FeedForward(config.width, config.shared_feed_forward)

    def forward(self, x, table, rows, cos, sin, first_value, video_from):
        """x [B, T, D]; table [B, ROWS, 6 D]; rows [B, T]; tokens from `video_from` on are picture.
        Returns x and this layer's values."""
        batch, tokens, width = x.shape
        head = width // self.heads
        table = (table + self.modulation).view(batch, ROWS, 6, width)
        each = table[torch.arange(batch, device=x.device)[:, None], rows]  # [B, T, 6, D]
        shift1, scale1, gate1, shift2, scale2, gate2 = each.unbind(2)
        h = rms_norm(x) * (1 + scale1) + shift1
        q, k, v = self.qkv(h).view(batch, tokens, 3, self.heads, head).unbind(2)
        q = rotate(rms_norm(q) * self.q_norm, cos, sin)
        k = rotate(rms_norm(k) * self.k_norm, cos, sin)
        # Value residual (Zhou et al., arXiv 2410.17897).
        mixed = v if first_value is None else v + self.value_mix * first_value
        y = compat.attention(q.transpose(1, 2), k.transpose(1, 2), mixed.transpose(1, 2))
        x = x + gate1 * self.out(y.transpose(1, 2).reshape(batch, tokens, width))
        h = rms_norm(x) * (1 + scale2) + shift2
        if video_from < tokens:
            y = torch.cat(
                [
                    self.shared_feed_forward(h[:, :video_from]),
                    self.video_feed_forward(h[:, video_from:]),
                ],
                dim=1,
            )
        else:
            y = self.shared_feed_forward(h)
        return x + gate2 * y, v


class NoiseEmbedding(nn.Module):
    """A number in 0 .. 1 (a noise level, a step) to a vector: sines, then two linear layers."""

    def __init__(self, width):
        super().__init__()
        self.linear1 = nn.Linear(2 * NOISE_FREQUENCIES, width)
        self.linear2 = nn.Linear(width, width)

    def forward(self, value):
        steps = torch.arange(NOISE_FREQUENCIES, device=value.device, dtype=torch.float32)
        frequency = torch.exp(-math.log(10_000.0) * steps / NOISE_FREQUENCIES)
        angle = value[..., None] * NOISE_SCALE * frequency
        sines = torch.cat([angle.cos(), angle.sin()], dim=-1)
        return self.linear2(F.silu(self.linear1(sines)))


class Denoiser(nn.Module):
    def __init__(self, config, text_width, video_channels, audio_channels):
        super().__init__()
        self.config = config
        width = config.width
        self.registers = nn.Parameter(torch.empty(config.registers, width))
        self.text_in = nn.Linear(text_width, width)
        self.text_padding = nn.Parameter(torch.zeros(width))
        self.slot_in = nn.Linear(text_width, width)
        self.slot_embedding = nn.Parameter(torch.empty(SLOTS, width))
        self.state_in = nn.Linear(STATE_NUMBERS, width)
        self.audio_in = nn.Linear(audio_channels, width)
        self.video_in = nn.Linear(video_channels, width)
        self.layout = Layout(width)
        self.noise = NoiseEmbedding(width)
        self.row_embedding = nn.Parameter(torch.zeros(ROWS, width))
        self.guidance = NoiseEmbedding(width) if config.guidance_input else None
        self.step = NoiseEmbedding(width) if config.step_input else None
        self.modulation = nn.Linear(width, 6 * width)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.final_modulation = nn.Linear(width, 2 * width)
        self.state_out = nn.Linear(width, STATE_NUMBERS)
        self.audio_out = nn.Linear(width, audio_channels)
        self.video_out = nn.Linear(width, video_channels)
        nn.init.normal_(self.registers, std=0.02)
        nn.init.normal_(self.slot_embedding, std=0.02)
        for linear in (self.modulation, self.final_modulation):
            nn.init.zeros_(linear.weight)
            nn.init.zeros_(linear.bias)
        # Gates begin at one: with zero gates the first hundred steps of a short run are lost.
        with torch.no_grad():
            bias = self.modulation.bias.view(6, width)
            bias[2] = 1.0
            bias[5] = 1.0
        for layer in self.layers:
            for linear in (layer.out, layer.video_feed_forward.down, layer.shared_feed_forward.down):
                nn.init.normal_(linear.weight, std=0.02 / math.sqrt(2 * config.layers))
        for linear in (self.state_out, self.audio_out, self.video_out):
            nn.init.normal_(linear.weight, std=0.02)
            nn.init.zeros_(linear.bias)

    def modulations(self, noise, guidance=None, step=None):
        """noise [B, 3] of state, audio, video; gives the conditions [B, ROWS, D]."""
        zero = torch.zeros_like(noise[:, :1])
        levels = torch.cat(
            [zero, noise[:, :1], zero, noise[:, 1:2], zero, noise[:, 2:3], zero], dim=1
        )
        condition = self.noise(levels) + self.row_embedding
        if self.guidance is not None:
            # A scale of 1 .. 11 to 0 .. 1.
            condition = condition + self.guidance((guidance - 1.0) / 10.0)[:, None]
        if self.step is not None:
            condition = condition + self.step(step)[:, None]
        return F.silu(condition)

    def embed(self, text, words, slots, state, audio, video):
        """All tokens [B, T, D] before the first layer."""
        batch = state.shape[0]
        texts = torch.where(words[:, :, None], self.text_in(text), self.text_padding)
        slots = self.slot_in(slots) + self.slot_embedding
        states = self.state_in(state) + slots[:, :, None]
        parts = [
            self.registers.expand(batch, -1, -1),
            texts,
            states.flatten(1, 2),
            self.audio_in(audio),
        ]
        if video is not None:
            layout = self.layout(state, slots, *video.shape[2:4])
            parts.append((self.video_in(video) + layout).flatten(1, 3))
        return torch.cat(parts, dim=1)

    def forward(
        self, text, words, slots, state, audio, video, noise, clean=None, guidance=None, step=None,
        start_s=0.0, route=None, tap=None
    ):
        """Predicts clean data from noisy data.

        text [B, L, W], words [B, L] bool, slots [B, 8, W] from the text encoder; state
        [B, 8, F, 24]; audio [B, A, 64]; video [B, F, H, W, 64] or None for a plan without picture;
        noise [B, 3]. `clean` marks tokens that are given: a dict of "state" [B, 8, F],
        "audio" [B, A] and "video" [B, F] bool masks.
        `route` (training): (first, last, kept video tokens as indices): layers first .. last - 1 see
        only those picture tokens, the others go around them (TREAD, arXiv 2501.04765).
        `tap` (training): the layer whose picture tokens are returned for the simulator heads.
        Returns a dict: state, audio, video, and tap when asked.
        """
        batch, _, frames, _ = state.shape
        height, width = (0, 0) if video is None else video.shape[2:4]
        audio_tokens = audio.shape[1]
        x = self.embed(text, words, slots, state, audio, video)
        angle = angles(self.config, text.shape[1], frames, height, width, audio_tokens, start_s)
        cos = angle.cos().float().to(x.device)
        sin = angle.sin().float().to(x.device)
        rows = self.rows(text.shape[1], state, audio, video, clean)
        condition = self.modulations(noise, guidance, step)
        table = self.modulation(condition)
        video_from = x.shape[1] - frames * height * width
        first_value = None
        kept = None
        tapped = None
        for index, layer in enumerate(self.layers):
            if route is not None and index == route[0]:
                kept = torch.cat([torch.arange(video_from, device=x.device), video_from + route[2]])
                whole = (x, rows, cos, sin, first_value)
                x, rows, cos, sin = x[:, kept], rows[:, kept], cos[kept], sin[kept]
                first_value = None if first_value is None else first_value[:, kept]
            x, value = layer(x, table, rows, cos, sin, first_value, video_from)
            first_value = value if first_value is None else first_value
            if route is not None and index == route[1] - 1:
                sparse = x
                x, rows, cos, sin, first_value = whole
                x = x.clone().index_copy(1, kept, sparse)
            if tap is not None and index == tap:
                tapped = x[:, video_from:]
        shift, scale = self.final_modulation(condition).chunk(2, dim=-1)
        each = torch.arange(batch, device=x.device)[:, None]
        x = rms_norm(x) * (1 + scale[each, rows]) + shift[each, rows]
        begin = self.config.registers + text.shape[1]
        states = x[:, begin : begin + SLOTS * frames]
        audios = x[:, begin + SLOTS * frames : video_from]
        out = {
            "state": self.state_out(states).view(batch, SLOTS, frames, STATE_NUMBERS),
            "audio": self.audio_out(audios),
            "video": None,
        }
        if video is not None:
            out["video"] = self.video_out(x[:, video_from:]).view(batch, frames, height, width, -1)
        if tap is not None:
            out["tap"] = tapped
        return out

    def rows(self, text_tokens, state, audio, video, clean):
        """The modulation row of every token [B, T]."""
        batch, _, frames, _ = state.shape
        device = state.device

        def stream(kind, mask, shape):
            if mask is None:
                mask = torch.zeros(shape, dtype=torch.bool, device=device)
            return row_of(kind, False) + mask.long()

        clean = clean or {}
        parts = [
            torch.full((batch, self.config.registers + text_tokens), ROW_TEXT, device=device),
            stream(STATE, clean.get("state"), (batch, SLOTS, frames)).flatten(1),
            stream(AUDIO, clean.get("audio"), (batch, audio.shape[1])),
        ]
        if video is not None:
            each = stream(VIDEO, clean.get("video"), (batch, frames))
            places = video.shape[2] * video.shape[3]
            parts.append(each.repeat_interleave(places, dim=1))
        return torch.cat(parts, dim=1)
