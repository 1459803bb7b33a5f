"""The tap as training sees it. Needs a built libhibari_world.so and is skipped without one."""

import pathlib
import sys
import threading
import unittest

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from hibari_training import tap as taps  # noqa: E402

SMALL = {"width": 96, "height": 64, "frames": 9, "seed": 3, "threads": 2}

try:
    LIBRARY = taps.load_library()
except (taps.TapError, OSError) as error:
    if "build it again" in str(error):
        raise
    LIBRARY = None


@unittest.skipIf(LIBRARY is None, "libhibari_world.so is not built")
class TapTest(unittest.TestCase):
    def open(self, **options):
        tap = taps.Tap(library=LIBRARY, **{**SMALL, **options})
        self.addCleanup(tap.close)
        return tap

    def test_batches_have_the_shapes_that_are_promised(self):
        batch = next(self.open(batch=3, want_depth=True, want_flow=True))
        self.assertEqual(batch.frames.shape, (3, 9, 64, 96, 3))
        self.assertEqual(batch.audio.shape, (3, 2, 9000))
        self.assertEqual(batch.mask.shape, (3, 9, 64, 96))
        self.assertEqual(batch.state.shape, (3, 8, 9, 8))
        self.assertEqual(batch.depth.shape, (3, 9, 64, 96))
        self.assertEqual(batch.flow.shape, (3, 9, 64, 96, 2))
        self.assertEqual(list(batch.indices), [0, 1, 2])
        self.assertEqual(len(set(batch.seeds.tolist())), 3)
        self.assertTrue((batch.depth > 0).all())
        self.assertTrue(np.isfinite(batch.state).all())
        self.assertGreater(int(np.ptp(batch.frames)), 60)
        for i in range(3):
            self.assertEqual(len(batch.captions[i]), 4)
            self.assertTrue(all(batch.captions[i]))
            things = batch.scenes[i]["things"]
            slots = [slot for thing in things for slot in thing["slots"] if slot >= 0]
            self.assertEqual(slots, list(range(batch.slot_counts[i])))
            ids = set(np.unique(batch.mask[i]).tolist()) - {0, 255}
            self.assertLessEqual(ids, set(range(1, 1 + batch.slot_counts[i])))
            self.assertTrue((np.diff(batch.contacts[i]["time_s"]) >= 0).all())

    def test_a_device_is_chosen_or_refused_by_name(self):
        if not hasattr(LIBRARY, "hibari_tap_open_on"):
            self.skipTest("libhibari_world.so is from before there were devices")
        with self.assertRaisesRegex(ValueError, "device"):
            self.open(device="abacus")
        self.assertEqual(len(next(self.open(device="auto"))), 1)

    def test_a_resumed_run_goes_on_as_it_would_have(self):
        whole = next(self.open(batch=4))
        rest = next(self.open(batch=2, first_index=2, threads=1))
        np.testing.assert_array_equal(whole.frames[2:], rest.frames)
        np.testing.assert_array_equal(whole.audio[2:], rest.audio)
        np.testing.assert_array_equal(whole.state[2:], rest.state)
        self.assertEqual(whole.captions[2:], rest.captions)

    def test_processes_with_a_stride_share_a_seed(self):
        whole = next(self.open(batch=4))
        odd = next(self.open(batch=2, first_index=1, stride=2))
        self.assertEqual(list(odd.indices), [1, 3])
        np.testing.assert_array_equal(whole.frames[1::2], odd.frames)

    def test_the_last_batch_is_short(self):
        batches = list(self.open(batch=2, count=3))
        self.assertEqual([len(batch) for batch in batches], [2, 1])
        self.assertEqual(batches[1].frames.shape[0], 1)

    def test_held_out_combinations_are_kept_apart(self):
        self.assertFalse(next(self.open(batch=4, split="train")).held_out.any())
        self.assertTrue(next(self.open(batch=4, split="held_out")).held_out.all())

    def test_what_cannot_be_is_refused_in_words(self):
        with self.assertRaisesRegex(ValueError, "size: expected multiples of 32"):
            self.open(width=100)
        with self.assertRaisesRegex(ValueError, "mix: there is no 'soup'"):
            self.open(mix="soup")
        with self.assertRaisesRegex(ValueError, "split"):
            self.open(split="some")

    def test_stop_ends_a_waiting_iteration(self):
        tap = self.open(width=512, height=512, frames=241, batch=64, depth=1)
        threading.Timer(0.2, tap.stop).start()
        self.assertLessEqual(sum(len(batch) for batch in tap), 63)

    def test_names(self):
        self.assertIn("bounce", taps.mixes(LIBRARY))
        self.assertIn("rubber", taps.material_names(LIBRARY))

    def test_stats_count(self):
        tap = self.open(batch=2)
        next(tap)
        stats = tap.stats()
        self.assertEqual(stats["taken"], 2)
        self.assertEqual(stats["skipped"], 0)
        self.assertGreater(stats["picture_s"], 0)


if __name__ == "__main__":
    unittest.main()
