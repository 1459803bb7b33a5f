"""The tokenizer against the cases that the C++ one runs, too."""

import os
import re
import unittest

from hibari_training import tokenizer

DATA = os.path.join(os.path.dirname(__file__), "..", "testdata")


def read_lines(name):
    with open(os.path.join(DATA, name), encoding="utf-8", newline="") as file:
        return file.read().split("\n")[:-1]


def text_of(escaped):
    data = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), escaped.encode())
    return data.replace(b"\\t", b"\t").replace(b"\\n", b"\n").replace(b"\\r", b"\r")


class Cases(unittest.TestCase):
    def test_cases(self):
        words = tokenizer.Tokenizer(read_lines("tokenizer_vocabulary.txt"))
        cases = [line for line in read_lines("tokenizer_cases.txt") if not line.startswith("# ")]
        self.assertGreaterEqual(len(cases), 40)
        for line in cases:
            text, pieces = line.split("\t")
            self.assertEqual(" ".join(words.pieces(text_of(text))), pieces, text)

    def test_length_is_48(self):
        words = tokenizer.Tokenizer(read_lines("tokenizer_vocabulary.txt"))
        self.assertEqual(words.encode(""), [0] * 48)
        self.assertEqual(len(words.encode("red " * 100)), 48)
        self.assertNotIn(0, words.encode("red " * 100))


class Vocabulary(unittest.TestCase):
    def test_known_words_are_one_piece_and_unknown_ones_keep_their_ends(self):
        captions = ["the red ball bounces", "the blue ball is bouncing", "a ball"] * 20
        vocabulary = tokenizer.build_vocabulary(captions, ["tumbles"], size=600)
        self.assertLessEqual(len(vocabulary), 600)
        words = tokenizer.Tokenizer(vocabulary)
        self.assertEqual(words.pieces("ball tumbles"), ["ball", "tumbles"])
        self.assertEqual(words.pieces("ballbouncing")[0], "ball")
        self.assertLess(len(words.pieces("rebouncing")), 5)

    def test_is_the_same_for_any_order(self):
        captions = ["red ball", "green cube falls", "red cube"]
        one = tokenizer.build_vocabulary(captions, size=500)
        self.assertEqual(one, tokenizer.build_vocabulary(reversed(captions), size=500))

    def test_broken_ones_are_refused(self):
        good = [tokenizer.PAD] + tokenizer.BYTES
        for broken in (good[1:], good + ["a", "a"], good + [""], good + ["x" * 41]):
            with self.assertRaises(ValueError):
                tokenizer.Tokenizer(broken)


if __name__ == "__main__":
    unittest.main()
