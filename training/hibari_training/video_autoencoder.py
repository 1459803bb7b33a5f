"""Stage 1: the video autoencoder.

    python -m hibari_training.video_autoencoder --config training/configs/nano.toml --model models/mini

Losses of recipe 2.4 on random crops of clips. The latents get noise while training, so a decoder
forgives a denoiser that is not quite right, and now and then latents of half the size must decode to the
picture of half the size (scale equivariance, arXiv 2502.14831), so they stay smooth. At the end the mean
and spread of the latents are measured and stored.
"""

import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from . import adversary, clips, compat, features, linear_start, losses, optim, png, weights
from .run import Run


def crop(clip, frames, size, rng):
    """A random cut of `frames` frames and size = [height, width]; more often one with a contact and
    around an object than chance would give. Returns frames, mask and state."""
    total, height, width = clip.mask.shape
    frames = min(frames, total)
    high, wide = min(size[0], height), min(size[1], width)
    start = int(rng.integers(total - frames + 1))
    contacts = np.argwhere(clip.state[:, :, losses.STATE_CONTACT] > 0)
    slot = None
    if len(contacts) and rng.random() < 0.5:
        slot, at = contacts[rng.integers(len(contacts))]
        start = int(np.clip(at - rng.integers(frames), 0, total - frames))
    top, left = int(rng.integers(height - high + 1)), int(rng.integers(width - wide + 1))
    used = np.flatnonzero(clip.state[:, :, 3].any(axis=1))
    if len(used) and rng.random() < 0.6:
        slot = int(rng.choice(used)) if slot is None else slot
        x, y = clip.state[slot, start + frames // 2, :2]
        top = int(np.clip(y * height - high * rng.uniform(0.1, 0.9), 0, height - high))
        left = int(np.clip(x * width - wide * rng.uniform(0.1, 0.9), 0, width - wide))
    part = (slice(start, start + frames), slice(top, top + high), slice(left, left + wide))
    state = clip.state[:, part[0]]
    pictures, mask = np.array(clip.frames[part]), np.array(clip.mask[part])
    if rng.random() < 0.5:  # left and right are the same physics
        pictures, mask = pictures[:, :, ::-1], mask[:, :, ::-1]
        state = state.copy()
        state[..., 0] = 1.0 - state[..., 0]
    return np.ascontiguousarray(pictures), np.ascontiguousarray(mask), state


def stacked(parts):
    """A list of (frames, mask, state) to three arrays."""
    return tuple(np.stack(each) for each in zip(*parts))


def tensors(parts, device):
    """Arrays of frames, masks and states to tensors: pictures in -1 .. 1, masks, states."""
    pictures, masks, states = (torch.from_numpy(each).to(device) for each in parts)
    return pictures.permute(0, 1, 4, 2, 3).float() / 127.5 - 1.0, masks, states


def half(x):
    """[B, T, C, H, W] to half the height and width."""
    return F.avg_pool2d(x.flatten(0, 1), 2).unflatten(0, x.shape[:2])


def is_hidden(name):
    """All convolutions but those that touch pixels or latents."""
    return "conv_in" not in name and "conv_out" not in name


def spread_over(values):
    """Mean and spread of each row."""
    return values.mean(dim=1), values.std(dim=1).clamp(min=1e-4)


def few_frames(pool, run):
    """A batch for the feature net."""
    size = run.settings["crop"]
    parts = [crop(pool.draw(run.rng), 3, size, run.rng) for _ in range(8)]
    return tensors(stacked(parts), run.device)


class Trainer:
    def __init__(self, run, pool):
        self.run = run
        self.settings = run.settings
        self.vae = run.mini.video_vae
        # A decoder alone may be trained on when a denoiser has learned from these latents.
        self.decoder_only = self.settings.get("decoder_only", False)
        self.shipped = (self.vae.mean.clone(), self.vae.std.clone())
        self.vae.encoder.requires_grad_(not self.decoder_only)
        with torch.no_grad():  # training sees the raw latents
            self.vae.mean.zero_()
            self.vae.std.fill_(1.0)
            if run.is_new() and run.settings.get("linear_start", True):
                count = run.settings.get("linear_clips", 24)
                linear_start.apply(
                    self.vae, linear_start.pictures_of(pool.all(), run.device, count)
                )
        settings = self.settings
        self.optimiser = optim.Optimisers(
            self.vae, settings["rate"], settings.get("muon_rate"), weight_decay=0.0, hidden=is_hidden
        )
        self.average = optim.Average(self.vae, settings.get("average", 0.999))
        self.features = features.Trained(run) if settings.get("feature_weight", 0) > 0 else None
        self.adversary = None
        if settings.get("adversary_weight", 0) > 0:
            self.adversary = adversary.Pictures(settings).to(run.device)
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

    def batch(self, pool, rng):
        settings = self.settings
        early = "early_" if self.run.progress() < settings.get("early_share", 0.0) else ""
        frames, size = settings[early + "frames"], settings[early + "crop"]
        return stacked(
            [crop(pool.draw(rng), frames, size, rng) for _ in range(settings["batch"])]
        )

    def step(self, parts):
        run, settings = self.run, self.settings
        batch = settings["batch"]
        pictures, masks, states = tensors(parts, run.device)
        weight = losses.pixel_weights(masks, states)
        with compat.autocast(run.device):
            latents = self.vae.encoder(pictures)
        latents = latents.float()
        spread = latents.detach().std(dim=(0, 1, 3, 4), keepdim=True)
        sigma = settings.get("latent_noise", 0.2) * torch.rand(batch, 1, 1, 1, 1, device=run.device)
        sigma = sigma * (torch.rand_like(sigma) < 0.75)
        noisy = latents + sigma * spread * torch.randn_like(latents)
        smaller = run.rng.random() < settings.get("equivariance", 0.25)
        smaller = smaller and latents.shape[3] % 2 == 0 and latents.shape[4] % 2 == 0
        if smaller:
            noisy = half(noisy)
            pictures = half(pictures)
            weight = half(weight)
        with compat.autocast(run.device):
            predicted = self.vae.decoder(noisy)
        predicted = predicted.float()
        total, numbers = losses.picture_loss(predicted, pictures, weight, settings)
        # Latents keep a size of about one by themselves.
        numbers["size"] = (latents.pow(2).mean().log()).pow(2)
        total = total + 0.01 * numbers["size"]
        if self.features:
            numbers["feature"] = self.features.loss(predicted, pictures)
            total = total + settings["feature_weight"] * numbers["feature"]
        if self.adversary and run.progress() > settings.get("adversary_from", 0.6) and not smaller:
            numbers["adversary"] = self.adversary.loss(pictures, predicted, total, self.last_layer())
            total = total + numbers["adversary"]
        total.backward()
        norm = self.optimiser.step(run.factor())
        self.average.update(self.vae)
        run.step += 1
        run.seen += batch
        if not smaller:
            numbers["psnr"] = losses.psnr(predicted.detach() - pictures)
        run.count(loss=total, norm=norm, **numbers)
        if self.adversary and "adversary" in numbers:
            self.adversary.learn(pictures, predicted.detach())

    def last_layer(self):
        return self.vae.decoder.conv_out.weight

    @torch.no_grad()
    def measure_latents(self, pool):
        """Mean and spread of every channel over clips."""
        values = []
        for clip in pool.all()[: self.settings.get("spread_clips", 32)]:
            pictures = torch.from_numpy(np.array(clip.frames)).to(self.run.device)
            pictures = pictures.permute(0, 3, 1, 2)[None].float() / 127.5 - 1.0
            values.append(self.vae.encoder(pictures)[0].permute(1, 0, 2, 3).flatten(1).float())
        mean, std = spread_over(torch.cat(values, dim=1))
        tilt = self.settings.get("latent_tilt", 0.0)
        if tilt > 0:
            matters = self.importance(pool, mean).pow(tilt)
            std = std / (matters / matters.pow(2).mean().sqrt())
        return mean, std

    @torch.no_grad()
    def importance(self, pool, mean):
        """How much of a picture each channel holds: the root mean square of what changes in crops when
        it is set to its mean."""
        rng = np.random.default_rng(3)
        clips_of = pool.all()
        parts = [crop(clips_of[int(rng.integers(len(clips_of)))], 9, [96, 96], rng) for _ in range(8)]
        latents = self.vae.encoder(tensors(stacked(parts), self.run.device)[0]).float()
        whole = self.vae.decoder(latents)
        out = torch.zeros_like(mean)
        for channel in range(len(mean)):
            without = latents.clone()
            without[:, :, channel] = mean[channel]
            out[channel] = (self.vae.decoder(without) - whole).float().pow(2).mean().sqrt()
        return out + 1e-3 * out.max()

    def save(self, pool):
        state = self.state()
        with self.average.swapped(self.vae):
            mean, std = self.shipped if self.decoder_only else self.measure_latents(pool)
            self.vae.mean.copy_(mean)
            self.vae.std.copy_(std)
            self.run.save(["video_vae"], state)
        self.vae.mean.zero_()
        self.vae.std.fill_(1.0)


@torch.no_grad()
def evaluate(vae, held, device):
    """Means over held clips: decibels over all pixels, over objects, over object pixels near contacts,
    and of the difference of frames (flicker); the correlation of edges."""
    sums = {}
    pairs = []
    for clip in held:
        pictures, masks, states = tensors(
            stacked([(np.array(clip.frames), np.array(clip.mask), clip.state)]), device
        )
        with compat.autocast(device):
            out = vae.decode(vae.encode(pictures)).float()
        out = out.clamp(-1, 1)
        pairs.append((pictures, out))
        error = out - pictures
        weight = losses.pixel_weights(masks, states)
        objects = ((masks > 0) & (masks < 255)).float()[:, :, None]
        numbers = {
            "psnr": losses.psnr(error),
            "flicker_psnr": losses.psnr(error[:, 1:] - error[:, :-1]),
        }
        if objects.any():
            numbers["object_psnr"] = losses.psnr(error, objects)
        if (weight == losses.CONTACT_WEIGHT).any():
            numbers["contact_psnr"] = losses.psnr(error, (weight == losses.CONTACT_WEIGHT).float())
        numbers["edges"] = edge_correlation(pictures, out)
        for name, value in numbers.items():
            sums.setdefault(name, []).append(value)
    return {name: float(np.mean(values)) for name, values in sums.items()}, pairs


def edge_correlation(a, b):
    def edges(x):
        x = x.mean(2)
        return (x[..., 1:, 1:] - x[..., :-1, :-1]).abs().flatten()

    return float(torch.corrcoef(torch.stack([edges(a), edges(b)]))[0, 1])


def rows_of(pairs, times=6, count=6):
    """Rows of a sheet: each clip's frames, and below them what came back."""
    rows = []
    for original, out in pairs[:count]:
        at = np.linspace(0, original.shape[1] - 1, times).astype(int)
        for each in (original, out):
            rows.append(list(png.to_bytes(each[0][at])))
    return rows


def main(argv=None):
    with Run("video_autoencoder", argv) as run:
        held = run.held(run.settings.get("held"))
        run.before, _ = evaluate(run.mini.video_vae, held, run.device)
        pool = run.pool()
        trainer = Trainer(run, pool)
        if trainer.features:
            trainer.features.train(pool, few_frames)
        ahead = clips.Ahead(
            lambda rng: trainer.batch(pool, rng), run.rng, run.settings.get("workers", 0)
        )
        refreshed = time.time()
        while run.going():
            trainer.step(ahead.take())
            if time.time() - refreshed > 60:
                pool.refresh()
                refreshed = time.time()
            if run.due():
                trainer.save(pool)
        trainer.save(pool)
        fresh = weights.load(run.folder).to(run.device).video_vae  # as it was rounded
        after, pairs = evaluate(fresh, held, run.device)
        run.write(after, of="held", clips_made=pool.made)
        sheet = run.sheet(rows_of(pairs))
        run.log_row(after, sheet)
        ahead.close()
        pool.close()


if __name__ == "__main__":
    sys.exit(main())
