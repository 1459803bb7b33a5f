"""Optimisers and averages."""

import math

import torch


def orthogonal(matrix, steps=5):
    """The nearest matrix with singular values near one: Newton-Schulz with the quintic of Jordan et al.
    ("Muon", 2024)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix.bfloat16() if matrix.is_cuda else matrix
    transposed = x.shape[0] > x.shape[1]
    if transposed:
        x = x.T
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    if transposed:
        x = x.T
    return x.to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """For hidden matrices, and convolutions seen as matrices [out, everything else]. A matrix with three
    times as many rows as columns (qkv) is three that lie on one another."""

    def __init__(self, parameters, lr, momentum=0.95, weight_decay=0.01):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p)
                average = state["momentum"]
                average.lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(average, group["momentum"])  # Nesterov
                columns = p[0].numel()
                parts = 3 if p.shape[0] == 3 * columns else 1
                pieces = [orthogonal(each) for each in update.flatten(1).chunk(parts)]
                scale = max(1.0, p.shape[0] / parts / columns) ** 0.5
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(torch.cat(pieces).view_as(p), alpha=-group["lr"] * scale)


def in_layers(name):
    """The hidden matrices of a transformer."""
    return name.startswith("layers.")


class Optimisers:
    """Muon for the matrices that `hidden` names (when `muon_rate` is set), AdamW for everything else;
    one factor for both rates."""

    def __init__(
        self,
        module,
        rate,
        muon_rate=None,
        weight_decay=0.01,
        betas=(0.9, 0.95),
        hidden=in_layers,
    ):
        matrices, decayed, plain = [], [], []
        for name, p in sorted(module.named_parameters()):  # an order that states can rely on
            if not p.requires_grad:
                continue
            if muon_rate and p.dim() >= 2 and hidden(name):
                matrices.append(p)
            elif p.dim() >= 2:
                decayed.append(p)
            else:
                plain.append(p)
        groups = [
            dict(params=decayed, weight_decay=weight_decay),
            dict(params=plain, weight_decay=0.0),
        ]
        self.all = [torch.optim.AdamW(groups, lr=rate, betas=betas)]
        if matrices:
            self.all.append(Muon(matrices, muon_rate, weight_decay=weight_decay))
        self.rates = [[group["lr"] for group in each.param_groups] for each in self.all]
        self.parameters = matrices + decayed + plain

    def step(self, factor=1.0, clip=1.0):
        """Takes a step with the rates times `factor`; gives the norm of the gradients. A step whose
        gradients are not finite is left out."""
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, clip)
        good = math.isfinite(float(norm))
        for each, rates in zip(self.all, self.rates):
            for group, rate in zip(each.param_groups, rates):
                group["lr"] = rate * factor
            if good:
                each.step()
            each.zero_grad(set_to_none=True)
        return float(norm)

    def state_dict(self):
        return [each.state_dict() for each in self.all]

    def load_state_dict(self, states):
        """Takes up momenta again; those of other parameters (a part is frozen now) begin anew."""
        for each, state in zip(self.all, states):
            ours = [len(group["params"]) for group in each.param_groups]
            if ours == [len(group["params"]) for group in state["param_groups"]]:
                each.load_state_dict(state)


class Average:
    """An exponential average of a module's weights; young averages forget faster."""

    def __init__(self, module, keep=0.999):
        self.keep = keep
        self.count = 0
        self.values = {name: v.detach().clone() for name, v in module.state_dict().items()}

    @torch.no_grad()
    def update(self, module):
        self.count += 1
        keep = min(self.keep, (1 + self.count) / (10 + self.count))
        for name, value in module.state_dict().items():
            if value.is_floating_point():
                self.values[name].lerp_(value, 1 - keep)

    def state_dict(self):
        return {"count": self.count, "values": self.values}

    def load_state_dict(self, state):
        self.count = state["count"]
        for name, value in state["values"].items():
            self.values[name].copy_(value)

    def swapped(self, module):
        """A context in which the module has the averaged weights."""
        return Swapped(module, self.values)


def copy_of(module):
    """Its weights as they are now: a state_dict alone would change with them, also in a `swapped`."""
    return {name: value.detach().clone() for name, value in module.state_dict().items()}


class Swapped:
    def __init__(self, module, values):
        self.module, self.values = module, values

    def __enter__(self):
        self.own = {name: v.detach().clone() for name, v in self.module.state_dict().items()}
        self.module.load_state_dict(self.values)

    def __exit__(self, *_):
        self.module.load_state_dict(self.own)


def factor_of(step, warmup, progress, decay_share):
    """Warm-up, stable, decay: `progress` is the share of the run that is over, and the last
    `decay_share` of it falls to zero."""
    factor = min(1.0, (step + 1) / max(1, warmup))
    if decay_share > 0:
        factor *= min(1.0, max(0.0, (1.0 - progress) / decay_share))
    return factor
