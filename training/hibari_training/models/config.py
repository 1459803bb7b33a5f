"""Shapes of the networks: models/mini/config.json read into plain values. A config is written once
by the first training stage and never guessed from the weights."""

import dataclasses
import json
from dataclasses import dataclass, field

FPS = 24
SAMPLE_RATE = 24_000
FRAMES_PER_LATENT = 8
PIXELS_PER_LATENT = 32
SLOTS = 8
STATE_NUMBERS = 24


@dataclass
class VideoVaeConfig:
    latent_channels: int = 64
    # From 1/4 to 1/32 of the picture's width.
    encoder_widths: list = field(default_factory=lambda: [64, 96, 128, 160])
    encoder_blocks: list = field(default_factory=lambda: [1, 2, 2, 2])
    # From 1/32 to 1/4.
    decoder_widths: list = field(default_factory=lambda: [192, 160, 128, 64])
    decoder_blocks: list = field(default_factory=lambda: [3, 3, 3, 2])


@dataclass
class AudioVaeConfig:
    latent_channels: int = 64
    window: int = 512
    hop: int = 125
    frames_per_latent: int = 8
    encoder_width: int = 192
    encoder_blocks: int = 4
    decoder_width: int = 256
    decoder_blocks: int = 6


@dataclass
class TextConfig:
    vocabulary: int = 4096
    tokens: int = 48
    width: int = 256
    layers: int = 4
    heads: int = 4
    feed_forward: int = 1024


@dataclass
class DenoiserConfig:
    layers: int = 12
    width: int = 384
    heads: int = 6
    video_feed_forward: int = 704
    shared_feed_forward: int = 192
    registers: int = 4
    # Whether the guidance scale and the step size are inputs (after few-step distillation).
    guidance_input: bool = False
    step_input: bool = False


@dataclass
class MiniConfig:
    """`version` counts changes that old programs cannot read."""

    format: str = "hibari-mini"
    version: int = 1
    stage: str = "untrained"
    # What it was shown in training, for those who ask why it cannot show something else.
    knows: str = ""
    width: int = 512
    height: int = 288
    frames: int = 121
    steps: int = 8
    # A plan takes at least so many: without picture they cost little, and small errors move things.
    plan_steps: int = 16
    shift: float = 4.1
    guidance: float = 2.0
    video_vae: VideoVaeConfig = field(default_factory=VideoVaeConfig)
    audio_vae: AudioVaeConfig = field(default_factory=AudioVaeConfig)
    text: TextConfig = field(default_factory=TextConfig)
    denoiser: DenoiserConfig = field(default_factory=DenoiserConfig)


def from_dict(values):
    parts = {
        "video_vae": VideoVaeConfig,
        "audio_vae": AudioVaeConfig,
        "text": TextConfig,
        "denoiser": DenoiserConfig,
    }
    values = dict(values)
    for name, kind in parts.items():
        values[name] = kind(**values.get(name, {}))
    return MiniConfig(**values)


def load(path):
    with open(path, encoding="utf-8") as file:
        return from_dict(json.load(file))


def save(config, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(config), file, indent=2)
        file.write("\n")
