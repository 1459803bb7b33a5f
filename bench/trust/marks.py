#!/usr/bin/env python3
"""How well the invisible mark of the picture holds: marks clips, lets ffmpeg do to them what the
world does, reads them, and prints a table by style and attack.

    bench/trust/marks.py FOLDER [--tool FILE] [--attacks NAME,...] [--pairs N]

FOLDER has the clips, named STYLE_WHATEVER.mp4, as `hibari generate --quality high` makes them.
Marked clips are encoded as Mp4Writer does (x264 fast, CRF 19) before anything is done to them."""

import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

X264 = ["-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p", "-threads", "1"]
VP9 = ["-c:v", "libvpx-vp9", "-b:v", "0", "-cpu-used", "5", "-deadline", "good", "-threads", "1"]


def x264(crf):
    return X264 + ["-crf", str(crf)]


# name: (filters, encoder, its harshness as one of two)
ATTACKS = {
    "copy": ("", None),
    "crf32": ("", x264(32)),
    "crf36": ("", x264(36)),
    "half+crf32": ("scale=trunc(iw/4)*2:trunc(ih/4)*2", x264(32)),
    "fps15+crf32": ("fps=15", x264(32)),
    "crop55+crf28": ("crop=trunc(iw*0.7416/2)*2:trunc(ih*0.7416/2)*2:iw*0.13:ih*0.11", x264(28)),
    "vp9": ("", VP9 + ["-crf", "32"]),
    "vp9crf38": ("", VP9 + ["-crf", "38"]),
    "mirror": ("hflip", x264(28)),
    "stretch": ("scale=trunc(iw*0.8/2)*2:ih,setsar=1", x264(28)),
    "rotate3": ("rotate=3*PI/180", x264(28)),
    "rotate10": ("rotate=10*PI/180", x264(28)),
    "letterbox": ("pad=iw:trunc(ih*1.3/2)*2:0:(oh-ih)/2,setsar=1", x264(28)),
    "logo": ("drawbox=x=iw*0.75:y=ih*0.05:w=iw*0.2:h=ih*0.15:color=white:t=fill", x264(28)),
    "bright": ("eq=brightness=0.06:contrast=1.15", x264(28)),
    "trim2s": ("trim=start=1.2:end=3.2,setpts=PTS-STARTPTS", x264(28)),
}
SINGLE = ["copy", "crf32", "half+crf32", "fps15+crf32", "crop55+crf28", "vp9", "vp9crf38"]
# What is combined in pairs: filters in this order, then the harsher encoder.
PAIRED = {
    "crf32": ("", x264(32)),
    "half": ("scale=trunc(iw/4)*2:trunc(ih/4)*2", x264(32)),
    "fps15": ("fps=15", x264(32)),
    "crop55": ("crop=trunc(iw*0.7416/2)*2:trunc(ih*0.7416/2)*2:iw*0.13:ih*0.11", x264(28)),
    "vp9": ("", VP9 + ["-crf", "32"]),
}


def run(command, **more):
    return subprocess.run(command, check=True, stderr=subprocess.PIPE, **more)


def facts(path):
    out = run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries",
         "stream=width,height,r_frame_rate", "-of", "json", path],
        stdout=subprocess.PIPE,
    ).stdout
    stream = json.loads(out)["streams"][0]
    rate = stream["r_frame_rate"].split("/")
    return stream["width"], stream["height"], round(int(rate[0]) / int(rate[1]))


def raw(path, out):
    run(["ffmpeg", "-v", "error", "-y", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24",
         "-threads", "1", out])


def from_raw(size, fps):
    return ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-r", str(fps)]


def mark(tool, clip, number, folder):
    """Makes the marked master of one clip; its quality figures."""
    width, height, fps = facts(clip)
    plain, marked = folder / "plain.raw", folder / "marked.raw"
    raw(clip, plain)
    with open(plain, "rb") as source, open(marked, "wb") as target:
        said = subprocess.run(
            [tool, "mark", str(width), str(height), str(fps), str(number)],
            stdin=source, stdout=target, stderr=subprocess.PIPE, check=True, text=True,
        ).stderr
    psnr, cost, flicker = re.search(r"psnr ([\d.]+) ms ([\d.]+) flicker ([\d.]+)", said).groups()
    both = from_raw((width, height), fps)
    ssim = subprocess.run(
        ["ffmpeg", "-v", "info", *both, "-i", plain, *both, "-i", marked, "-lavfi",
         "[0:v]format=yuv444p[a];[1:v]format=yuv444p[b];[a][b]ssim", "-f", "null", "-"],
        stderr=subprocess.PIPE, check=True, text=True,
    ).stderr
    ssim = float(re.search(r"SSIM Y:([\d.]+)", ssim).group(1))
    master = folder / "master.mp4"
    run(["ffmpeg", "-v", "error", "-y", *both, "-i", marked, "-c:v", "libx264", "-preset", "fast",
         "-crf", "19", "-pix_fmt", "yuv420p", "-threads", "1", master])
    plain.unlink()
    marked.unlink()
    return master, {"psnr": float(psnr), "ssim": ssim, "ms": float(cost),
                    "flicker": float(flicker)}


