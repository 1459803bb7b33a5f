"""Stage 5: few steps, and guidance in one pass.

    python -m hibari_training.distill --config training/configs/nano.toml --model models/mini

The denoiser gets two more inputs, the guidance scale and the size of the step (the difference of two noise
levels; 0 is the instantaneous direction). Three quarters of a batch keep to flow matching: against the data
at guidance 1, and against what the teacher gives with guidance above that. One quarter learns that one
step equals two of half its size (shortcut models, arXiv 2410.12557), on the steps that sampling with
4, 8, 16 or 32 steps takes; the two halves come from the averaged weights (recipe 5).
"""

import copy
import sys
import time

import torch

from . import compat, denoiser, latents, sampling, weights
from .models.denoiser import NoiseEmbedding
from .run import Run

STEP_COUNTS = (4, 8, 16, 32)


def with_inputs(model):
    """Adds the inputs to a denoiser, so that at first they change nothing."""
    config = model.config
    for name in ("guidance", "step"):
        if getattr(config, f"{name}_input"):
            continue
        embedding = NoiseEmbedding(config.width).to(next(model.parameters()).device)
        torch.nn.init.zeros_(embedding.linear2.weight)
        torch.nn.init.zeros_(embedding.linear2.bias)
        setattr(model, name, embedding)
        setattr(config, f"{name}_input", True)
    return model


def step_from(value, best, level, following):
    """Euler, as sampling.denoise does it; levels are [B]."""
    ratio = denoiser.wide(following / level, value)
    return best + ratio * (value - best)


class Trainer(denoiser.Trainer):
    def __init__(self, run, store):
        model = run.mini.denoiser
        # In a run that goes on the teacher is the folder's own network with its inputs at 1 and 0, where
        # it was held to the data.
        self.teacher = copy.deepcopy(model)
        if not model.config.guidance_input:
            # The copy keeps its config, the model gets one with inputs.
            model.config = copy.copy(model.config)
            run.mini.config.denoiser = model.config
            with_inputs(model)
        self.teacher.eval().requires_grad_(False)
        # Before layers are compiled: a copy of a compiled layer would run the original's weights.
        self.student = copy.deepcopy(model).eval().requires_grad_(False)
        super().__init__(run, store)

    def averaged(self):
        """The averaged network, for targets."""
        self.student.load_state_dict(self.average.values)
        return self.student

    @torch.no_grad()
    def guided_target(self, noisy, levels, clean, text, empty, scale):
        """The teacher's prediction with guidance `scale` [B]."""
        inputs = denoiser.inputs_of(self.teacher, len(levels), levels.device)
        both = [
            self.teacher(*each, **noisy, noise=levels, clean=clean, **inputs)
            for each in (text, empty)
        ]
        return {
            name: None
            if noisy[name] is None
            else both[1][name]
            + denoiser.wide(scale, both[0][name]) * (both[0][name] - both[1][name])
            for name in denoiser.STREAMS
        }

    @torch.no_grad()
    def shortcut_target(self, values, clean, text, scale):
        """Noisy values, levels, step and what one step of that size must predict."""
        run, batch = self.run, len(scale)
        shift = run.mini.config.shift
        count = int(run.rng.choice(STEP_COUNTS))
        fine = sampling.schedule(2 * count, shift)
        at = 2 * run.rng.integers(count, size=batch)
        device = scale.device
        a, b, c = (
            torch.tensor([fine[i + k] for i in at], dtype=torch.float32, device=device)
            for k in range(3)
        )
        levels = a[:, None].expand(-1, 3).contiguous()
        noisy = denoiser.noised(values, levels, clean)
        halves = count < max(STEP_COUNTS)  # the smallest halves are the direction itself
        model = self.averaged()
        zero = torch.zeros_like(a)
        first = model(
            *text, **noisy, noise=levels, clean=clean, guidance=scale, step=a - b if halves else zero
        )
        middle = {}
        for name in denoiser.STREAMS:
            value = noisy[name]
            if value is None:
                middle[name] = None
                continue
            moved = step_from(value, first[name], a, b)
            middle[name] = torch.where(denoiser.wide(clean[name], value), value, moved)
        second = model(
            *text,
            **middle,
            noise=b[:, None].expand(-1, 3).contiguous(),
            clean=clean,
            guidance=scale,
            step=b - c if halves else zero,
        )
        wanted = {}
        for name in denoiser.STREAMS:
            if noisy[name] is None:
                wanted[name] = None
                continue
            end = step_from(middle[name], second[name], b, c)
            # What must be predicted at `a` so that one step ends there.
            ratio = denoiser.wide(c / a, end)
            wanted[name] = (end - ratio * noisy[name]) / (1 - ratio)
        return noisy, levels, a - c, wanted

    def step(self):
        run, settings = self.run, self.run.settings
        with_video = run.rng.random() >= settings.get("without_video", 0.25)
        batch = self.store.draw(run.rng, settings["batch"])
        values = self.values(batch, with_video)
        count = len(batch["ids"])
        frames, tokens = batch["state"].shape[2], batch["video"].shape[1:4].numel()
        levels, clean = self.noise.draw(count, frames, tokens, with_video)
        text = self.text(batch["ids"])
        with torch.no_grad():
            states_of, slots, words = run.mini.text_encoder(torch.zeros_like(batch["ids"]))
        scale = torch.from_numpy(run.rng.uniform(1.0, settings.get("guidance_max", 4.0), count))
        scale = scale.float().to(run.device)
        u = run.rng.random()
        name = "shortcut" if u < 0.25 else "guided" if u < 0.6 else "data"
        with compat.autocast(run.device):
            step = torch.zeros(count, device=run.device)
            if name == "shortcut":
                noisy, levels, step, wanted = self.shortcut_target(values, clean, text, scale)
            else:
                noisy = denoiser.noised(values, levels, clean)
                wanted = values
                if name == "guided":
                    empty = (states_of, words, slots)
                    wanted = self.guided_target(noisy, levels, clean, text, empty, scale)
                else:
                    scale = torch.ones_like(scale)
            predicted = self.model(
                *text, **noisy, noise=levels, clean=clean, guidance=scale, step=step
            )
        weights_of = {"video": denoiser.object_weights(batch["heads"], settings)}
        wanted = {k: None if v is None else v.float() for k, v in wanted.items()}
        level_min = settings.get("level_min", denoiser.LEVEL_MIN)
        parts = denoiser.velocity_loss(predicted, wanted, levels, clean, weights_of, level_min)
        usual = {"state": 0.5, "audio": 0.5, "video": 1.0}
        total = sum(usual[stream] * value for stream, value in parts.items())
        total.backward()
        norm = self.optimiser.step(run.factor())
        self.average.update(self.model)
        run.step += 1
        run.seen += count
        run.count(norm=norm, **{name: total})


