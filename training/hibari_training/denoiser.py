"""Stage 4: the denoiser over text, object states, sound and picture.

    python -m hibari_training.denoiser --config training/configs/nano.toml --model models/mini

Rectified flow on latents: a value at noise level t is (1 - t) clean + t gauss; the network predicts the
clean value and the loss compares velocities (recipe 4). Every clip of a batch draws how its streams are
noisy (all alike; state and sound cleaner than the picture; state given) and what else is given (the first
frame, a stretch of time, the sound), so that one network plans, draws and continues.
"""

import math
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from . import compat, latents, optim, png, sampling, states, weights
from .models.config import SLOTS, STATE_NUMBERS
from .run import Run

# Below this level (`level_min` of a config) errors count as they do at it: 1 / t^2 has no bound.
LEVEL_MIN = 0.05
# Of plans: their numbers are few and exact, and small errors at low levels would drown everything else.
STATE_LEVEL_MIN = 0.3
STREAMS = ("state", "audio", "video")
DIMS = {"state": 1, "audio": 1, "video": 3}


def wide(mask_or_level, value):
    """[B, ...] with dimensions added until it goes with `value`."""
    return mask_or_level.reshape(mask_or_level.shape + (1,) * (value.dim() - mask_or_level.dim()))


def log_mean(tokens):
    """The mean of the levels' logit: linear from 0.95 at 1,024 picture tokens to 2.05 at 4,096 (LTX-2's
    trainer)."""
    return 0.95 + (tokens - 1024) * (2.05 - 0.95) / (4096 - 1024)


class Noise:
    """Draws levels and what is given, for one batch."""

    def __init__(self, settings, rng, device):
        self.settings, self.rng, self.device = settings, rng, device

    def levels(self, batch, mean):
        level = 1 / (1 + np.exp(-(mean + self.rng.normal(size=batch))))
        uniform = self.rng.random(batch) < 0.1
        return np.where(uniform, self.rng.random(batch), level)

    def draw(self, batch, frames, tokens, with_video):
        """Levels [B, 3] and masks of what is given, as Denoiser.forward takes them."""
        rng, settings = self.rng, self.settings
        mean = log_mean(tokens) if with_video else settings.get("plan_mean", 0.0)
        levels = np.repeat(self.levels(batch, mean)[:, None], 3, axis=1)
        state = np.zeros((batch, SLOTS, frames), bool)
        audio = np.zeros((batch, 1 + 8 * (frames - 1)), bool)
        video = np.zeros((batch, frames), bool)
        cleaner = settings.get("cleaner", 0.3)
        # As a clip is drawn: sound and picture against a finished plan.
        state[:] = with_video and rng.random() < settings.get("given_state", 0.5)
        for i in range(batch):
            if rng.random() < cleaner:
                levels[i, :2] *= rng.random()
            if rng.random() < settings.get("given_first", 0.15):
                video[i, 0] = True
            if rng.random() < settings.get("given_time", 0.10):
                first, last = sorted(rng.integers(0, frames + 1, size=2))
                video[i, first:last] = True
                audio[i, 1 + 8 * (first - 1) if first else 0 : 1 + 8 * (last - 1) if last else 0] = True
                if rng.random() < 0.3:
                    state[i, :, first:last] = True
            if rng.random() < settings.get("given_audio", 0.05):
                audio[i] = True
        clean = {"state": state, "audio": audio, "video": video}
        masks = {name: torch.from_numpy(mask).to(self.device) for name, mask in clean.items()}
        return torch.from_numpy(levels.astype(np.float32)).to(self.device), masks


def spread_of(name, device):
    """How far the noise of a stream spreads, per number."""
    return torch.from_numpy(states.SPREAD).to(device) if name == "state" else 1.0


def noised(values, levels, clean):
    """Noisy values: what is given stays as it is."""
    out = {}
    for stream, name in enumerate(STREAMS):
        value = values[name]
        if value is None:
            out[name] = None
            continue
        level = wide(levels[:, stream], value)
        gauss = spread_of(name, value.device) * torch.randn_like(value)
        noisy = (1 - level) * value + level * gauss
        out[name] = torch.where(wide(clean[name], value), value, noisy)
    return out


