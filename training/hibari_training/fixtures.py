"""Small reference data for the tests of src/models/mini:

    python -m hibari_training.fixtures [folder]     (default: src/models/mini/testdata)

writes
  toy/            a whole model with random weights: F32, the denoiser Q8_0 and F16
  toy_guided/     the same with a denoiser that takes guidance and step as inputs (after distillation)
  fixtures.safetensors   inputs and outputs of every stage; the names are told in `stages` below

Nothing is trivially zero: biases, modulations, norms and the mean and std of latents are random. The
outputs are those of the weights as they were read back, so Q8_0 is rounded on both sides.
"""

import os
import sys

import numpy as np
import torch

from . import sampling, tokenizer, weights
from . import states as states_of
from .models import config as configs

FRAMES = 17
LATENT_FRAMES = 3
HEIGHT, WIDTH = 64, 96
PROMPTS = [
    "A red ball bounces twice on the wooden floor, next to 3 blue cubes.",
    "the GREEN  cube; falls!",
    "",
]


def toy_config():
    config = configs.MiniConfig(stage="toy", width=WIDTH, height=HEIGHT, frames=FRAMES, steps=4)
    config.video_vae = configs.VideoVaeConfig(
        latent_channels=8,
        encoder_widths=[8, 8, 8, 16],
        encoder_blocks=[1, 1, 1, 1],
        decoder_widths=[16, 8, 8, 8],
        decoder_blocks=[1, 1, 1, 1],
    )
    config.audio_vae = configs.AudioVaeConfig(
        latent_channels=8, encoder_width=8, encoder_blocks=1, decoder_width=16, decoder_blocks=2
    )
    config.text = configs.TextConfig(vocabulary=400, width=16, layers=2, heads=2, feed_forward=64)
    config.denoiser = configs.DenoiserConfig(
        layers=2, width=128, heads=2, video_feed_forward=64, shared_feed_forward=32
    )
    return config


def toy_vocabulary():
    lines = list("abcdefghijklmnopqrstuvwxyz") + ["##" + c for c in "abcdeilnorstu"]
    lines += list("0123456789") + list(",.;!-'#<")
    lines += (
        "the red green blue ball cube bounce fall on next to wood floor twice drop roll re bo "
        "##en ##ing ##ball ##es ##ue ##led"
    ).split()
    lines += ["é", "##ée"]
    return [tokenizer.PAD] + tokenizer.BYTES + lines


def randomise(network, generator):
    """Random everything, of a size that keeps signals near one."""
    for name, value in network.state_dict().items():
        noise = torch.randn(value.shape, generator=generator)
        if name in ("mean", "std"):
            value.copy_(0.3 * noise if name == "mean" else 0.5 + noise.abs())
        elif value.dim() < 2:
            centre = 1.0 if "norm" in name and "bias" not in name else 0.0
            value.copy_(centre + 0.2 * noise)
        else:
            inputs = value[0].numel()
            value.copy_(noise * inputs**-0.5)


def toy(guided, seed):
    config = toy_config()
    if guided:
        config.stage = "toy, guided"
        config.denoiser = configs.DenoiserConfig(
            layers=1,
            width=64,
            heads=1,
            video_feed_forward=32,
            shared_feed_forward=32,
            guidance_input=True,
            step_input=True,
        )
        config.video_vae.latent_channels = 4
        config.video_vae.encoder_widths = config.video_vae.decoder_widths = [4, 4, 4, 4]
        config.audio_vae = configs.AudioVaeConfig(
            latent_channels=4, encoder_width=4, encoder_blocks=1, decoder_width=4, decoder_blocks=1
        )
        config.text = configs.TextConfig(
            vocabulary=400, width=16, layers=1, heads=1, feed_forward=16
        )
    mini = weights.Mini(config, toy_vocabulary())
    generator = torch.Generator().manual_seed(seed)
    for network in mini.networks().values():
        randomise(network, generator)
    with torch.no_grad():
        # Loudness near one, and phases that do not turn many times.
        mini.audio_vae.decode_out.weight.mul_(0.5)
        mini.audio_vae.decode_out.bias.sub_(1.0)
    return mini


