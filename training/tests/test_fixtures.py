"""The reference data of the C++ tests is what the networks compute today."""

import os
import unittest

import numpy as np
import torch

from hibari_training import fixtures, weights

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "src/models/mini/testdata")


class Fixtures(unittest.TestCase):
    def test_stored_outputs_are_those_of_the_stored_weights(self):
        stored = weights.read_file(os.path.join(FOLDER, "fixtures.safetensors"))
        for name, seed in (("toy", 101), ("toy_guided", 102)):
            now = {}
            mini = weights.load(os.path.join(FOLDER, name))
            fixtures.stages(mini, name, now, torch.Generator().manual_seed(seed))
            for key, value in now.items():
                was, value = stored[key].astype(np.float64), value.astype(np.float64)
                error = np.abs(was - value).max() / max(np.abs(was).max(), 1e-9)
                self.assertLess(error, 1e-4, key)
            self.assertEqual(len(now), sum(key.startswith(name + ".") for key in stored))


if __name__ == "__main__":
    unittest.main()
