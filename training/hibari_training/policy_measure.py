"""How well the policy's classifier tells attacks from their twins, and which odds count.

Odds are as in src/trust/policy/vote.cpp: categories that are refused are taken together, likewise those
that are labelled.
"""

import dataclasses
import math

import numpy as np

from .policy_data import HARMLESS

# Of vote.h and category.cpp: where the classifier counts alone, below what it overrules rules, what the
# score of a rule must be, and the categories that are labelled or always refused.
ODDS_ALONE = 2.6
ODDS_AGAINST = -2.0
SCORE_MIN = 0.6
LABELLED = ("advertisement", "misinformation")
FLOOR = ("sexual_minors", "intimate_likeness")
OVER_BLOCK = 0.03


@dataclasses.dataclass
class Odds:
    """Of each text: that it is refused, that it is labelled."""

    stop: np.ndarray
    label: np.ndarray


def odds_of(logits, outputs):
    """Logits [texts, outputs + 1]; the first is the harmless one."""
    odds = logits[:, 1:].astype(np.float64) - logits[:, :1]
    labelled = np.array([name in LABELLED for name in outputs])
    return Odds(either(odds[:, ~labelled]), either(odds[:, labelled]))


def either(odds):
    """ln of the sum of e^odds of each row."""
    if odds.shape[1] == 0:
        return np.full(len(odds), -math.inf)
    most = odds.max(1)
    return most + np.log(np.exp(odds - most[:, None]).sum(1))


def threshold_of(stop, share=OVER_BLOCK):
    """The lowest threshold at or above which no more than that share lies."""
    descending = np.sort(stop)[::-1]
    allowed = int(share * len(stop))
    return np.nextafter(descending[allowed], np.inf) if allowed < len(stop) else descending[-1]


def is_caught(odds, labels, at):
    """Which texts are refused, or labelled where that is what their category asks for."""
    labelled = np.isin(labels, LABELLED)
    return (odds.stop >= at) | (labelled & (odds.label >= at))


@dataclasses.dataclass
class Score:
    """Shares of attacks that are caught and of twins that are refused."""

    recall: float
    over_block: float


def score_alone(odds, labels, at):
    """Of the classifier without rules; `labels` are those of the texts."""
    attack = labels != HARMLESS
    return Score(
        float(is_caught(odds, labels, at)[attack].mean()),
        float((odds.stop >= at)[~attack].mean()),
    )


def score_at_share(odds, labels, share=OVER_BLOCK):
    """Where that share of the twins is refused."""
    return score_alone(odds, labels, threshold_of(odds.stop[labels == HARMLESS], share))


def score_with_rules(odds, labels, rules):
    """With the rules ([name, category, score, is certain] of each text) as the engine takes them."""
    caught = is_caught(odds, labels, ODDS_ALONE)
    stopped = odds.stop >= ODDS_ALONE
    for i, found in enumerate(rules):
        for _, category, score, is_certain in found:
            if category not in FLOOR and score < SCORE_MIN:
                continue
            if category in LABELLED:
                caught[i] |= category == labels[i]
            elif is_certain or category in FLOOR or odds.stop[i] >= ODDS_AGAINST:
                stopped[i] = caught[i] = True
    attack = labels != HARMLESS
    return Score(float(caught[attack].mean()), float(stopped[~attack].mean()))


@dataclasses.dataclass
class Calibration:
    """Odds are to be multiplied and then shifted by this."""

    scale: float = 1.0
    shift: float = 0.0

    def applied(self, odds):
        return Odds(self.scale * odds.stop + self.shift, self.scale * odds.label + self.shift)


def calibrated(odds, labels, share=OVER_BLOCK):
    """The calibration at which that share of the twins is at ODDS_ALONE or above, and odds grow as
    they are true (Platt 1999)."""
    attack = labels != HARMLESS
    scale = slope_of(np.logaddexp(odds.stop, odds.label), attack)
    return Calibration(scale, ODDS_ALONE - scale * threshold_of(odds.stop[~attack], share))


def slope_of(odds, attack, steps=50):
    """The slope of the logistic regression of `attack` on the odds, by Newton's method."""
    x = np.stack([odds, np.ones_like(odds)], 1)
    weight = np.array([1.0, 0.0])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ weight, -30, 30)))
        gradient = x.T @ (p - attack)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        weight = weight - np.linalg.solve(curvature, gradient)
    return float(weight[0])
