"""The whole chain at toy size: every stage runs, its losses fall, it goes on where it was, and what it
leaves is a model that can be loaded."""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import numpy as np
import torch

from hibari_training import (
    audio_autoencoder,
    clips,
    denoiser,
    distill,
    evaluate,
    optim,
    states,
    tap,
    text,
    video_autoencoder,
    weights,
)

ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), ".."))
CONFIG = os.path.join(ROOT, "configs", "toy.toml")


def lines_of(work, stage):
    with open(os.path.join(work, f"{stage}.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Chain(unittest.TestCase):
    """The tests of this class run in the order of their names, on one model."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.model = os.path.join(cls.folder, "mini")
        cls.work = os.path.join(cls.folder, "work")
        cls.cache = os.path.join(cls.folder, "cache")
        os.mkdir(cls.cache)
        torch.set_num_threads(2)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def run_stage(self, stage, *more):
        arguments = ["--config", CONFIG, "--model", self.model, "--state", self.work]
        with contextlib.redirect_stdout(io.StringIO()):
            stage.main([*arguments, "--device", "cpu", *more])
        name = stage.__name__.split(".")[-1]
        return lines_of(self.work, name)

    def falls(self, lines, name, share=0.9):
        values = [line[name] for line in lines if name in line and "of" not in line]
        self.assertGreater(len(values), 1, name)
        self.assertLess(values[-1], share * values[0], name)

    def test_1_video_autoencoder_learns_and_goes_on(self):
        lines = self.run_stage(video_autoencoder, "--steps", "30", "--cache", self.cache)
        self.falls(lines, "loss")
        self.assertEqual(lines[-1]["step"], 30)
        lines = self.run_stage(video_autoencoder, "--steps", "40", "--cache", self.cache)
        self.assertEqual(lines[-1]["step"], 40)
        seconds = [line["step"] for line in lines if "loss" in line]
        self.assertEqual(seconds, [10, 20, 30, 40])
        held = [line for line in lines if line.get("of") == "held"]
        self.assertGreater(held[1]["psnr"], held[0]["psnr"])

    def test_2_audio_autoencoder_learns(self):
        lines = self.run_stage(audio_autoencoder, "--steps", "40")
        self.falls(lines, "loss")

    def test_3_text_encoder_learns(self):
        lines = self.run_stage(text)
        self.falls(lines, "loss", 0.5)
        self.assertGreater(lines[-1]["slots"], 60.0)
        vocabulary = weights.load(self.model).vocabulary
        self.assertIn("bounces", vocabulary)

    def test_4_denoiser_learns(self):
        lines = self.run_stage(denoiser, "--steps", "30")
        self.falls(lines, "loss")
        again = self.run_stage(denoiser, "--steps", "35")
        self.assertEqual(again[-1]["step"], 35)

    def test_5_distilled_denoiser_takes_guidance_and_step(self):
        lines = self.run_stage(distill, "--steps", "6")
        self.assertTrue(all(np.isfinite(v) for v in lines[-1].values() if isinstance(v, float)))
        lines = self.run_stage(distill, "--steps", "9")
        self.assertEqual(lines[-1]["step"], 9)
        config = weights.load(self.model).config.denoiser
        self.assertTrue(config.guidance_input and config.step_input)
        with self.assertRaisesRegex(SystemExit, "distilled already"):
            self.run_stage(denoiser)

    def test_6_evaluation_writes_metrics_log_and_sheets(self):
        self.run_stage(evaluate)
        with open(os.path.join(self.model, "metrics.json"), encoding="utf-8") as file:
            metrics = json.load(file)
        # The simulator's own clips fall as the procedural world does.
        self.assertAlmostEqual(metrics["samples_floor"]["fall_median"], 1.6, delta=0.1)
        self.assertEqual(metrics["samples_floor"]["colours"], 100.0)
        with open(os.path.join(self.model, "LOG.md"), encoding="utf-8") as file:
            rows = [line for line in file if line.startswith("| 2")]
        self.assertEqual(len(rows), 9)
        sheets = os.listdir(os.path.join(self.model, "sheets"))
        self.assertEqual(len(sheets), 5)
        for name in sheets:
            with open(os.path.join(self.model, "sheets", name), "rb") as file:
                self.assertEqual(file.read(4), b"\x89PNG")

    def test_6a_autoencoder_does_not_change_under_a_denoiser(self):
        with self.assertRaisesRegex(SystemExit, "no longer understand"):
            self.run_stage(video_autoencoder, "--steps", "50")

    def test_7_terminated_stage_saves(self):
        work = os.path.join(self.folder, "killed")
        command = [sys.executable, "-m", "hibari_training.audio_autoencoder"]
        command += ["--config", CONFIG, "--model", os.path.join(self.folder, "other")]
        command += ["--state", work, "--device", "cpu", "--steps", "100000"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        deadline = time.time() + 60
        path = os.path.join(work, "audio_autoencoder.jsonl")
        while not os.path.exists(path) and time.time() < deadline and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 0)
        self.assertTrue(weights.has(os.path.join(self.folder, "other"), "audio_vae"))
        self.assertTrue(os.path.exists(os.path.join(work, "audio_autoencoder.state")))


class Configs(unittest.TestCase):
    def test_mini_has_the_size_of_the_recipe(self):
        from hibari_training import run
        from hibari_training.models import config

        values = run.read_config(os.path.join(ROOT, "configs", "mini.toml"))
        mini = weights.Mini(config.from_dict(values["model"]))
        arrays, numbers = {}, 0
        for name, network in mini.networks().items():
            arrays.update(weights.arrays_of(network, name))
            numbers += sum(p.numel() for p in network.parameters())
        self.assertAlmostEqual(numbers / 1e6, 38, delta=1)
        files = weights.shards(weights.pack(arrays, "q8_0"))
        size = sum(each.nbytes for file in files for each in file.values())
        self.assertLess(size, 42_000_000)

    def test_configs_have_the_settings_of_every_stage(self):
        from hibari_training import run

        stages = "model data video_autoencoder audio_autoencoder text denoiser distill evaluate"
        for name in ("toy", "nano", "mini"):
            values = run.read_config(os.path.join(ROOT, "configs", f"{name}.toml"))
            self.assertEqual(set(values), set(stages.split()), name)
            for size in ("width", "height", "frames"):
                self.assertEqual(values["model"][size], values["data"][size])


class Averages(unittest.TestCase):
    def test_kept_weights_are_not_the_averaged_ones(self):
        module = torch.nn.Linear(2, 2)
        average = optim.Average(module)
        with torch.no_grad():
            module.weight.add_(1.0)
        kept, own = optim.copy_of(module), module.weight.clone()
        with average.swapped(module):
            self.assertFalse(torch.equal(module.weight, own))
            self.assertTrue(torch.equal(kept["weight"], own))
        self.assertTrue(torch.equal(module.weight, own))


class Clips(unittest.TestCase):
    def test_tap_feeds_stages_through_a_cache(self):
        try:
            tap.load_library()
        except (tap.TapError, OSError):
            self.skipTest("libhibari_world.so is not built")
        data = dict(
            source="tap", mix="bounce", seed=2, threads=2, width=96, height=64, frames=17, pool=4
        )
        with tempfile.TemporaryDirectory() as folder:
            for clip in clips.source(data, 0, 3):
                clips.write_clip(folder, clip)
            self.assertEqual(len(clips.held_clips(data, 2, folder)), 2)
            pool = clips.Pool(data, folder)
            self.assertEqual([clip.index for clip in pool.all()], [0, 1, 2])
            clip = pool.draw(np.random.default_rng(1))
            self.assertEqual(clip.frames.shape, (17, 64, 96, 3))
            self.assertEqual(clip.audio.shape, (2, 17_000))
            self.assertEqual(len(clip.captions), 4)
            used = states.read(states.tokens(clip))["used"].sum()
            self.assertEqual(used, min(8, clip.scene["count"]))


class LinearStart(unittest.TestCase):
    def test_untrained_codec_already_shows_the_clip(self):
        from hibari_training import linear_start, run, testing
        from hibari_training.models import config

        values = run.read_config(CONFIG)
        made = [testing.clip(values["data"], index) for index in range(12)]
        vae = weights.Mini(config.from_dict(values["model"])).video_vae
        linear_start.apply(vae, linear_start.pictures_of(made, "cpu", 12))
        held = [testing.clip(values["data"], index) for index in range(100, 103)]
        numbers, _ = video_autoencoder.evaluate(vae, held, torch.device("cpu"))
        self.assertGreater(numbers["psnr"], 22.0)


class States(unittest.TestCase):
    def test_tokens_are_read_back(self):
        from hibari_training import testing

        clip = testing.clip({"seed": 3, "width": 96, "height": 64, "frames": 17}, 5)
        tokens = states.tokens(clip)
        plan = states.read(tokens)
        count = int((clip.state[:, :, 2] > 0).any(axis=1).sum())
        self.assertEqual(int(plan["used"].sum()), count)
        np.testing.assert_allclose(plan["x"][0, 2], clip.state[0, [10, 12, 14, 16], 0], atol=1e-5)
        np.testing.assert_allclose(plan["y"][0, 0], clip.state[0, [0] * 4, 1], atol=1e-5)

    def test_head_targets_are_shares(self):
        from hibari_training import testing

        clip = testing.clip({"seed": 3, "width": 96, "height": 64, "frames": 17}, 5)
        targets = states.head_targets(clip, states.tokens(clip))
        np.testing.assert_allclose(targets[..., : states.HEAD_SHARES].sum(-1), 1.0, atol=1e-5)
        inside = (clip.mask[9:17] == 1).mean()
        self.assertAlmostEqual(float(targets[2, ..., 1].mean()), float(inside), places=5)


if __name__ == "__main__":
    unittest.main()
