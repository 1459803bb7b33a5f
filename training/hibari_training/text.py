"""Stage 3: the text encoder, on text alone.

    python -m hibari_training.text --config training/configs/nano.toml --model models/mini

Learns to read the structured scene (scene.py) from captions of the tap's grammar, with letters swapped
and words lost on top of what the grammar does; afterwards the encoder is frozen and the heads go. The
first run also makes the vocabulary. `--cache` keeps captions.jsonl. Held clips' captions are the test,
and testdata/paraphrases.jsonl: descriptions that were written by hand, not by the grammar.
"""

import glob
import json
import os
import re
import sys

import numpy as np
import torch

from . import clips, optim, scene, tokenizer, weights
from .run import Run

ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
PARAPHRASES = os.path.join(ROOT, "training", "testdata", "paraphrases.jsonl")


def lexicon_words():
    """The words in the tables of the director's lexicon."""
    words = set()
    for path in glob.glob(os.path.join(ROOT, "src/world/director/lexicon/*.cpp")):
        with open(path, encoding="utf-8") as file:
            words.update(re.findall(r'"([a-z][a-z ]*)"', file.read()))
    return sorted(words)


def told_of(data, first_index, count, cache):
    """(captions, scene) of `count` clips, from the cache's captions.jsonl as far as that goes; the rest
    is made with pictures as small as they can be, and added to it."""
    path = os.path.join(cache, "captions.jsonl") if cache else None
    out = []
    if path and os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file if line.endswith("\n")]
        out = [row for row in rows if first_index <= row[0] < first_index + count]
    following = max([row[0] for row in out], default=first_index - 1) + 1
    missing = first_index + count - following
    if missing > 0:
        tiny = dict(data, width=64, height=32) if data["source"] == "tap" else data
        for clip in clips.source(tiny, following, missing):
            out.append([clip.index, clip.captions, clip.scene])
            if path:
                with open(path, "a", encoding="utf-8") as file:
                    file.write(json.dumps(out[-1]) + "\n")
    return [(captions, told) for _, captions, told in out]


def roughened(text, rng):
    """A text with a word lost, or two letters swapped, now and then."""
    words = text.split()
    if len(words) > 4 and rng.random() < 0.1:
        del words[int(rng.integers(len(words)))]
    if rng.random() < 0.1:
        at = int(rng.integers(len(words)))
        word = words[at]
        if len(word) > 3:
            i = int(rng.integers(1, len(word) - 2))
            words[at] = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return " ".join(words)


def labels_of(fields, scenes, device):
    both = [fields.labels(each) for each in scenes]
    slots = torch.tensor([slot for slot, _ in both], device=device)
    return slots, torch.tensor([clip for _, clip in both], device=device)


@torch.no_grad()
def accuracy(encoder, heads, fields, words, texts, scenes, device):
    """Per field, the share of used slots (and of clips) that are read right; `slots` is the mean over
    the slot fields."""
    sums = {}
    for at in range(0, len(texts), 64):
        ids = torch.tensor([words.encode(text) for text in texts[at : at + 64]], device=device)
        slots, clip = labels_of(fields, scenes[at : at + 64], device)
        logits = heads(*encoder(ids))
        for name, (right, asked) in scene.hits(
            logits, scene.used_only(slots, fields), clip
        ).items():
            before = sums.get(name, (0, 0))
            sums[name] = (before[0] + right, before[1] + asked)
    out = {name: 100.0 * right / asked for name, (right, asked) in sums.items() if asked}
    means = [out[name] for name in scene.SLOT_FIELDS if name in out]
    return {"slots": float(np.mean(means)), **out}


