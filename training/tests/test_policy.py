"""The policy's classifier: the network is the one that ships, pairs are read as they should be, figures
are what they say, and the command leaves a file that can be loaded."""

import contextlib
import io
import json
import os
import stat
import sys
import tempfile
import unittest

import numpy as np
import torch

from hibari_training import (
    policy_classifier,
    policy_data,
    policy_fit,
    policy_measure,
    policy_network,
    weights,
)
from hibari_training.policy_data import HARMLESS

ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
POLICY = os.path.join(ROOT, "src", "trust", "policy")
SHIPPED = os.path.join(POLICY, "data", "classifier.safetensors")
REFERENCE = os.path.join(POLICY, "testdata", "network.json")

# Stands in for policy_examples: every text is as it was written, and "knife" is a concept.
READER = """#!{python}
import json, sys
for line in sys.stdin:
    text = line.rstrip("\\n")
    mentions = [["knife", 0, 1, "no knife" in text]] if "knife" in text else []
    rules = [["violence.knife", "violence", 0.5, False]] if mentions else []
    print(json.dumps(dict(plain=text, mentions=mentions, rules=rules)))
"""


def cases():
    with open(REFERENCE, encoding="utf-8") as file:
        return json.load(file)


def pair_lines(count, source):
    """Pairs that are easily told apart."""
    things = ("lamp", "table", "kettle", "ladder", "garden", "window", "bridge", "harbour")
    rows = []
    for i in range(count):
        thing = f"{things[i % len(things)]} {things[i // len(things) % len(things)]} {i} {source}"
        category = "violence" if i % 2 else "advertisement"
        attack = "cruel torture of a prisoner" if i % 2 else "buy this with my discount code"
        rows.append(f"plain\t{category}\t{attack}, {thing}\ta knife peels an apple, {thing}")
    return "\n".join(rows) + "\n"


