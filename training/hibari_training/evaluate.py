"""The last stage: measures a model and writes metrics.json and a sheet into its folder.

    python -m hibari_training.evaluate --config training/configs/nano.toml --model models/mini

Everything is measured on clips that are never trained on. The sampled figures look at what the model
makes of their long captions: whether the plan has the right number of objects and whether they fall as
they do in the simulator; whether the picture shows the plan's colours where the plan says; whether it
moves; whether sound begins when the plan has a contact (and how often chance would have it so). The floor beside each figure is the same
measurement on the held clips themselves.
"""

import json
import os
import sys

import numpy as np
import torch

from . import audio_autoencoder, denoiser, latents, states, text, tokenizer, video_autoencoder, weights
from .run import Run, tidy

COLOUR_NEAR = 0.35  # root mean square over channels in -1 .. 1
FALL_FRAMES_MIN = 4


def colours_found(pictures, plan):
    """The share of visible planned objects in whose middle the picture has the planned colour;
    pictures are uint8 [T, H, W, 3]."""
    found, asked = 0, 0
    count, height, width, _ = pictures.shape
    for slot in np.flatnonzero(plan["used"]):
        for index in range(plan["x"].shape[1]):
            x, y = plan["x"][slot, index, -1], plan["y"][slot, index, -1]
            radius = plan["size"][slot, index, -1] * height * 0.5
            if plan["visible"][slot, index, -1] < 0.5 or not (0.02 < x < 0.98 and 0.02 < y < 0.98):
                continue
            frame = pictures[min(8 * index, count - 1)].astype(np.float32) / 127.5 - 1.0
            top, left = int(max(y * height - radius, 0)), int(max(x * width - radius, 0))
            part = frame[top : int(y * height + radius) + 1, left : int(x * width + radius) + 1]
            asked += 1
            if part.size:
                distance = np.sqrt(((part - plan["colour"][slot]) ** 2).mean(axis=-1))
                found += np.quantile(distance, 0.25) < COLOUR_NEAR
    return found, asked


def motion(pictures):
    """Mean absolute difference of frames, 0 .. 255."""
    pictures = pictures.astype(np.float32)
    return float(np.abs(pictures[1:] - pictures[:-1]).mean())


def falls(plan):
    """For each free fall in a plan (the height of an object over at least four sub-times, falling faster
    and faster, without a contact), the acceleration in picture heights per second squared."""
    out = []
    for slot in np.flatnonzero(plan["used"]):
        y = plan["y"][slot, 1:].reshape(-1)
        quiet = ~np.repeat(plan["contact"][slot, 1:], 4)
        speed = np.diff(y)
        begin = None
        for i in range(len(speed) + 1):
            falling = i < len(speed) and speed[i] > 0.004 and quiet[i] and quiet[i + 1]
            falling = falling and (begin is None or speed[i] > speed[i - 1] - 0.002)
            if falling and begin is None:
                begin = i
            if not falling and begin is not None:
                if i - begin >= FALL_FRAMES_MIN:
                    t = np.arange(i - begin + 1) / 12.0  # sub-times are two frames apart
                    out.append(2 * float(np.polyfit(t, y[begin : i + 1], 2)[0]))
                begin = None
    return out


def onsets_found(sound, plan):
    """Of the plan's contacts, at how many the sound rises within two frames."""
    count = sound.shape[1] // 1000
    level = np.abs(sound[:, : 1000 * count]).reshape(2, count, 1000).max(axis=(0, 2))
    rise = np.diff(level, prepend=level[:1])
    found, asked = 0, 0
    for slot, index in np.argwhere(plan["contact"]):
        if not plan["used"][slot] or index == 0:
            continue
        asked += 1
        at = int(plan["touched"][slot, index])
        part = rise[max(at - 2, 0) : at + 3]
        found += bool(len(part) and part.max() > 0.03)
    return found, asked