def few_steps(mini, rows, device, guidance):
    """How far 4 and 8 steps end from 32, from the same noise: root mean squares of the streams."""
    batch = latents.batch_of(rows, None, device, kind=0)
    frames = batch["audio"].shape[1]
    size = dict(height=batch["video"].shape[2] * 32, width=batch["video"].shape[3] * 32)
    ends = {
        steps: denoiser.sample(
            mini, batch["ids"], frames, device, steps=steps, guidance=guidance, **size
        )
        for steps in (4, 8, 32)
    }
    out = {}
    for steps in (4, 8):
        for name in denoiser.STREAMS:
            error = (ends[steps][name] - ends[32][name]).pow(2).mean().sqrt()
            out[f"{name}_{steps}_to_32"] = float(error)
    return out


def main(argv=None):
    with Run("distill", argv) as run:
        run.needs("video_vae", "audio_vae", "text_encoder", "denoiser")
        encoder = latents.Encoder(run.mini, run.device)
        held, rows = denoiser.held_rows(run, encoder)
        few = rows[: run.settings.get("few", 8)]
        guidance = run.mini.config.guidance
        run.before = {
            **denoiser.validation(run.mini, rows, run.device),
            **few_steps(run.mini, few, run.device, guidance),
        }
        store = latents.Store(run, run.settings.get("store", 20_000))
        trainer = Trainer(run, store)
        looked = time.time()
        while run.going():
            trainer.step()
            if run.due():
                trainer.save()
            if time.time() - looked > 60 * run.settings.get("look_minutes", 10):
                run.write(denoiser.validation(run.mini, rows, run.device), of="held")
                looked = time.time()
        trainer.save()
        run.mini = weights.load(run.folder).to(run.device)
        after = {
            **denoiser.validation(run.mini, rows, run.device),
            **few_steps(run.mini, few, run.device, guidance),
        }
        run.write(after, of="held", clips_made=len(store.rows))
        picture = []
        for steps in (4, 8):
            picture += denoiser.rows_of(run.mini, held, rows, run.device, count=3, steps=steps)[0]
        run.log_row(after, run.sheet(picture))
        store.close()


if __name__ == "__main__":
    sys.exit(main())
