"""A feature network that plays the part of LPIPS with labels we own (recipe 2.4, point 3): trained for
a moment to tell the simulator's masks and edges from pictures, then frozen; pictures are compared by
its features at three depths."""

import time

import torch
from torch import nn
from torch.nn import functional as F

from . import losses

CLASSES = 10  # surroundings, eight slots in one class each, other things


class Net(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.down = nn.ModuleList()
        before = 3
        for level in range(3):
            out = width << level
            self.down.append(
                nn.Sequential(
                    nn.Conv2d(before, out, 3, stride=2, padding=1),
                    nn.GELU(),
                    nn.Conv2d(out, out, 3, padding=1),
                    nn.GELU(),
                )
            )
            before = out
        # Object or not, outlines, and where the object goes.
        self.out = nn.Conv2d(before, 5, 1)

    def features(self, x):
        out = []
        for level in self.down:
            x = level(x)
            out.append(x)
        return out

    def forward(self, x):
        return self.out(self.features(x)[-1])


def labels(masks, states):
    """Per pixel [B*T, 5, H, W]: share of objects, of outlines, then speed right and down and depth of
    the object there (zero elsewhere)."""
    batch, frames, height, width = masks.shape
    objects = ((masks > 0) & (masks < 255)).float().flatten(0, 1)[:, None]
    outline = F.max_pool2d(objects, 3, 1, 1) + F.max_pool2d(-objects, 3, 1, 1)
    moved = torch.zeros_like(states[..., :3])
    moved[:, :, 1:, :2] = states[:, :, 1:, :2] - states[:, :, :-1, :2]
    moved[..., :2] *= 20
    moved[..., 2] = states[..., 4] / 10
    table = torch.zeros(batch, frames, 256, 3, device=masks.device)
    table[:, :, 1 : 1 + losses.SLOTS] = moved.transpose(1, 2)
    index = masks.long().flatten(2)[..., None].expand(-1, -1, -1, 3)
    values = torch.gather(table, 2, index).view(batch * frames, height, width, 3)
    return torch.cat([objects, outline, values.permute(0, 3, 1, 2).clamp(-2, 2)], dim=1)


class Trained:
    """Trains the net on the run's clips for `feature_minutes`, once; afterwards `loss` compares."""

    def __init__(self, run):
        self.run = run
        self.net = Net(run.settings.get("feature_width", 32)).to(run.device)
        self.ready = False

    def train(self, pool, batch_of):
        """`batch_of(pool, run)` gives pictures, masks and states."""
        settings = self.run.settings
        optimiser = torch.optim.AdamW(self.net.parameters(), lr=1e-3)
        end = time.time() + 60 * settings.get("feature_minutes", 2.0)
        steps = settings.get("feature_steps", 2000)
        loss = torch.zeros(())
        for step in range(steps):
            if time.time() > end:
                break
            pictures, masks, states = batch_of(pool, self.run)
            wanted = F.avg_pool2d(labels(masks, states), 8)
            out = self.net(pictures.flatten(0, 1))
            loss = F.smooth_l1_loss(out, wanted, beta=0.1)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
        self.run.write({"feature_loss": float(loss)}, of="features")
        self.net.eval().requires_grad_(False)
        self.ready = True

    def loss(self, predicted, target):
        if not self.ready:
            return predicted.new_zeros(())
        with torch.no_grad():
            wanted = self.net.features(target.flatten(0, 1))
        total = 0.0
        for ours, theirs in zip(self.net.features(predicted.flatten(0, 1)), wanted):
            scale = theirs.pow(2).mean(dim=1, keepdim=True).sqrt() + 0.1
            total = total + ((ours - theirs) / scale).abs().mean() / 3
        return total
