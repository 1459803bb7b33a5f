"""Discriminators for the last part of the autoencoders' training on a GPU (recipe 2.4, point 4 and 3).
Hinge losses; the weight follows the ratio of gradients at the generator's last layer (Esser et al. 2021,
arXiv 2012.09841, equation 7), so that reconstruction stays in charge."""

import torch
from torch import nn
from torch.nn import functional as F


def hinge(real, fake):
    return F.relu(1 - real).mean() + F.relu(1 + fake).mean()


class Adversary(nn.Module):
    """Keeps the optimiser of the discriminators in `nets`."""

    def start(self, settings):
        self.weight = settings.get("adversary_weight", 0.1)
        self.penalty = settings.get("adversary_r1", 1.0)
        self.every = settings.get("adversary_r1_every", 16)
        self.steps = 0
        rate = settings.get("adversary_rate", 2e-4)
        self.optimiser = torch.optim.AdamW(self.nets.parameters(), lr=rate, betas=(0.5, 0.9))

    def views(self, x):
        """What the discriminators look at, one for each net."""
        raise NotImplementedError

    def judge(self, x):
        return [net(view) for net, view in zip(self.nets, self.views(x))]

    def loss(self, real, fake, reconstruction, last_layer):
        """What the generator adds to its loss."""
        self.nets.requires_grad_(False)
        value = -sum(each.mean() for each in self.judge(fake)) / len(self.nets)
        self.nets.requires_grad_(True)
        ours = torch.autograd.grad(reconstruction, last_layer, retain_graph=True)[0].norm()
        theirs = torch.autograd.grad(value, last_layer, retain_graph=True)[0].norm()
        ratio = (ours / (theirs + 1e-6)).clamp(0, 1e3).detach()
        return self.weight * ratio * value

    def learn(self, real, fake):
        self.steps += 1
        regularise = self.penalty > 0 and self.steps % self.every == 0
        real = real.detach().requires_grad_(regularise)
        judged = self.judge(real)
        pairs = zip(judged, self.judge(fake.detach()))
        total = sum(hinge(a, b) for a, b in pairs) / len(self.nets)
        if regularise:  # R1 (Mescheder et al. 2018)
            slope = torch.autograd.grad(sum(a.sum() for a in judged), real, create_graph=True)[0]
            total = total + 0.5 * self.penalty * self.every * slope.pow(2).flatten(1).sum(1).mean()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        self.optimiser.step()


def patches2d(channels, width):
    layers, before = [], channels
    for level in range(3):
        out = width << level
        layers += [nn.Conv2d(before, out, 4, stride=2, padding=1), nn.LeakyReLU(0.2)]
        before = out
    return nn.Sequential(*layers, nn.Conv2d(before, 1, 3, padding=1))


def patches3d(channels, width):
    layers, before = [], channels
    for level in range(3):
        out = width << level
        layers += [nn.Conv3d(before, out, (3, 4, 4), stride=(1, 2, 2), padding=1), nn.LeakyReLU(0.2)]
        before = out
    return nn.Sequential(*layers, nn.Conv3d(before, 1, 3, padding=1))


class Pictures(Adversary):
    """One looks at single frames, one at their course."""

    def __init__(self, settings):
        super().__init__()
        width = settings.get("adversary_width", 32)
        self.nets = nn.ModuleList([patches2d(3, width), patches3d(3, width // 2)])
        self.start(settings)

    def views(self, x):
        return [x.flatten(0, 1), x.transpose(1, 2)]


class Sounds(Adversary):
    """Spectra of three window lengths (EnCodec), and the waveform folded at three periods (HiFi-GAN)."""

    SIZES = (256, 512, 1024)
    PERIODS = (2, 5, 11)

    def __init__(self, settings):
        super().__init__()
        width = settings.get("adversary_width", 16)
        nets = [patches2d(4, width) for _ in self.SIZES] + [patches2d(2, width) for _ in self.PERIODS]
        self.nets = nn.ModuleList(nets)
        self.start(settings)

    def views(self, x):
        out = []
        for size in self.SIZES:
            window = torch.hann_window(size, device=x.device)
            spectra = torch.stft(
                x.flatten(0, 1), size, size // 4, size, window, return_complex=True, pad_mode="constant"
            )
            both = torch.view_as_real(spectra).permute(0, 3, 1, 2) * size**-0.5
            out.append(both.reshape(x.shape[0], 4, *both.shape[2:]))
        for period in self.PERIODS:
            samples = x.shape[-1] // (16 * period) * 16 * period
            out.append(x[..., :samples].reshape(x.shape[0], 2, -1, period).repeat_interleave(4, dim=3))
        return out
