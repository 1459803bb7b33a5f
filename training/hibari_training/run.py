"""What all stages share: the command line, time, signals, the log, and saving.

A stage begins from the model folder. While it runs it keeps, beside its metrics, a state file (weights
before rounding, optimiser, average, step) in --state, with which the same machine goes on; rates warm up
again and fall with the new run's end. On another machine, where there is none, the folder is enough. Both are replaced whole, so a stage may be
killed at any moment; SIGTERM and Ctrl-C end it after the step at hand, saved.
"""

import argparse
import datetime
import json
import math
import os
import signal
import time
import tomllib

import numpy as np
import torch

from . import clips, optim, png, weights
from .models import config as configs

NETWORK_OF = {
    "video_autoencoder": "video_vae",
    "audio_autoencoder": "audio_vae",
    "text": "text_encoder",
    "denoiser": "denoiser",
}
CLIPS_OF_A_RUN = 10_000_000
LOG_HEAD = (
    "# Training log\n\n"
    "One row per run of a stage; figures are those of clips that are never trained on.\n\n"
    "| date (UTC) | stage | steps | clips | seconds | steps/s | before | after | sheet |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)


def parse(stage, argv):
    parser = argparse.ArgumentParser(prog=f"python -m hibari_training.{stage}")
    parser.add_argument("--config", required=True, help="a file of training/configs")
    parser.add_argument("--model", required=True, help="the model folder, read and written")
    parser.add_argument("--minutes", type=float, default=0.0, help="stop after this time")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps in all")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--cache", default="", help="a folder of clips, see hibari_training.clips")
    parser.add_argument("--state", default="", help="where state and metrics are kept")
    parser.add_argument("--fresh", action="store_true", help="begin this stage's network anew")
    return parser.parse_args(argv)


