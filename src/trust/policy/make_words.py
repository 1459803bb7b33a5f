#!/usr/bin/env python3
"""Makes data/words.txt, the policy's table of English words and kinds, from WordNet 3.0.

    make_words.py /usr/share/wordnet data/words.txt

Part one: a line per lemma, sorted bytewise: "lemma<TAB>kinds", kinds being the noun synsets of its
first senses, numbered in base 36 in the order of part two; verbs, adjectives and adverbs have none.
Part two, after an empty line: a line per noun synset with the numbers of its hypernyms.
"""
import sys

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SENSES_MAX = 3
# Lexicographer files (lexnames(5)): nouns of two words are kept of acts, artifacts and food.
PLANT = "20"
TWO_WORDS = {"04", "06", "13"}


def base36(number):
    text = ""
    while True:
        text = DIGITS[number % 36] + text
        number //= 36
        if number == 0:
            return text


def lines_of(path):
    with open(path, encoding="ascii") as file:
        for line in file:
            if not line.startswith("  "):
                yield line.split("|")[0].split()


def read_index(folder, name):
    """lemma -> offsets of its synsets, most frequent first"""
    found = {}
    for words in lines_of(f"{folder}/index.{name}"):
        senses = int(words[2])
        found[words[0]] = words[-senses:]
    return found


def main(folder, target):
    hypernyms, topic, common, plants = {}, {}, set(), set()
    for words in lines_of(f"{folder}/data.noun"):
        count = int(words[3], 16)
        rest = words[4 + 2 * count:]
        # Names of persons, places and genera are no kinds of things; of plants one says the plant.
        if words[4][0].islower():
            (plants if words[1] == PLANT else common).add(words[0])
        topic[words[0]] = words[1]
        hypernyms[words[0]] = [
            rest[1 + 4 * i + 1] for i in range(int(rest[0])) if rest[1 + 4 * i] in ("@", "@i")
        ]
    kinds = {}
    for lemma, all_senses in read_index(folder, "noun").items():
        senses = [s for s in all_senses[:SENSES_MAX] if s in common]
        is_pair = lemma.count("_") == 1 and senses and topic[senses[0]] in TWO_WORDS
        if not senses and lemma.isalpha() and any(s in plants for s in all_senses):
            kinds[lemma] = []
        if senses and (lemma.isalpha() or (is_pair and lemma.replace("_", "").isalpha())):
            kinds[lemma] = senses
    used, queue = set(), [sense for senses in kinds.values() for sense in senses]
    while queue:
        synset = queue.pop()
        if synset not in used:
            used.add(synset)
            queue += hypernyms[synset]
    number = {synset: i for i, synset in enumerate(sorted(used))}
    lemmas = {lemma: [base36(number[s]) for s in senses] for lemma, senses in kinds.items()}
    for name in ("verb", "adj", "adv"):
        for lemma in read_index(folder, name):
            if lemma.isalpha():
                lemmas.setdefault(lemma, [])
        with open(f"{folder}/{name}.exc", encoding="ascii") as file:
            for line in file:
                form = line.split()[0]
                if form.isalpha():
                    lemmas.setdefault(form, [])
    with open(target, "w", encoding="ascii") as file:
        for lemma in sorted(lemmas):
            file.write(f"{lemma.replace('_', ' ')}\t{' '.join(lemmas[lemma])}\n")
        file.write("\n")
        for synset in sorted(used):
            file.write(" ".join(base36(number[h]) for h in hypernyms[synset]) + "\n")


main(*sys.argv[1:])
