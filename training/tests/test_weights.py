"""Weights: the file format, Q8_0, and folders that are replaced whole."""

import json
import os
import struct
import tempfile
import unittest

import numpy as np
import torch

from hibari_training import fixtures, weights


class File(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "a.safetensors")

    def test_comes_back_as_it_was(self):
        rng = np.random.default_rng(1)
        tensors = {
            "b": rng.normal(size=(3, 5)).astype(np.float32),
            "a": rng.normal(size=(7,)).astype(np.float16),
            "c": rng.integers(-9, 9, (2, 3)).astype(np.int8),
            "empty": np.zeros((0, 4), np.float32),
            "one": np.float32(3.0).reshape(()),
        }
        weights.write_file(self.path, tensors)
        read = weights.read_file(self.path)
        self.assertEqual(read.keys(), tensors.keys())
        for name, value in tensors.items():
            self.assertEqual(read[name].dtype, value.dtype)
            np.testing.assert_array_equal(read[name], value)

    def test_header_is_what_strict_readers_want(self):
        weights.write_file(
            self.path, {"x": np.zeros(3, np.int8), "y": np.zeros((2, 2), np.float32)}
        )
        with open(self.path, "rb") as file:
            data = file.read()
        (length,) = struct.unpack("<Q", data[:8])
        self.assertEqual(length % 8, 0)
        header = json.loads(data[8 : 8 + length])
        self.assertEqual(header["y"], {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]})
        self.assertEqual(header["x"], {"dtype": "I8", "shape": [3], "data_offsets": [16, 19]})
        self.assertEqual(len(data), 8 + length + 19)

    def test_broken_files_are_refused(self):
        weights.write_file(self.path, {"x": np.arange(4, dtype=np.float32)})
        with open(self.path, "rb") as file:
            data = file.read()
        for broken in (b"", data[:7], data[:-1], data + b"\0", struct.pack("<Q", 2**60) + data[8:]):
            with open(self.path, "wb") as file:
                file.write(broken)
            with self.assertRaises(ValueError):
                weights.read_file(self.path)


class Quantised(unittest.TestCase):
    def test_error_is_at_most_half_a_step(self):
        array = np.random.default_rng(2).normal(size=(16, 2, 32)).astype(np.float32)
        numbers, scale = weights.quantise(array)
        self.assertEqual(scale.shape, (16, 2))
        error = np.abs(weights.widen(numbers, scale) - array).reshape(16, 2, 32)
        # Half a step, and what the scale's rounding to 11 bits moves the largest number.
        self.assertTrue((error <= scale.astype(np.float32)[:, :, None] * (0.5 + 127 / 2048)).all())

    def test_rounding_twice_changes_nothing(self):
        array = np.random.default_rng(3).normal(size=(8, 64)).astype(np.float32)
        once = weights.widen(*weights.quantise(array))
        np.testing.assert_array_equal(weights.widen(*weights.quantise(once)), once)

    def test_zeros_stay_zeros(self):
        numbers, scale = weights.quantise(np.zeros((2, 32), np.float32))
        self.assertFalse(weights.widen(numbers, scale).any())

    def test_kind_follows_shape(self):
        packed = weights.pack(
            {
                "large": np.ones((128, 32, 3), np.float32),
                "odd": np.ones((1000, 31), np.float32),
                "small": np.ones((2, 32), np.float32),
                "vector": np.ones(8192, np.float32),
            },
            "q8_0",
        )
        self.assertEqual(packed["large"].dtype, np.int8)
        self.assertEqual(packed["large.scale"].shape, (128, 3))
        self.assertEqual(packed["odd"].dtype, np.float16)
        self.assertEqual(packed["small"].dtype, np.float32)
        self.assertEqual(packed["vector"].dtype, np.float32)
        for value in weights.unpack(packed).values():
            np.testing.assert_allclose(value, 1.0, rtol=1e-3)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "mini")

    def same(self, a, b):
        for name in weights.NETWORKS:
            ours, theirs = getattr(a, name).state_dict(), getattr(b, name).state_dict()
            for key in ours:
                self.assertTrue(torch.equal(ours[key], theirs[key]), f"{name}.{key}")

    def test_model_comes_back(self):
        mini = fixtures.toy(False, 3)
        weights.save(mini, self.path, store="f32")
        read = weights.load(self.path)
        self.same(mini, read)
        self.assertEqual(read.vocabulary, mini.vocabulary)
        self.assertEqual(read.config, mini.config)

    def test_one_network_is_replaced_and_the_others_stay(self):
        mini = fixtures.toy(False, 3)
        weights.save(mini, self.path, store="f32")
        other = fixtures.toy(False, 4)
        weights.save(other, self.path, ["audio_vae"], store="f32")
        mini.audio_vae = other.audio_vae
        self.same(mini, weights.load(self.path))
        self.assertEqual(os.listdir(self.folder.name), ["mini"])

    def test_killed_while_saving_leaves_the_old_model(self):
        mini = fixtures.toy(False, 3)
        weights.save(mini, self.path, store="f32")
        with self.assertRaises(KeyboardInterrupt):
            with weights.edited(self.path) as new:
                os.remove(os.path.join(new, "config.json"))
                raise KeyboardInterrupt
        self.same(mini, weights.load(self.path))
        weights.save(mini, self.path, store="q8_0")
        self.assertEqual(os.listdir(self.folder.name), ["mini"])

    def test_large_networks_are_split_and_stale_shards_go(self):
        limit = weights.FILE_BYTES_MAX
        self.addCleanup(setattr, weights, "FILE_BYTES_MAX", limit)
        mini = fixtures.toy(False, 3)
        weights.FILE_BYTES_MAX = 200_000
        weights.save(mini, self.path, store="q8_0")
        sizes = [os.path.getsize(os.path.join(self.path, name)) for name in os.listdir(self.path)]
        self.assertIn("denoiser-2.safetensors", os.listdir(self.path))
        self.assertLess(max(sizes), 200_000)
        weights.FILE_BYTES_MAX = limit
        weights.save(mini, self.path, store="f32")
        self.assertNotIn("denoiser-2.safetensors", os.listdir(self.path))
        self.same(mini, weights.load(self.path))

    def test_without_its_weights_a_network_is_random(self):
        mini = fixtures.toy(False, 3)
        weights.save(mini, self.path, ["audio_vae"])
        self.assertTrue(weights.has(self.path, "audio_vae"))
        self.assertFalse(weights.has(self.path, "video_vae"))
        weights.load(self.path)


if __name__ == "__main__":
    unittest.main()
