"""Fits the head of the policy's classifier to examples."""

import dataclasses

import numpy as np
import torch
import torch.nn.functional as F

from . import optim, policy_network
from .policy_data import HARMLESS


@dataclasses.dataclass
class Recipe:
    """How the head is trained. Rates fall to zero; the weights that are kept are an average."""

    epochs: int = 20
    batch: int = 256
    rate: float = 2e-3
    # Of the dense layers that came with the encoder; 0 leaves them as they are.
    dense_rate: float = 0.0
    weight_decay: float = 0.05
    dropout: float = 0.3
    hidden_dropout: float = 0.3
    # How often all inputs of a text are silent, and how often a single one is.
    silent: float = 0.3
    silent_each: float = 0.15
    # How often a text is shown with a harmless one behind it, which changes nothing about it.
    diluted: float = 0.2
    smoothing: float = 0.05
    # Of the loss that an attack must have higher odds than its own twin.
    contrast: float = 0.0
    # What a text counts that is neither attack nor twin.
    others: float = 0.5
    inputs_least: int = 8
    average: float = 0.999


class Data:
    """Examples as tensors. Sums of pieces are [2, texts, WIDTH]: of the text, and of it and another."""

    def __init__(self, tensors, examples, inputs, outputs, recipe, seed=0):
        self.examples = examples
        self.labels = np.array([each.text.label for each in examples])
        self.sources = np.array([each.text.source for each in examples])
        number = {name: i for i, name in enumerate([HARMLESS, *outputs])}
        self.targets = torch.tensor([number[label] for label in self.labels])
        self.sums, self.counts = with_others(*pooled(tensors, examples), self, seed)
        self.inputs = torch.zeros(len(examples), len(inputs))
        column = {name: i for i, name in enumerate(inputs)}
        for row, each in enumerate(examples):
            self.inputs[row, [column[name] for name in each.inputs if name in column]] = 1
        self.twins = twins_of(examples)
        self.weights = torch.tensor([recipe.others if e.text.pair < 0 else 1.0 for e in examples])


def pooled(tensors, examples):
    pieces = policy_network.Pieces(tensors)
    return policy_network.Encoder(tensors).sums([pieces.cut(each.plain) for each in examples])


def with_others(sums, counts, data, seed):
    """The sums, and those with a harmless text added: of none of the authors, so that one who is left
    out stays unseen."""
    by_author = np.char.startswith(data.sources, "author_")
    harmless = torch.from_numpy(np.nonzero((data.labels == HARMLESS) & ~by_author)[0])
    generator = torch.Generator().manual_seed(seed)
    other = harmless[torch.randint(len(harmless), (len(sums),), generator=generator)]
    return torch.stack([sums, sums + sums[other]]), torch.stack([counts, counts + counts[other]])


def twins_of(examples):
    """Of each attack the row of its twin; -1 for everything else."""
    rows = {}
    for row, each in enumerate(examples):
        if each.text.label == HARMLESS and each.text.pair >= 0:
            rows[each.text.pair] = row
    return torch.tensor(
        [rows.get(each.text.pair, -1) if each.text.label != HARMLESS else -1 for each in examples]
    )


def any_of(logits):
    return logits[:, 1:].logsumexp(1) - logits[:, 0]


def fit(data, dense, rows, recipe, seed, outputs):
    """A head that was trained on these rows of the data."""
    torch.manual_seed(seed)
    head = policy_network.new_head(dense, data.inputs.shape[1], len(outputs))
    head.train()
    named = sorted(head.named_parameters())
    own = [p for name, p in named if name not in policy_network.DENSE]
    groups = [dict(params=own, lr=recipe.rate, weight_decay=recipe.weight_decay)]
    if recipe.dense_rate:
        of_encoder = [p for name, p in named if name in policy_network.DENSE]
        groups.append(dict(params=of_encoder, lr=recipe.dense_rate, weight_decay=0.0))
    else:
        for name, p in named:
            p.requires_grad_(name not in policy_network.DENSE)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    rates = [group["lr"] for group in groups]
    trained = head if recipe.dense_rate else head.behind()
    average = optim.Average(trained, recipe.average)
    # Layers that stay as they are compute the same every time.
    meanings = None if recipe.dense_rate else meanings_of(head, data)
    rows = torch.as_tensor(rows)
    steps = recipe.epochs * -(-len(rows) // recipe.batch)
    step = 0
    for _ in range(recipe.epochs):
        for batch in rows[torch.randperm(len(rows))].split(recipe.batch):
            factor = optim.factor_of(step, 50, step / steps, 0.7)
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * factor
            loss = loss_of(head, data, batch, recipe, meanings)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            average.update(trained)
            step += 1
    trained.load_state_dict(average.values)
    return head.eval()


@torch.no_grad()
def meanings_of(head, data):
    """[2, texts, MEANING]"""
    return torch.stack([head.meaning(*each) for each in zip(data.sums, data.counts)])


def loss_of(head, data, batch, recipe, meanings=None):
    twins = data.twins[batch]
    attacks = torch.nonzero(twins >= 0)[:, 0]
    first = len(batch)
    if recipe.contrast:
        # The twins of the batch's attacks come with them.
        batch = torch.cat([batch, twins[attacks]])
    which = (torch.rand(len(batch)) < recipe.diluted).to(torch.int64)
    if meanings is None:
        meaning = head.meaning(data.sums[which, batch], data.counts[which, batch])
    else:
        meaning = meanings[which, batch]
    inputs = thinned(data.inputs[batch], recipe)
    logits = head.judge(meaning, inputs, recipe.dropout, recipe.hidden_dropout)
    each = F.cross_entropy(
        logits, data.targets[batch], reduction="none", label_smoothing=recipe.smoothing
    )
    weights = data.weights[batch]
    loss = (each * weights).sum() / weights.sum()
    if recipe.contrast:
        odds = any_of(logits)
        loss = loss + recipe.contrast * F.softplus(odds[first:] - odds[attacks]).mean()
    return loss


def thinned(inputs, recipe):
    """Inputs of which some are silent."""
    heard = torch.rand(len(inputs), 1) >= recipe.silent
    return inputs * (heard & (torch.rand(inputs.shape) >= recipe.silent_each))


@torch.no_grad()
def logits_of(head, data, rows):
    rows = torch.as_tensor(rows)
    return head(data.sums[0, rows], data.counts[0, rows], data.inputs[rows]).numpy()
