"""Stage 2: the audio autoencoder.

    python -m hibari_training.audio_autoencoder --config training/configs/nano.toml --model models/mini

Multi-resolution spectra, mel bands and the waveform on random cuts; discriminators in the last part where
`adversary_weight` is set (recipe 3). Latents get a little noise, and their mean and spread are measured
at the end, as for pictures.
"""

import sys
import time

import numpy as np
import torch

from . import adversary, losses, optim, png, weights
from .run import Run

SAMPLES = 1000  # of one latent
# Two impacts closer than this (in samples of the envelope) are one onset.
ENVELOPE_HOP = 24  # one millisecond


def cut(clip, frames, rng):
    """A random cut of the sound [2, 1000 frames], more often with an impact in it."""
    total = clip.audio.shape[1] // SAMPLES
    frames = min(frames, total)
    start = int(rng.integers(total - frames + 1))
    contacts = np.flatnonzero(clip.state[:, :, losses.STATE_CONTACT].any(axis=0))
    if len(contacts) and rng.random() < 0.5:
        at = int(rng.choice(contacts))
        start = int(np.clip(at - rng.integers(frames), 0, total - frames))
    sound = clip.sound[:, start * SAMPLES : (start + frames) * SAMPLES]
    if rng.random() < 0.5:
        sound = sound[::-1]
    return sound * rng.uniform(0.5, 1.0)


class Trainer:
    def __init__(self, run):
        self.run = run
        self.vae = run.mini.audio_vae
        with torch.no_grad():
            self.vae.mean.zero_()
            self.vae.std.fill_(1.0)
            if run.is_new():
                # Random logarithms of magnitudes would be deafening.
                self.vae.decode_out.bias.view(2, 2, -1)[:, 0].sub_(5.0)
        settings = run.settings
        self.optimiser = optim.Optimisers(self.vae, settings["rate"])
        self.average = optim.Average(self.vae, settings.get("average", 0.999))
        self.adversary = None
        if settings.get("adversary_weight", 0) > 0:
            self.adversary = adversary.Sounds(settings).to(run.device)
        state = run.load_state()
        if state:
            self.vae.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average.load_state_dict(state["average"])
            if self.adversary and "adversary" in state:
                self.adversary.load_state_dict(state["adversary"])

    def state(self):
        out = {
            "model": optim.copy_of(self.vae),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict(),
        }
        if self.adversary:
            out["adversary"] = self.adversary.state_dict()
        return out

    def step(self, pool):
        run, settings = self.run, self.run.settings
        batch = settings["batch"]
        sounds = [cut(pool.draw(run.rng), settings["frames"], run.rng) for _ in range(batch)]
        sound = torch.from_numpy(np.stack(sounds).astype(np.float32)).to(run.device)
        latents = self.vae.encode_raw(sound)
        spread = latents.detach().std(dim=(0, 1), keepdim=True)
        sigma = settings.get("latent_noise", 0.1) * torch.rand(batch, 1, 1, device=run.device)
        noisy = latents + sigma * spread * torch.randn_like(latents)
        predicted = self.vae.sound_of(self.vae.decode_spectra(noisy))
        total, numbers = losses.sound_loss(predicted, sound, settings)
        numbers["size"] = (latents.pow(2).mean().log()).pow(2)
        total = total + 0.01 * numbers["size"]
        if self.adversary and run.progress() > settings.get("adversary_from", 0.6):
            last = self.vae.decode_out.weight
            numbers["adversary"] = self.adversary.loss(sound, predicted, total, last)
            total = total + numbers["adversary"]
        total.backward()
        norm = self.optimiser.step(run.factor())
        self.average.update(self.vae)
        run.step += 1
        run.seen += batch
        run.count(loss=total, norm=norm, **numbers)
        if "adversary" in numbers:
            self.adversary.learn(sound, predicted.detach())

    @torch.no_grad()
    def save(self, pool):
        state = self.state()
        with self.average.swapped(self.vae):
            values = [
                self.vae.encode_raw(torch.from_numpy(clip.sound)[None].to(self.run.device))[0]
                for clip in pool.all()[: self.run.settings.get("spread_clips", 64)]
            ]
            values = torch.cat(values)
            self.vae.mean.copy_(values.mean(dim=0))
            self.vae.std.copy_(values.std(dim=0).clamp(min=1e-4))
            self.run.save(["audio_vae"], state)
        self.vae.mean.zero_()
        self.vae.std.fill_(1.0)


def onset_shift_ms(predicted, sound):
    """How far the envelope's steepest rise moved, in milliseconds; None for quiet sounds."""

    def rise(x):
        count = x.shape[-1] // ENVELOPE_HOP
        envelope = np.abs(x[:, : count * ENVELOPE_HOP]).reshape(2, count, -1).max(axis=(0, 2))
        smooth = np.convolve(envelope, np.ones(5) / 5, "same")
        return smooth[5:] - smooth[:-5]

    ours, theirs = rise(predicted), rise(sound)
    if theirs.max() < 0.02:
        return None
    return abs(int(ours.argmax()) - int(theirs.argmax())) * 1000.0 * ENVELOPE_HOP / 24_000


@torch.no_grad()
def evaluate(vae, clips, device):
    """Means over held clips: mel distance (log10), loss of the spectra, median shift of the strongest
    onset."""
    mel, spectra, shifts, pairs = [], [], [], []
    for clip in clips:
        sound = torch.from_numpy(clip.sound)[None].to(device)
        out = vae.decode(vae.encode(sound))
        mel.append(losses.mel_distance(out, sound))
        spectra.append(float(losses.sound_loss(out, sound, {})[1]["stft"]))
        pairs.append((clip.sound, out[0].cpu().numpy()))
        shift = onset_shift_ms(pairs[-1][1], pairs[-1][0])
        if shift is not None:
            shifts.append(shift)
    numbers = {"mel": float(np.mean(mel)), "stft": float(np.mean(spectra))}
    if shifts:
        numbers["onset_ms"] = float(np.median(shifts))
    return numbers, pairs


def rows_of(pairs, count=8):
    return [[png.spectrogram(each.mean(axis=0)) for each in pair] for pair in pairs[:count]]


def main(argv=None):
    with Run("audio_autoencoder", argv) as run:
        held = run.held()
        run.before, _ = evaluate(run.mini.audio_vae, held, run.device)
        trainer = Trainer(run)
        pool = run.pool()
        refreshed = time.time()
        while run.going():
            trainer.step(pool)
            if time.time() - refreshed > 60:
                pool.refresh()
                refreshed = time.time()
            if run.due():
                trainer.save(pool)
        trainer.save(pool)
        fresh = weights.load(run.folder).to(run.device).audio_vae
        after, pairs = evaluate(fresh, held, run.device)
        run.write(after, of="held", clips_made=pool.made)
        run.log_row(after, run.sheet(rows_of(pairs)))
        pool.close()


if __name__ == "__main__":
    sys.exit(main())