def colours_planned(plan, wanted):
    """Of the things that the caption tells, how many have their colour in the plan; slots are in the order
    of the caption."""
    slots = np.flatnonzero(wanted["used"])
    distance = np.sqrt(((plan["colour"][slots] - wanted["colour"][slots]) ** 2).mean(axis=-1))
    return int((plan["used"][slots] & (distance < COLOUR_NEAR)).sum()), len(slots)


def looked_at(pictures, sounds, plans, wanted):
    """Figures of clips with their plans; `wanted` are the plans of the held clips. "onsets_chance" are the
    contacts of one clip looked for in the sound of the next: what noise would reach."""
    sums = {name: [0, 0] for name in ("colours", "colours_planned", "onsets", "onsets_chance")}
    accelerations, right = [], 0
    for i, (picture, sound, plan) in enumerate(zip(pictures, sounds, plans)):
        for name, pair in (
            ("colours", colours_found(picture, plan)),
            ("colours_planned", colours_planned(plan, wanted[i])),
            ("onsets", onsets_found(sound, plan)),
            ("onsets_chance", onsets_found(sounds[i - 1], plan)),
        ):
            sums[name][0] += pair[0]
            sums[name][1] += pair[1]
        accelerations += falls(plan)
        right += int(plan["used"].sum() == wanted[i]["used"].sum())
    out = {
        "count_right": 100.0 * right / max(1, len(plans)),
        "motion": float(np.mean([motion(each) for each in pictures])),
        "falls": len(accelerations),
    }
    for name, (found, asked) in sums.items():
        if asked:
            out[name] = 100.0 * found / asked
    if accelerations:
        out["fall_median"] = float(np.median(accelerations))
        out["fall_down"] = 100.0 * float((np.array(accelerations) > 0).mean())
    return out


def samples(run, held, rows):
    mini = run.mini
    pictures, sounds, plans = [], [], []
    for at in range(0, len(rows), 4):
        batch = latents.batch_of(rows[at : at + 4], None, run.device, kind=0)
        values = denoiser.sample(mini, batch["ids"], held[0].frames.shape[0], run.device, seed=at + 1)
        made, sound = denoiser.decoded(mini, values)
        pictures += list(denoiser.png.to_bytes(made))
        sounds += list(sound.cpu().numpy())
        plans += [states.read(each.cpu().numpy()) for each in values["state"]]
    wanted = [states.read(row["state"].astype(np.float32)) for row in rows]
    generated = looked_at(pictures, sounds, plans, wanted)
    floor = looked_at(
        [np.array(clip.frames) for clip in held], [clip.sound for clip in held], wanted, wanted
    )
    return generated, floor


def main(argv=None):
    with Run("evaluate", argv) as run:
        run.needs("video_vae", "audio_vae", "text_encoder", "denoiser")
        mini, device = run.mini, run.device
        held = run.held(run.settings.get("clips", run.data.get("held", 16)))
        out = {"stage": mini.config.stage}
        out["video_vae"], _ = video_autoencoder.evaluate(mini.video_vae, held, device)
        out["audio_vae"], _ = audio_autoencoder.evaluate(mini.audio_vae, held, device)
        found = text.load_heads(run)
        if found:
            words = tokenizer.Tokenizer(mini.vocabulary)
            told = [(clip.captions, clip.scene) for clip in held]
            out["text"] = text.evaluate(
                mini.text_encoder, *found, words, told, run.data["source"], device
            )
        encoder = latents.Encoder(mini, device)
        rows = [encoder.encode(clip) for clip in held]
        out["denoiser"] = denoiser.validation(mini, rows, device)
        out["samples"], out["samples_floor"] = samples(run, held, rows)
        for name, numbers in out.items():
            if isinstance(numbers, dict):
                run.write(numbers, of=name)
                out[name] = {key: tidy(value) for key, value in numbers.items()}
        picture, _ = denoiser.rows_of(mini, held, rows, device)
        sheet = run.sheet(picture)
        with weights.edited(run.folder) as new:
            path = os.path.join(new, "metrics.json")
            weights.write_text(path, json.dumps(out, indent=2) + "\n")
        run.log_row({f"sample {k}": v for k, v in out["samples"].items()}, sheet)


if __name__ == "__main__":
    sys.exit(main())