def read_config(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def device_of(name):
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


class Run:
    def __init__(self, stage, argv=None):
        self.stage = stage
        self.args = parse(stage, argv)
        self.config = read_config(self.args.config)
        self.settings = self.config[stage]
        self.data = self.config["data"]
        if self.args.cache:
            clips.check_folder(self.args.cache, self.data)
        self.device = device_of(self.args.device)
        self.folder = self.args.model
        name = os.path.splitext(os.path.basename(self.args.config))[0]
        self.work = self.args.state or os.path.join("build", "training", name)
        os.makedirs(self.work, exist_ok=True)
        self.metrics_path = os.path.join(self.work, f"{stage}.jsonl")
        self.state_path = os.path.join(self.work, f"{stage}.state")
        if self.device.type == "cuda":
            torch.backends.cuda.matmul.allow_tf32 = True
            torch.backends.cudnn.allow_tf32 = True
        self.mini = self.load_model()
        self.rng = np.random.default_rng(self.settings.get("seed", 1))
        torch.manual_seed(self.settings.get("seed", 1))
        self.step = 0
        self.first_step = 0
        self.seen = 0  # clips or crops trained on
        self.runs = 0  # that this stage went on from
        self.begun = time.time()
        self.saved = self.begun
        self.stop = False
        self.old_handlers = {}
        self.sums = {}
        self.before = {}

    def load_model(self):
        """The folder's model, or a new one of the config's shape."""
        torch.manual_seed(0)
        if not os.path.exists(os.path.join(self.folder, "config.json")):
            return weights.Mini(configs.from_dict(self.config["model"])).to(self.device)
        mini = weights.load(self.folder)
        self.check_shape(mini.config)
        network = NETWORK_OF.get(self.stage)
        if self.args.fresh and network:
            if network == "denoiser":  # a new one is not distilled
                mini.config.denoiser.guidance_input = mini.config.denoiser.step_input = False
            setattr(mini, network, getattr(weights.Mini(mini.config), network))
        self.check_order(network)
        return mini.to(self.device)

    def check_shape(self, config):
        """A folder keeps the shapes it began with; a config that asks for others is not obeyed silently."""
        asked = configs.from_dict(self.config["model"])
        for part in ("video_vae", "audio_vae", "text", "denoiser"):
            ours, theirs = vars(getattr(config, part)), vars(getattr(asked, part))
            for name in ours.keys() - {"guidance_input", "step_input", "vocabulary"}:
                if ours[name] != theirs[name]:
                    raise SystemExit(
                        f"{self.folder} has {part}.{name} = {ours[name]}, the config asks for {theirs[name]}: "
                        "begin another folder"
                    )

    def check_order(self, network):
        """What the denoiser learned from must not change under it."""
        frozen = network in ("video_vae", "audio_vae", "text_encoder")
        if frozen and weights.has(self.folder, "denoiser") and not self.settings.get("decoder_only"):
            raise SystemExit(
                f"{self.folder} has a denoiser, which would no longer understand a new {network}: "
                "remove denoiser*.safetensors first, or set decoder_only"
            )

    def needs(self, *networks):
        """Ends the run when one of these was not trained yet: it would be random."""
        for name in networks:
            if not weights.has(self.folder, name):
                raise SystemExit(f"{self.folder} has no {name} yet: train it first")

    def is_new(self):
        """Whether this stage's network begins with random weights."""
        return self.args.fresh or not weights.has(self.folder, NETWORK_OF[self.stage])

    # --- time and signals ---

    def __enter__(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            try:
                self.old_handlers[number] = signal.signal(number, self.on_signal)
            except ValueError:  # not the main thread
                pass
        return self

    def __exit__(self, *_):
        for number, handler in self.old_handlers.items():
            signal.signal(number, handler)

    def on_signal(self, *_):
        self.stop = True

    def progress(self):
        """The share of the run that is over, by steps or by time, whichever is further."""
        share = 0.0
        last = self.args.steps or self.settings.get("steps", 0)
        if last:
            share = (self.step - self.first_step) / max(1, last - self.first_step)
        if self.args.minutes:
            share = max(share, (time.time() - self.begun) / (60 * self.args.minutes))
        return share

    def going(self):
        return not self.stop and self.progress() < 1.0

    def factor(self):
        return optim.factor_of(
            self.step - self.first_step,
            self.settings.get("warmup", 100),
            self.progress(),
            self.settings.get("decay_share", 0.0),
        )

    # --- numbers ---

    def count(self, **numbers):
        """Adds numbers of a step; their means are written every `log_every` steps."""
        for name, value in numbers.items():
            total, count = self.sums.get(name, (0.0, 0))
            if torch.is_tensor(value):
                value = value.detach()
            self.sums[name] = (total + float(value), count + 1)
        every = self.settings.get("log_every", 50)
        if self.step % every == 0:
            means = {name: total / count for name, (total, count) in self.sums.items()}
            self.sums = {}
            self.write(means)

    def write(self, numbers, **more):
        elapsed = time.time() - self.begun
        line = {"time": round(time.time(), 1), "step": self.step, "seconds": round(elapsed, 1)}
        line.update(more)
        line.update({k: tidy(v) for k, v in numbers.items()})
        with open(self.metrics_path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        text = "  ".join(f"{k} {v}" for k, v in line.items() if k != "time")
        print(f"{self.stage}: {text}", flush=True)

    # --- saving ---

    def due(self):
        """Whether it is time to save."""
        return time.time() - self.saved > 60 * self.settings.get("save_minutes", 5)

    def save(self, networks, state):
        """`networks` with their current weights go to the folder, `state` to the state file."""
        self.save_state(state)
        weights.save(self.mini, self.folder, networks, self.settings.get("store", "q8_0"))
        self.saved = time.time()

    def save_state(self, state):
        state = dict(state, step=self.step, seen=self.seen, runs=self.runs)
        partial = self.state_path + ".partial"
        torch.save(state, partial)
        os.replace(partial, self.state_path)

    def load_state(self):
        """The state file, or None. Steps go on counting from it."""
        if self.args.fresh or not os.path.exists(self.state_path):
            return None
        state = torch.load(self.state_path, map_location=self.device)
        self.step = self.first_step = state["step"]
        self.seen = state["seen"]
        self.runs = state.get("runs", 0) + 1
        self.seen_first = self.seen
        seed = self.settings.get("seed", 1)
        self.rng = np.random.default_rng([seed, self.step])  # not the draws of the run before
        torch.manual_seed(1_000_003 * seed + self.step)
        return state

    def sheet(self, rows):
        """Writes a contact sheet; gives its name within the folder."""
        stamp = datetime.datetime.utcnow().strftime("%Y%m%d-%H%M")
        name = f"sheets/{self.stage}-{stamp}.png"
        picture = png.sheet(rows)
        png.write(os.path.join(self.work, f"{self.stage}.png"), picture)
        with weights.edited(self.folder) as new:
            os.makedirs(os.path.join(new, "sheets"), exist_ok=True)
            for old in os.listdir(os.path.join(new, "sheets")):  # the newest sheet of a stage is kept
                if old.startswith(self.stage + "-"):
                    os.remove(os.path.join(new, "sheets", old))
            png.write(os.path.join(new, name), picture)
        return name

    def log_row(self, after, sheet):
        seconds = time.time() - self.begun
        steps = self.step - self.first_step
        date = datetime.datetime.utcnow().strftime("%Y-%m-%d %H:%M")
        cells = [
            date,
            f"{self.stage} ({self.mini.config.stage})",
            f"{steps} (to {self.step})",
            str(self.seen),
            f"{seconds:.0f}",
            f"{steps / max(seconds, 1e-3):.2f}",
            words(self.before),
            words(after),
            f"[sheet]({sheet})" if sheet else "",
        ]
        with weights.edited(self.folder) as new:
            path = os.path.join(new, "LOG.md")
            text = LOG_HEAD
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    text = file.read()
            weights.write_text(path, text + "| " + " | ".join(cells) + " |\n")

    # --- clips ---

    def first_index(self):
        """Another part of the endless series for every run: as many as the log has rows went before, or more
        when runs were killed."""
        path = os.path.join(self.folder, "LOG.md")
        rows = 0
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                rows = max(0, sum(line.startswith("| ") for line in file) - 1)
        return self.data.get("first_index", 0) + CLIPS_OF_A_RUN * (rows + self.runs)

    def pool(self):
        return clips.Pool(self.data, self.args.cache or None, self.first_index())

    def held(self, count=None):
        return clips.held_clips(self.data, count or self.data.get("held", 16), self.args.cache)


def tidy(value):
    if isinstance(value, float):
        return float(f"{value:.4g}") if math.isfinite(value) else None
    return value


def words(numbers):
    return ", ".join(f"{name} {tidy(value)}" for name, value in numbers.items())
