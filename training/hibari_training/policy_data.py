"""What the policy's classifier is trained on: the pairs of tests/promptcheck and other harmless texts,
as the engine reads them (the program policy_examples)."""

import collections
import dataclasses
import glob
import json
import os
import random
import subprocess

HARMLESS = "harmless"
# Never read here: it measures.
HELD_OUT = "held_out.tsv"
RULE = "rule:"
# Sentences of WordNet that are drawn.
WORDNET_MAX = 6000


@dataclasses.dataclass
class Text:
    """`source`: the file's name without its ending. `pair`: a number that an attack and its twin share,
    or -1."""

    text: str
    label: str
    source: str
    pair: int = -1


@dataclasses.dataclass
class Example:
    """A text with what the engine says of it. `rules` are [name, category, score, is certain]."""

    text: Text
    plain: str
    inputs: frozenset
    rules: list


def read_pairs(path):
    """Lists of (function, category, attack, twin); ValueError names the line that is none."""
    pairs = []
    with open(path, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) != 4 or not all(each.strip() for each in fields):
                raise ValueError(f"{path}:{number}: expected four fields, got {len(fields)}")
            if fields[2] == fields[3]:
                raise ValueError(f"{path}:{number}: attack and twin are the same")
            pairs.append(tuple(fields))
    return pairs


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def read_showcase(path):
    return [line[len("prompt: ") :] for line in read_lines(path) if line.startswith("prompt: ")]


def read_wordnet(folder):
    """Example sentences of WordNet's data files: what stands in quotation marks in a gloss."""
    sentences = []
    for kind in ("adj", "adv", "noun", "verb"):
        with open(os.path.join(folder, f"data.{kind}"), encoding="utf-8") as file:
            for line in file:
                gloss = line.partition(" | ")[2]
                sentences += [each.strip() for each in gloss.split('"')[1::2]]
    sentences = sorted({each for each in sentences if each})
    return random.Random(0).sample(sentences, min(WORDNET_MAX, len(sentences)))


def authors(folder):
    """Names of the sources that are by authors of their own: author_1, author_2, ..."""
    names = [os.path.basename(each)[:-4] for each in glob.glob(f"{folder}/author_*.tsv")]
    return sorted(names, key=lambda name: int(name.rpartition("_")[2]))


def read_texts(tests, wordnet=None):
    """All texts for training from the folder tests/ and, if given, WordNet's."""
    folder = os.path.join(tests, "promptcheck")
    texts = []
    pair = 0
    for source in (*authors(folder), "development", "further"):
        for _, category, attack, twin in read_pairs(f"{folder}/{source}.tsv"):
            texts += [Text(attack, category, source, pair), Text(twin, HARMLESS, source, pair)]
            pair += 1
    more = {"mild": read_lines(f"{folder}/mild.txt")}
    more["showcase"] = read_showcase(os.path.join(tests, "showcase", "prompts.txt"))
    if wordnet:
        more["wordnet"] = read_wordnet(wordnet)
    for source, lines in more.items():
        texts += [Text(line, HARMLESS, source) for line in lines]
    return texts


def read_examples(program, texts):
    """Each text as the engine reads it."""
    lines = "".join(each.text + "\n" for each in texts)
    done = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    said = done.stdout.decode().split("\n")[:-1]
    if len(said) != len(texts):
        raise ValueError(f"{program} answered {len(said)} of {len(texts)} texts")
    return [example_of(text, json.loads(line)) for text, line in zip(texts, said)]


def example_of(text, said):
    names = {name + ("-" if denied else "") for name, _, _, denied in said["mentions"]}
    names |= {RULE + rule[0] for rule in said["rules"]}
    return Example(text, said["plain"], frozenset(names), said["rules"])


def inputs_of(examples, least):
    """Names of concepts and then rules that at least so many texts have."""
    counts = collections.Counter(name for each in examples for name in each.inputs)
    kept = [name for name, count in counts.items() if count >= least]
    return sorted(kept, key=lambda name: (name.startswith(RULE), name))


def outputs_of(examples):
    return sorted({each.text.label for each in examples} - {HARMLESS})