def attack(master, filters, encoder, folder):
    if encoder is None:
        out = folder / "attacked.mp4"
        run(["ffmpeg", "-v", "error", "-y", "-i", master, "-c", "copy", out])
        return out
    out = folder / ("attacked.webm" if "libvpx-vp9" in encoder else "attacked.mp4")
    filters = ["-vf", filters] if filters else []
    run(["ffmpeg", "-v", "error", "-y", "-i", master, *filters, *encoder, out])
    return out


def read(tool, clip, number, folder):
    width, height, fps = facts(clip)
    frames = folder / "frames.raw"
    raw(clip, frames)
    with open(frames, "rb") as source:
        said = subprocess.run(
            [tool, "read", str(width), str(height), str(fps), str(number)],
            stdin=source, stdout=subprocess.PIPE, check=True, text=True,
        ).stdout
    frames.unlink()
    words = said.split()
    return {words[i]: words[i + 1] for i in range(0, 12, 2)} | {"line": said.strip()}


def one_clip(options, clip, jobs):
    number = random.Random(clip.name).getrandbits(32)
    rows = []
    with tempfile.TemporaryDirectory(dir=options.scratch) as name:
        folder = pathlib.Path(name)
        master, quality = mark(options.tool, clip, number, folder)
        for label, filters, encoder in jobs:
            found = read(options.tool, attack(master, filters, encoder, folder), number, folder)
            rows.append((label, int(found["id"]) == number, found))
    return clip, quality, rows


def pair_jobs(count):
    jobs = []
    for a, b in itertools.combinations(PAIRED, 2):
        filters = ",".join(f for f in (PAIRED[a][0], PAIRED[b][0]) if f)
        encoder = PAIRED[b][1] if "vp9" in (a, b) else x264(32)
        jobs.append((f"{a}+{b}", filters, encoder))
    return jobs[:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tool", default="build/release/bin/picture_mark_tool")
    parser.add_argument("--attacks", default=",".join(SINGLE))
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--scratch", default=None)
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    names = ATTACKS if options.attacks == "all" else [n for n in options.attacks.split(",") if n]
    jobs = [(name, *ATTACKS[name]) for name in names] + pair_jobs(options.pairs)
    clips = sorted(c for c in options.folder.glob("*.mp4") if re.search(options.only, c.name))
    done = {label: [0, 0] for label, _, _ in jobs}
    quality_rows = []
    short = [label[:10] for label, _, _ in jobs]
    print(f"{'clip':26} {'psnr':>5} {'ssim':>6} {'ms':>4} {'flick':>5} " + " ".join(f"{s:>10}" for s in short))
    with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
        for clip, quality, rows in pool.map(lambda c: one_clip(options, c, jobs), clips):
            quality_rows.append(quality)
            cells = []
            for label, right, found in rows:
                done[label][0] += right
                done[label][1] += 1
                mark_ = "" if right else "!"
                cells.append(f"{mark_}{float(found['true']):.2f}/{float(found['pilot']):.1f}")
                if options.verbose:
                    print(label, found["line"], file=sys.stderr)
            print(f"{clip.stem[:26]:26} {quality['psnr']:5.1f} {quality['ssim']:6.4f} "
                  f"{quality['ms']:4.1f} {quality['flicker']:5.2f} " + " ".join(f"{c:>10}" for c in cells), flush=True)
    if quality_rows:
        print(f"{'least or most':26} {min(q['psnr'] for q in quality_rows):5.1f} "
              f"{min(q['ssim'] for q in quality_rows):6.4f} {max(q['ms'] for q in quality_rows):4.1f} "
              f"{max(q['flicker'] for q in quality_rows):5.2f} "
              + " ".join(f"{f'{a}/{b}':>10}" for a, b in done.values()))


if __name__ == "__main__":
    main()
