"""Trains what the policy's classifier has learned here; see README.md.

Measures every author of pairs by leaving them out, sets the odds by what was measured, and writes the
weights when asked to.
"""

import argparse
import json
import os

import numpy as np
import torch

from . import policy_data, policy_fit, policy_measure, policy_network, weights
from .policy_data import HARMLESS

TESTS = os.path.join(os.path.dirname(__file__), "..", "..", "tests")


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", required=True, help="the program policy_examples")
    parser.add_argument("--weights", required=True, help="the safetensors file to begin from")
    parser.add_argument("--original", help="a folder with the package's weights.npz")
    parser.add_argument("--wordnet", help="a folder with WordNet's data files")
    parser.add_argument("--tests", default=TESTS, help="the folder tests/")
    parser.add_argument("--leave-out", action="append", help="only this author; may be repeated")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=policy_fit.Recipe.epochs)
    parser.add_argument("--out", help="the file to write")
    parser.add_argument("--reference", help="network.json of the C++ test, to be written anew")
    options = parser.parse_args(arguments)
    if options.leave_out and options.out:
        parser.error("--out needs all authors, --leave-out takes some")
    return options


def measured(data, dense, outputs, recipe, names, seed):
    """Of each author left out (`names`) the logits of a head that has not seen them: rows, logits."""
    rows, logits = [], []
    for name in names:
        own = data.sources == name
        head = policy_fit.fit(data, dense, np.nonzero(~own)[0], recipe, seed, outputs)
        rows.append(np.nonzero(own)[0])
        logits.append(policy_fit.logits_of(head, data, rows[-1]))
        labels = data.labels[rows[-1]]
        odds = policy_measure.odds_of(logits[-1], outputs)
        score = policy_measure.score_at_share(odds, labels)
        print(f"{name:12} {sum(labels != HARMLESS):5} {score.recall:8.1%}", flush=True)
    return np.concatenate(rows), np.concatenate(logits)


def print_scores(data, rows, odds, names):
    """At the odds that count."""
    print("at the odds that count: recall and over-block, alone and with the rules")
    for name in (*names, "all"):
        own = np.isin(data.sources[rows], names if name == "all" else [name])
        labels = data.labels[rows][own]
        of = policy_measure.Odds(odds.stop[own], odds.label[own])
        alone = policy_measure.score_alone(of, labels, policy_measure.ODDS_ALONE)
        rules = [data.examples[row].rules for row in rows[own]]
        both = policy_measure.score_with_rules(of, labels, rules)
        print(
            f"{name:12} {alone.recall:8.1%} {alone.over_block:6.1%}"
            f" {both.recall:10.1%} {both.over_block:6.1%}"
        )


@torch.no_grad()
def adjust(head, calibration):
    """Builds a calibration into the last layer."""
    head.out.weight *= calibration.scale
    head.out.bias *= calibration.scale
    head.out.bias[0] -= calibration.shift


@torch.no_grad()
def write_reference(path, tensors):
    """What the network computes of the texts in `path`, with the inputs that are named there."""
    pieces, encoder = policy_network.Pieces(tensors), policy_network.Encoder(tensors)
    head = policy_network.read_head(tensors)
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    rows = []
    for case in cases:
        numbers = pieces.cut(case["text"])
        inputs = torch.zeros(1, head.concepts.weight.shape[0])
        inputs[0, case["inputs"]] = 1
        logits = head(*encoder.sums([numbers]), inputs)[0]
        rounded = [round(float(each), 5) for each in logits]
        case = dict(text=case["text"], pieces=numbers, inputs=case["inputs"], logits=rounded)
        rows.append(json.dumps(case, ensure_ascii=False))
    weights.write_text(path, "[\n" + ",\n".join(rows) + "\n]\n")


def main(arguments=None):
    options = parse(arguments)
    torch.set_num_threads(1)
    recipe = policy_fit.Recipe(epochs=options.epochs)
    tensors = weights.read_file(options.weights)
    if options.original:
        dense = policy_network.read_original(options.original)
    else:
        dense = policy_network.read_dense(tensors)
        print("beginning from dense layers that may have seen the authors: their figures flatter")
    texts = policy_data.read_texts(options.tests, options.wordnet)
    examples = policy_data.read_examples(options.examples, texts)
    inputs = policy_data.inputs_of(examples, recipe.inputs_least)
    outputs = policy_data.outputs_of(examples)
    print(f"{len(examples)} texts, {len(inputs)} inputs, {len(outputs)} categories")
    data = policy_fit.Data(tensors, examples, inputs, outputs, recipe, options.seed)
    names = options.leave_out or policy_data.authors(os.path.join(options.tests, "promptcheck"))
    print("author       pairs   recall where 3 % of the twins are refused, left out")
    rows, logits = measured(data, dense, outputs, recipe, names, options.seed)
    odds = policy_measure.odds_of(logits, outputs)
    calibration = policy_measure.calibrated(odds, data.labels[rows])
    print_scores(data, rows, calibration.applied(odds), names)
    if not options.out:
        return
    head = policy_fit.fit(data, dense, np.arange(len(examples)), recipe, options.seed, outputs)
    adjust(head, calibration)
    tensors = policy_network.with_head(tensors, head, inputs, outputs)
    weights.write_file(options.out, tensors)
    if options.reference:
        write_reference(options.reference, tensors)


if __name__ == "__main__":
    main()