def object_weights(heads, settings):
    """[B, F, H, W]: more for tokens with objects that are followed."""
    objects = heads[..., 1 : 1 + SLOTS].sum(-1) > 0.02
    return 1.0 + (settings.get("object_weight", 3.0) - 1.0) * objects.float()


def velocity_loss(predicted, values, levels, clean, weights_of, level_min=LEVEL_MIN):
    """Per stream, the mean squared error of the velocity over what was noisy."""
    out = {}
    for stream, name in enumerate(STREAMS):
        if values[name] is None:
            continue
        noisy = ~clean[name]
        least = max(level_min, STATE_LEVEL_MIN) if name == "state" else level_min
        level = levels[:, stream].clamp(min=least)
        error = (predicted[name] - values[name]).float() / spread_of(name, level.device)
        error = error.pow(2).mean(-1)  # over channels
        error = error / level.pow(2).reshape(-1, *([1] * (error.dim() - 1)))
        weight = wide(noisy, error).float().expand_as(error)
        if name in weights_of:
            weight = weight * weights_of[name]
        out[name] = (error * weight).sum() / weight.sum().clamp(min=1.0)
    return out


class Trainer:
    def __init__(self, run, store):
        self.run, self.store = run, store
        self.model = run.mini.denoiser
        settings = run.settings
        config = self.model.config
        self.tap = settings.get("tap_layer", config.layers * 5 // 12)
        self.heads = nn.Linear(config.width, states.HEADS).to(run.device)
        self.both = nn.ModuleDict({"model": self.model, "heads": self.heads})
        self.optimiser = optim.Optimisers(
            self.model, settings["rate"], settings.get("muon_rate"), settings.get("decay", 0.01)
        )
        self.head_optimiser = torch.optim.AdamW(self.heads.parameters(), lr=1e-3)
        self.average = optim.Average(self.model, settings.get("average", 0.999))
        state = run.load_state()
        self.latents = latents.fingerprint(run.mini)
        if state:
            if state["latents"] != self.latents:
                raise SystemExit(f"{run.state_path} learned from other autoencoders: use --fresh")
            self.model.load_state_dict(state["model"])
            self.heads.load_state_dict(state["heads"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average.load_state_dict(state["average"])
        if settings.get("compile", run.device.type == "cuda"):
            for layer in self.model.layers:
                compat.compile_block(layer)
        self.noise = Noise(settings, run.rng, run.device)

    def text(self, ids):
        """States, words, slots; one in ten without a caption."""
        empty = self.run.rng.random(len(ids)) < self.run.settings.get("empty_caption", 0.1)
        ids = torch.where(torch.from_numpy(empty).to(ids.device)[:, None], torch.zeros_like(ids), ids)
        with torch.no_grad():
            states_of, slots, words = self.run.mini.text_encoder(ids)
        return states_of, words, slots

    def route(self, batch_tokens):
        keep = self.run.settings.get("route_keep", 1.0)
        if keep >= 1.0:
            return None
        count = max(1, int(batch_tokens * keep))
        kept = torch.randperm(batch_tokens, device=self.run.device)[:count].sort().values
        return (2, self.model.config.layers - 2, kept)

    def shaken(self, noisy, clean):
        """A plan that is given is not exact either when a clip is drawn: half of them are moved a
        little."""
        state = noisy["state"]
        spread = self.run.settings.get("plan_noise", 0.05) * spread_of("state", state.device)
        used = state[..., states.USED_AT] > 0
        some = clean["state"] & used & (torch.rand(len(state), 1, 1, device=state.device) < 0.5)
        shaken = state + wide(some, state) * spread * torch.randn_like(state)
        shaken[..., states.USED_AT] = state[..., states.USED_AT]
        return dict(noisy, state=shaken)

    def values(self, batch, with_video):
        return {
            "state": batch["state"],
            "audio": batch["audio"],
            "video": batch["video"] if with_video else None,
        }

    def step(self):
        run, settings = self.run, self.run.settings
        with_video = run.rng.random() >= settings.get("without_video", 0.25)
        factor = 1 if with_video else settings.get("plan_factor", 2)
        batch = self.store.draw(run.rng, settings["batch"] * factor)
        values = self.values(batch, with_video)
        frames = batch["state"].shape[2]
        tokens = batch["video"].shape[1:4].numel()
        levels, clean = self.noise.draw(len(batch["ids"]), frames, tokens, with_video)
        noisy = self.shaken(noised(values, levels, clean), clean)
        route = self.route(tokens) if with_video else None
        with compat.autocast(run.device):
            predicted = self.model(
                *self.text(batch["ids"]),
                **noisy,
                noise=levels,
                clean=clean,
                route=route,
                tap=self.tap if with_video else None,
            )
        weights_of = {"video": object_weights(batch["heads"], settings)}
        level_min = settings.get("level_min", LEVEL_MIN)
        parts = velocity_loss(predicted, values, levels, clean, weights_of, level_min)
        usual = {"state": 0.5, "audio": 0.5, "video": 1.0}
        total = sum(settings.get(f"{name}_weight", usual[name]) * v for name, v in parts.items())
        if with_video:
            parts["heads"] = self.head_loss(predicted["tap"], batch["heads"], route)
            total = total + settings.get("heads_weight", 0.1) * parts["heads"]
        total.backward()
        norm = self.optimiser.step(run.factor())
        torch.nn.utils.clip_grad_norm_(self.heads.parameters(), 1.0)
        if math.isfinite(norm):
            self.head_optimiser.step()
        self.head_optimiser.zero_grad(set_to_none=True)
        self.average.update(self.model)
        run.step += 1
        run.seen += len(batch["ids"])
        run.count(loss=total, norm=norm, **parts)

    def head_loss(self, tapped, targets, route):
        wanted = targets.flatten(1, 3)
        if route and route[0] <= self.tap < route[1] - 1:
            wanted = wanted[:, route[2]]
        return F.smooth_l1_loss(self.heads(tapped.float()), wanted, beta=0.2)

    def save(self):
        state = {
            "model": optim.copy_of(self.model),
            "heads": self.heads.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict(),
            "latents": self.latents,
        }
        with self.average.swapped(self.model):
            self.run.save(["denoiser"], state)


@torch.no_grad()
def validation(mini, rows, device, levels=(0.25, 0.5, 0.75, 0.95)):
    """Mean squared error of what is predicted, per stream, at some levels, all streams alike, with the
    long caption; noise is the same every time."""
    generator = torch.Generator().manual_seed(7)
    sums = {name: [] for name in STREAMS}
    for at in range(0, len(rows), 8):
        batch = latents.batch_of(rows[at : at + 8], None, device, kind=0)
        states_of, slots, words = mini.text_encoder(batch["ids"])
        values = {name: batch[name] for name in STREAMS}
        for level in levels:
            noisy = {
                name: (1 - level) * v
                + level * spread_of(name, device) * torch.randn(v.shape, generator=generator).to(device)
                for name, v in values.items()
            }
            noise = torch.full((len(batch["ids"]), 3), level, device=device)
            extra = inputs_of(mini.denoiser, len(noise), device)
            predicted = mini.denoiser(states_of, words, slots, **noisy, noise=noise, **extra)
            for name in STREAMS:
                error = (predicted[name] - values[name]) / spread_of(name, device)
                sums[name].append(float(error.pow(2).mean()))
    return {f"{name}_mse": float(np.mean(values)) for name, values in sums.items()}


def inputs_of(model, batch, device, guidance=1.0, step=0.0):
    """Guidance and step for models that take them."""
    out = {}
    if model.config.guidance_input:
        out["guidance"] = torch.full((batch,), guidance, device=device)
    if model.config.step_input:
        out["step"] = torch.full((batch,), step, device=device)
    return out


@torch.no_grad()
def sample(mini, ids, frames, device, seed=1, steps=None, guidance=None, height=None, width=None):
    """Clips from word pieces [B, 48], as `hibari` makes them: first a plan (states, with a sound that is
    thrown away), then sound and picture against it. Gives latents of the three streams."""
    config = mini.config
    steps, guidance = steps or config.steps, guidance or config.guidance
    count = states.latent_frames(frames)
    batch = len(ids)
    generator = torch.Generator().manual_seed(seed)

    def gauss(*shape):
        return torch.randn(shape, generator=generator).to(device)

    def text(ids):
        states_of, slots, words = mini.text_encoder(ids)
        return states_of, words, slots

    conditions = (text(ids), text(torch.zeros_like(ids)))
    state = spread_of("state", device) * gauss(batch, SLOTS, count, STATE_NUMBERS)
    values = {
        "state": state,
        "audio": gauss(batch, frames, config.audio_vae.latent_channels),
        "video": None,
    }
    levels = sampling.schedule(max(steps, config.plan_steps), config.shift)
    plan = sampling.denoise(mini.denoiser, conditions, values, levels, guidance)
    levels = sampling.schedule(steps, config.shift)
    rows, columns = (height or config.height) // 32, (width or config.width) // 32
    values = {
        "state": states.tidied(plan["state"]),
        "audio": gauss(batch, frames, config.audio_vae.latent_channels),
        "video": gauss(batch, count, rows, columns, config.video_vae.latent_channels),
    }
    return sampling.denoise(mini.denoiser, conditions, values, levels, guidance, fixed=("state",))


@torch.no_grad()
def decoded(mini, values):
    """Pictures [B, T, 3, H, W] and sounds [B, 2, S]."""
    video = values["video"].permute(0, 1, 4, 2, 3)
    pictures = [mini.video_vae.decode(each[None])[0] for each in video]
    return torch.stack(pictures).clamp(-1, 1), mini.audio_vae.decode(values["audio"])


def marked(picture, plan, index):
    """A frame with the plan's objects drawn as rings of their colours."""
    picture = picture.copy()
    height, width, _ = picture.shape
    rows, columns = np.mgrid[0:height, 0:width] + 0.5
    for slot in np.flatnonzero(plan["used"]):
        x, y = plan["x"][slot, index, -1] * width, plan["y"][slot, index, -1] * height
        radius = max(2.0, plan["size"][slot, index, -1] * height)
        ring = np.abs(np.hypot(rows - y, columns - x) - radius) < 1.0
        picture[ring] = (plan["colour"][slot] + 1) * 127.5
    return picture


def rows_of(mini, held, rows, device, times=6, count=6, **options):
    """Rows of a sheet: the held clip, then what the model makes of its long caption, with its plan."""
    held, rows = held[:count], rows[:count]
    batch = latents.batch_of(rows, None, device, kind=0)
    frames = held[0].frames.shape[0]
    values = sample(mini, batch["ids"], frames, device, **options)
    pictures = png.to_bytes(decoded(mini, values)[0])
    out = []
    for i, clip in enumerate(held):
        at = np.linspace(0, frames - 1, times).astype(int)
        out.append([np.array(clip.frames[k]) for k in at])
        plan = states.read(values["state"][i].cpu().numpy())
        out.append([marked(pictures[i, k], plan, (k + 7) // 8) for k in at])
    return out, values


def held_rows(run, encoder, count=None):
    held = run.held(count)
    return held, [encoder.encode(clip) for clip in held]


def main(argv=None):
    with Run("denoiser", argv) as run:
        if run.mini.denoiser.config.guidance_input:
            raise SystemExit(f"{run.folder} is distilled already: go on with hibari_training.distill")
        run.needs("video_vae", "audio_vae", "text_encoder")
        encoder = latents.Encoder(run.mini, run.device)
        held, rows = held_rows(run, encoder)
        run.before = validation(run.mini, rows, run.device)
        store = latents.Store(run, run.settings.get("store", 20_000))
        trainer = Trainer(run, store)
        looked = time.time()
        while run.going():
            trainer.step()
            if run.due():
                trainer.save()
            if time.time() - looked > 60 * run.settings.get("look_minutes", 10):
                with trainer.average.swapped(trainer.model):
                    run.write(validation(run.mini, rows, run.device), of="held")
                    picture, _ = rows_of(run.mini, held, rows, run.device)
                png.write(f"{run.work}/denoiser-{run.step}.png", png.sheet(picture))
                looked = time.time()
        trainer.save()
        run.mini = weights.load(run.folder).to(run.device)
        after = validation(run.mini, rows, run.device)
        run.write(after, of="held", clips_made=len(store.rows))
        picture, _ = rows_of(run.mini, held, rows, run.device)
        run.log_row(after, run.sheet(picture))
        store.close()


if __name__ == "__main__":
    sys.exit(main())