def write_toy(mini, folder):
    others = [name for name in weights.NETWORKS if name != "denoiser"]
    weights.save(mini, folder, others, store="f32")
    weights.save(mini, folder, ["denoiser"], store="q8_0")
    return weights.load(folder)


def gauss(shape, generator):
    return torch.randn(shape, generator=generator)


@torch.no_grad()
def stages(mini, prefix, out, generator):
    """Adds to `out`: "PREFIX.STAGE.NAME". Shapes are those of the network's own functions.

    text       ids, states, slots, words (0 or 1) of PROMPTS
    plan       one forward without picture of prompt 0 and the empty one as a batch of two:
               in: state, audio, noise [2, 3], (guidance, step [2]); out: state_out, audio_out
    joint      one forward with everything, prompt 0 and 1; masks: clean_state [2, 8, F],
               clean_audio [2, A], clean_video [2, F]; start_s = 2.5
    plan_run   4 steps from the given noise, without picture, guidance 2.5, prompt 0 and no text
    video_run  4 steps for the picture, state and audio fixed to those of plan_run
    whole      what video_run decodes to: the last frame, the sound
    first_run  4 steps for everything; the first latent frame of the picture and audio tokens 0 .. 4 are
               given (given_video, given_audio)
    video      latents [1, F, C, H, W]; frames: 0, 1, 8 and 16 of what they decode to; picture and clip
               (uint8; the network sees value / 127.5 - 1) and encoded_picture, encoded_clip
    audio      latents, sound (decode), encoded (encode of that sound)
    levels     noise levels of the runs
    state_spread   of the noise of a state's numbers; tidied: plan_run.state_out, tidied
    """

    def put(name, value):
        value = value.detach().cpu().contiguous()
        kind = np.uint8 if value.dtype in (torch.bool, torch.uint8) else np.float32
        if value.dtype in (torch.int64, torch.int32):
            kind = np.int32
        out[f"{prefix}.{name}"] = value.numpy().astype(kind)

    config = mini.config
    height, width = HEIGHT // 32, WIDTH // 32
    channels, sounds = config.video_vae.latent_channels, config.audio_vae.latent_channels
    words = tokenizer.Tokenizer(mini.vocabulary)
    ids = torch.tensor([words.encode(text) for text in PROMPTS])
    states, slots, known = mini.text_encoder(ids)
    put("text.ids", ids)
    put("text.states", states)
    put("text.slots", slots)
    put("text.words", known)

    def some(indices):
        return states[indices], known[indices], slots[indices]

    def numbers(batch, stage):
        """Conditions of a forward, put under their names."""
        values = {"noise": torch.rand((batch, 3), generator=generator)}
        if config.denoiser.guidance_input:
            values["guidance"] = 1.0 + 3.0 * torch.rand((batch,), generator=generator)
        if config.denoiser.step_input:
            values["step"] = 0.5 * torch.rand((batch,), generator=generator)
        for name, value in values.items():
            put(f"{stage}.{name}", value)
        return values

    def streams(batch, stage):
        values = {
            "state": gauss(sampling.state_shape(batch, LATENT_FRAMES), generator),
            "audio": gauss((batch, FRAMES, sounds), generator),
            "video": gauss((batch, LATENT_FRAMES, height, width, channels), generator),
        }
        if stage.startswith("plan"):
            values["video"] = None
        for name, value in values.items():
            if value is not None:
                put(f"{stage}.{name}", value)
        return values

    def results(stage, values):
        for name in ("state", "audio", "video"):
            if values[name] is not None:
                put(f"{stage}.{name}_out", values[name])

    values = streams(2, "plan")
    results("plan", mini.denoiser(*some([0, 2]), **values, **numbers(2, "plan")))

    values = streams(2, "joint")
    shapes = {"state": (2, 8, LATENT_FRAMES), "audio": (2, FRAMES), "video": (2, LATENT_FRAMES)}
    clean = {
        name: torch.rand(shape, generator=generator) < 0.4 for name, shape in shapes.items()
    }
    for name, mask in clean.items():
        put(f"joint.clean_{name}", mask)
    results(
        "joint",
        mini.denoiser(
            *some([0, 1]), **values, **numbers(2, "joint"), clean=clean, start_s=2.5
        ),
    )

    levels = sampling.schedule(config.steps, config.shift)
    put("levels", torch.tensor(levels))
    conditions = (some([0]), some([2]))
    run = dict(levels=levels, guidance=2.5)
    plan = sampling.denoise(mini.denoiser, conditions, streams(1, "plan_run"), **run)
    results("plan_run", plan)
    put("state_spread", torch.from_numpy(states_of.SPREAD))
    put("tidied", states_of.tidied(plan["state"]))
    noise = gauss((1, LATENT_FRAMES, height, width, channels), generator)
    put("video_run.video", noise)
    video = sampling.denoise(
        mini.denoiser, conditions, dict(plan, video=noise), fixed=("state", "audio"), **run
    )
    results("video_run", video)
    decoded = mini.video_vae.decode(video["video"].permute(0, 1, 4, 2, 3))
    put("whole.frames", decoded[:, [FRAMES - 1]])
    put("whole.sound", mini.audio_vae.decode(video["audio"]))
    values = streams(1, "first_run")
    given = {
        "video": gauss(values["video"].shape, generator),
        "audio": gauss(values["audio"].shape, generator),
    }
    clean = {
        "video": torch.arange(LATENT_FRAMES)[None] == 0,
        "audio": torch.arange(FRAMES)[None] < 5,
    }
    for name in given:
        put(f"first_run.given_{name}", given[name])
        put(f"first_run.clean_{name}", clean[name])
    results(
        "first_run",
        sampling.denoise(mini.denoiser, conditions, values, clean=clean, given=given, **run),
    )

    latents = gauss((1, LATENT_FRAMES, channels, height, width), generator)
    put("video.latents", latents)
    decoded = mini.video_vae.decode(latents)
    put("video.frames", decoded[:, [0, 1, 8, 16]])
    picture = torch.randint(0, 256, (1, 1, 3, HEIGHT, WIDTH), generator=generator)
    put("video.picture", picture.to(torch.uint8))
    put("video.encoded_picture", mini.video_vae.encode(picture.float() / 127.5 - 1.0))
    clip = torch.randint(0, 256, (1, 9, 3, 32, 32), generator=generator)
    put("video.clip", clip.to(torch.uint8))
    put("video.encoded_clip", mini.video_vae.encode(clip.float() / 127.5 - 1.0))

    latents = gauss((1, 9, sounds), generator)
    put("audio.latents", latents)
    sound = mini.audio_vae.decode(latents)
    put("audio.sound", sound)
    put("audio.encoded", mini.audio_vae.encode(sound))


def write(folder):
    os.makedirs(folder, exist_ok=True)
    out = {}
    for name, guided, seed in (("toy", False, 1), ("toy_guided", True, 2)):
        mini = write_toy(toy(guided, seed), os.path.join(folder, name))
        stages(mini, name, out, torch.Generator().manual_seed(seed + 100))
    weights.write_file(os.path.join(folder, "fixtures.safetensors"), out)
    return out


def main():
    root = os.path.join(os.path.dirname(__file__), "..", "..", "src/models/mini/testdata")
    folder = os.path.normpath(sys.argv[1] if len(sys.argv) > 1 else root)
    torch.set_num_threads(1)
    out = write(folder)
    for name, value in out.items():
        spread = float(value.astype(np.float64).std())
        print(f"{name:36} {str(value.dtype):8} {str(value.shape):24} std {spread:.3f}")


if __name__ == "__main__":
    main()