def paraphrases(source):
    """(text, scene) of the descriptions by hand; a field that a text does not tell is not there."""
    if not os.path.exists(PARAPHRASES) or source != "tap":
        return []
    with open(PARAPHRASES, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Missing(dict):
    """A thing of which only some fields are told: the others are unknown, not empty."""

    def get(self, name, default=None):
        return super().get(name, "(not told)")


class Trainer:
    def __init__(self, run, told):
        self.run = run
        self.told = told
        mini, settings = run.mini, run.settings
        self.encoder = mini.text_encoder
        state = run.load_state()
        if not mini.vocabulary:
            texts = (text for captions, _ in told for text in captions)
            lexicon = lexicon_words() if run.data["source"] == "tap" else []
            size = mini.config.text.vocabulary
            mini.vocabulary = tokenizer.build_vocabulary(texts, lexicon, size)
        self.words = tokenizer.Tokenizer(mini.vocabulary)
        self.fields = scene.Fields.of(each for _, each in told)
        if state:
            self.fields = scene.Fields(state["fields"])
        self.heads = scene.Heads(self.fields, mini.config.text.width).to(run.device)
        self.both = torch.nn.ModuleList([self.encoder, self.heads])
        self.optimiser = optim.Optimisers(self.both, settings["rate"], weight_decay=0.05)
        self.average = optim.Average(self.both, settings.get("average", 0.998))
        if state:
            self.both.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average.load_state_dict(state["average"])
        self.labels = labels_of(self.fields, [each for _, each in told], run.device)

    def step(self):
        run, settings = self.run, self.run.settings
        chosen = run.rng.integers(len(self.told), size=settings["batch"])
        texts = []
        for each in chosen:
            captions = self.told[each][0]
            texts.append(roughened(captions[int(run.rng.integers(len(captions)))], run.rng))
        ids = torch.tensor([self.words.encode(text) for text in texts], device=run.device)
        index = torch.from_numpy(chosen).to(run.device)
        logits = self.heads(*self.encoder(ids))
        total = scene.loss(logits, self.labels[0][index], self.labels[1][index])
        total.backward()
        norm = self.optimiser.step(run.factor())
        self.average.update(self.both)
        run.step += 1
        run.seen += len(chosen)
        run.count(loss=total, norm=norm)

    def save(self):
        state = {
            "model": optim.copy_of(self.both),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict(),
            "heads": self.average_heads(),
            "fields": self.fields.values,
        }
        with self.average.swapped(self.both):
            self.run.save(["text_encoder"], state)

    def average_heads(self):
        values = self.average.values
        return {name[2:]: v.clone() for name, v in values.items() if name.startswith("1.")}


def load_heads(run):
    """The trained heads and their fields from the text stage's state, or None."""
    path = os.path.join(run.work, "text.state")
    if not os.path.exists(path):
        return None
    state = torch.load(path, map_location=run.device)
    fields = scene.Fields(state["fields"])
    heads = scene.Heads(fields, run.mini.config.text.width).to(run.device)
    heads.load_state_dict(state["heads"])
    return heads, fields


def evaluate(encoder, heads, fields, words, held, source, device):
    out = {}
    for kind, name in enumerate(("long", "short", "list", "noisy")):
        texts = [captions[kind] for captions, _ in held]
        numbers = accuracy(
            encoder, heads, fields, words, texts, [each for _, each in held], device
        )
        if name == "long":
            out.update(numbers)
        out[f"slots_{name}"] = numbers["slots"]
    by_hand = paraphrases(source)
    if by_hand:
        scenes = [
            Missing(each["scene"], things=[Missing(t) for t in each["scene"]["things"]])
            for each in by_hand
        ]
        texts = [each["text"] for each in by_hand]
        numbers = accuracy(encoder, heads, fields, words, texts, scenes, device)
        out.update({f"by_hand_{n}": v for n, v in numbers.items() if n in ("slots", "colour", "kind", "deed")})
    return out


def main(argv=None):
    with Run("text", argv) as run:
        settings, cache = run.settings, run.args.cache
        told = told_of(run.data, run.data.get("first_index", 0), settings["clips"], cache)
        held = told_of(run.data, clips.HELD_FROM, settings.get("held", 100), cache)
        trainer = Trainer(run, told)
        parts = (trainer.encoder, trainer.heads, trainer.fields, trainer.words)
        before = evaluate(*parts, held, run.data["source"], run.device)
        run.before = {"slots": before["slots"]}
        while run.going():
            trainer.step()
            if run.due():
                trainer.save()
        trainer.save()
        run.mini = weights.load(run.folder).to(run.device)
        heads, fields = load_heads(run)
        after = evaluate(
            run.mini.text_encoder, heads, fields, trainer.words, held, run.data["source"], run.device
        )
        run.write(after, of="held", captions=4 * len(told))
        shown = ("slots", "kind", "colour", "deed", "count", "slots_noisy", "by_hand_slots")
        run.log_row({name: after[name] for name in shown if name in after}, "")


if __name__ == "__main__":
    sys.exit(main())