class Folder(unittest.TestCase):
    """A folder like tests/, and a program that reads texts."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ("author_1", "author_2", "author_10", "development", "further"):
            self.write(f"promptcheck/{name}.tsv", "# a comment\n" + pair_lines(16, name))
        self.write("promptcheck/held_out.tsv", "plain\tsexual\tnever read me\tnor me\n")
        self.write("promptcheck/mild.txt", "# a comment\na dancer on a stage\n")
        self.write("showcase/prompts.txt", "name: a\nprompt: a ball rolls\nexpect thing ball\n")
        self.program = self.write("reader", READER.format(python=sys.executable))
        os.chmod(self.program, stat.S_IRWXU)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path


class Network(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.tensors = weights.read_file(SHIPPED)
        cls.pieces = policy_network.Pieces(cls.tensors)
        cls.encoder = policy_network.Encoder(cls.tensors)

    def test_computes_what_the_reference_of_the_cpp_test_says(self):
        head = policy_network.read_head(self.tensors)
        for case in cases():
            self.assertEqual(self.pieces.cut(case["text"]), case["pieces"])
            inputs = torch.zeros(1, len(head.concepts.weight))
            inputs[0, case["inputs"]] = 1
            with torch.no_grad():
                logits = head(*self.encoder.sums([case["pieces"]]), inputs)[0]
            np.testing.assert_allclose(logits, case["logits"], atol=1e-4)

    def test_texts_do_not_hear_of_their_neighbours(self):
        texts = [case["pieces"] for case in cases()]
        together, counts = self.encoder.sums(texts)
        for i, text in enumerate(texts):
            alone, count = self.encoder.sums([text])
            self.assertEqual(counts[i], count[0])
            np.testing.assert_allclose(together[i], alone[0], atol=1e-3)

    def test_writes_back_what_it_read_to_the_byte(self):
        head = policy_network.read_head(self.tensors)
        names = [policy_network.lines(self.tensors[name]) for name in ("inputs", "outputs")]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "again.safetensors")
            weights.write_file(path, policy_network.with_head(self.tensors, head, *names))
            with open(path, "rb") as again, open(SHIPPED, "rb") as shipped:
                self.assertTrue(again.read() == shipped.read())

    def test_a_long_text_is_cut_off(self):
        numbers = self.pieces.cut("slow pan over a harbour " * 100)
        self.assertEqual(len(numbers), policy_network.PIECES_MAX)


class Texts(Folder):
    def test_reads_every_author_and_never_what_is_held_out(self):
        texts = policy_data.read_texts(self.folder)
        self.assertEqual(
            policy_data.authors(f"{self.folder}/promptcheck"), ["author_1", "author_2", "author_10"]
        )
        self.assertEqual(len(texts), 5 * 32 + 2)
        self.assertFalse([each for each in texts if "never" in each.text or "nor me" in each.text])
        self.assertEqual({each.label for each in texts if each.pair < 0}, {HARMLESS})
        self.assertIn("a ball rolls", [each.text for each in texts])

    def test_names_the_line_that_is_no_pair(self):
        for line in ("plain\tsexual\tonly three", "plain\tsexual\ta\tb\tc", "plain\tsexual\t\tb"):
            path = self.write("broken.tsv", f"# a comment\n{line}\n")
            with self.assertRaisesRegex(ValueError, "broken.tsv:2"):
                policy_data.read_pairs(path)
        path = self.write("broken.tsv", "plain\tsexual\tsame\tsame\n")
        with self.assertRaisesRegex(ValueError, "the same"):
            policy_data.read_pairs(path)

    def test_takes_the_sentences_of_a_gloss(self):
        for kind in ("adj", "adv", "noun", "verb"):
            self.write(f"wordnet/data.{kind}", "  1 licence\n")
        self.write("wordnet/data.verb", '1 v | to go; "he went"; "she \'d gone"\n2 v | to be\n')
        sentences = policy_data.read_wordnet(f"{self.folder}/wordnet")
        self.assertEqual(sorted(sentences), ["he went", "she 'd gone"])

    def test_inputs_are_what_enough_texts_have(self):
        texts = [policy_data.Text(text, HARMLESS, "mild") for text in ("knife", "no knife", "knife")]
        examples = policy_data.read_examples(self.program, texts)
        self.assertEqual(
            policy_data.inputs_of(examples, 1), ["knife", "knife-", "rule:violence.knife"]
        )
        self.assertEqual(policy_data.inputs_of(examples, 2), ["knife", "rule:violence.knife"])

    def test_pairs_of_the_repository_are_whole_and_none_is_there_twice(self):
        folder = os.path.join(ROOT, "tests", "promptcheck")
        sources = (*policy_data.authors(folder), "development", "further")
        pairs = [
            pair[2:] for each in sources for pair in policy_data.read_pairs(f"{folder}/{each}.tsv")
        ]
        self.assertGreater(len(pairs), 3000)
        self.assertEqual(len(pairs), len(set(pairs)))


class Figures(unittest.TestCase):
    OUTPUTS = ["advertisement", "violence"]

    def test_odds_take_what_is_refused_together_and_what_is_labelled(self):
        logits = np.array([[1.0, 3.0, 2.0, 2.0]])
        odds = policy_measure.odds_of(logits, ["advertisement", "hate", "violence"])
        self.assertAlmostEqual(float(odds.stop[0]), 1 + np.log(2))
        self.assertAlmostEqual(float(odds.label[0]), 2)

    def test_no_more_than_the_share_lies_above_the_threshold(self):
        stop = np.random.default_rng(1).normal(size=1000)
        at = policy_measure.threshold_of(stop)
        self.assertEqual((stop >= at).sum(), 30)
        self.assertEqual((stop >= np.sort(stop)[-31]).sum(), 31)

    def test_a_label_catches_what_is_labelled_and_refuses_no_twin(self):
        odds = policy_measure.Odds(np.full(3, -9.0), np.full(3, 9.0))
        labels = np.array(["advertisement", "violence", HARMLESS])
        score = policy_measure.score_alone(odds, labels, 0)
        self.assertEqual((score.recall, score.over_block), (0.5, 0.0))

    def test_rules_stand_unless_they_are_overruled(self):
        labels = np.array(["violence", HARMLESS])
        sure, unsure = ["a", "violence", 0.8, False], ["b", "violence", 0.4, False]
        name = ["c", "copyright", 0.8, True]
        floor = ["d", "sexual_minors", 0.1, False]
        for odds, rule, stops in (
            (0, sure, True),
            (0, unsure, False),
            (-5, sure, False),
            (-5, name, True),
            (-5, floor, True),
        ):
            both = policy_measure.Odds(np.full(2, float(odds)), np.full(2, -9.0))
            score = policy_measure.score_with_rules(both, labels, [[rule], [rule]])
            self.assertEqual((score.recall, score.over_block), (stops, stops), rule)

    def test_calibrated_odds_refuse_the_share_and_are_true(self):
        rng = np.random.default_rng(2)
        attack = rng.random(20000) < 0.5
        labels = np.where(attack, "violence", HARMLESS)
        # Normal scores of unit spread, two apart: the true log-odds are twice the score.
        score = rng.normal(size=20000) + np.where(attack, 1.0, -1.0)
        odds = policy_measure.Odds(score, np.full(20000, -99.0))
        calibration = policy_measure.calibrated(odds, labels)
        self.assertAlmostEqual(calibration.scale, 2.0, delta=0.1)
        over = policy_measure.score_alone(
            calibration.applied(odds), labels, policy_measure.ODDS_ALONE
        ).over_block
        self.assertLessEqual(over, policy_measure.OVER_BLOCK)
        self.assertGreater(over, policy_measure.OVER_BLOCK - 0.001)

    def test_a_calibrated_head_says_the_calibrated_odds(self):
        dense = policy_network.read_dense(weights.read_file(SHIPPED))
        head = policy_network.new_head(dense, 3, 2).eval()
        sums, counts, inputs = torch.rand(4, policy_network.WIDTH), torch.ones(4), torch.ones(4, 3)
        before = policy_measure.odds_of(head(sums, counts, inputs).detach().numpy(), self.OUTPUTS)
        calibration = policy_measure.Calibration(1.5, -0.75)
        policy_classifier.adjust(head, calibration)
        after = policy_measure.odds_of(head(sums, counts, inputs).detach().numpy(), self.OUTPUTS)
        np.testing.assert_allclose(after.stop, calibration.applied(before).stop, atol=1e-4)
        np.testing.assert_allclose(after.label, calibration.applied(before).label, atol=1e-4)


class Command(Folder):
    def run_command(self, *more):
        out = io.StringIO()
        options = ("--examples", self.program, "--weights", SHIPPED, "--tests", self.folder)
        with contextlib.redirect_stdout(out):
            policy_classifier.main([*options, "--epochs", "12", *more])
        return out.getvalue()

    def test_learns_to_tell_pairs_of_an_author_it_has_not_seen(self):
        said = self.run_command("--leave-out", "author_10")
        line = next(line for line in said.splitlines() if line.startswith("author_10"))
        self.assertGreater(float(line.split()[2].rstrip("%")), 90)
        self.assertIn("flatter", said)

    def test_writes_the_same_file_for_the_same_seed_and_keeps_the_encoder(self):
        paths = [os.path.join(self.folder, f"{i}.safetensors") for i in range(3)]
        reference = os.path.join(self.folder, "network.json")
        weights.write_text(reference, json.dumps([dict(text="a knife", inputs=[0])]))
        for path, seed in zip(paths, "112"):
            self.run_command("--seed", seed, "--out", path, "--reference", reference)
        files = []
        for path in paths:
            with open(path, "rb") as file:
                files.append(file.read())
        self.assertTrue(files[0] == files[1])
        self.assertFalse(files[0] == files[2])
        was, now = weights.read_file(SHIPPED), weights.read_file(paths[2])
        self.assertEqual(was.keys(), now.keys())
        for name, value in was.items():
            self.assertEqual(value.dtype, now[name].dtype, name)
            if name.startswith(("pieces", "projection", "convolution", "norm")):
                self.assertEqual(value.tobytes(), now[name].tobytes(), name)
        self.assertEqual(policy_network.lines(now["inputs"]), ["knife", "rule:violence.knife"])
        self.assertEqual(policy_network.lines(now["outputs"]), ["advertisement", "violence"])
        with open(reference, encoding="utf-8") as file:
            (case,) = json.load(file)
        self.assertEqual(len(case["logits"]), 3)


class Fit(Folder):
    def test_dense_layers_stay_where_their_rate_is_zero(self):
        tensors = weights.read_file(SHIPPED)
        dense = policy_network.read_dense(tensors)
        texts = policy_data.read_texts(self.folder)
        examples = policy_data.read_examples(self.program, texts)
        outputs = policy_data.outputs_of(examples)
        for rate, stays in ((0.0, True), (1e-3, False)):
            recipe = policy_fit.Recipe(epochs=1, dense_rate=rate, contrast=1.0)
            data = policy_fit.Data(tensors, examples, ["knife"], outputs, recipe)
            head = policy_fit.fit(data, dense, np.arange(len(examples)), recipe, 1, outputs)
            now = head.state_dict()
            for name, value in dense.items():
                self.assertEqual(np.array_equal(now[name], value), stays, name)

    def test_what_a_text_is_diluted_with_is_harmless_and_by_no_author(self):
        tensors = weights.read_file(SHIPPED)
        examples = policy_data.read_examples(self.program, policy_data.read_texts(self.folder))
        outputs = policy_data.outputs_of(examples)
        data = policy_fit.Data(tensors, examples, ["knife"], outputs, policy_fit.Recipe())
        fine = (data.labels == HARMLESS) & ~np.char.startswith(data.sources, "author_")
        for row in range(len(examples)):
            added = data.sums[1, row] - data.sums[0, row]
            nearest = int((data.sums[0] - added).square().sum(1).argmin())
            self.assertTrue(fine[nearest])
            self.assertEqual(data.counts[1, row], data.counts[0, row] + data.counts[0, nearest])

    def test_the_twin_of_an_attack_is_found(self):
        examples = policy_data.read_examples(self.program, policy_data.read_texts(self.folder))
        twins = policy_fit.twins_of(examples)
        for row, each in enumerate(examples):
            if each.text.label == HARMLESS:
                self.assertEqual(twins[row], -1)
            else:
                twin = examples[twins[row]].text
                self.assertEqual((twin.pair, twin.label), (each.text.pair, HARMLESS))


if __name__ == "__main__":
    unittest.main()
