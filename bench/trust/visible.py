#!/usr/bin/env python3
"""Whether the visible mark is read by a program that knows nothing of it: draws it into clips,
encodes them at CRF 28, and gives frames to tesseract.

    bench/trust/visible.py FOLDER [--tool FILE] [--frames N]

Every clip of FOLDER is made longer by repeating it, and shown in three sizes: as it is wide at 720
lines, at 360 lines, and upright (its middle). A frame counts as read when the whole handle is in what
tesseract says of one of the places where the key says that it stands; signs that no reader tells
apart without context (l I 1, o 0) count as one. With --whole: how often, too, the handle is found when
tesseract gets the whole frame and is told nothing. Needs ffmpeg and tesseract."""

import argparse
import concurrent.futures
import itertools
import pathlib
import subprocess
import sys
import tempfile

SECONDS = 6
FPS = 24
# Tesseract wants some of what is around letters, and not too much.
AROUND = (0, 4, 10)
SIZES = {
    "1280x720": "scale=1280:720",
    "640x360": "scale=640:360",
    "404x720": "crop=trunc(ih*9/32)*2:ih,scale=404:720",
}
HANDLES = ["ann", "skylark_77", "maker.quick", "Vexing-Fox", "bigwhale87", "hz.93_dt", "jo.quick",
           "AnnaLindqvist", "the_lake_is_calm_today_in_june", "studio.north_42"]


def run(command, **more):
    return subprocess.run(command, check=True, stderr=subprocess.PIPE, **more)


def folded(text):
    """Without what cannot be told apart, and without gaps and signs that are smaller than noise."""
    text = text.lower()
    for signs, one in (("1i|j!", "l"), ("0", "o")):
        for sign in signs:
            text = text.replace(sign, one)
    return "".join(c for c in text if c.isalnum())


def read(picture, mode):
    said = run(["tesseract", picture, "-", "--psm", mode], stdout=subprocess.PIPE, text=True,
               env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}).stdout
    return folded(said)


def one(options, clip, size, handle, number):
    """Frames read at the mark's place, frames read anywhere, frames, and what a frame cost."""
    width, height = map(int, size.split("x"))
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(FPS)]
    with tempfile.TemporaryDirectory(dir=options.scratch) as name:
        folder = pathlib.Path(name)
        plain, marked = folder / "plain.raw", folder / "marked.mp4"
        run(["ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", clip, "-t", str(SECONDS), "-an",
             "-vf", f"fps={FPS},{SIZES[size]}", *raw[:4], plain])
        encode = subprocess.Popen(
            ["ffmpeg", "-v", "error", *raw, "-i", "-", "-c:v", "libx264", "-preset", "fast",
             "-crf", "28", "-pix_fmt", "yuv420p", "-threads", "1", marked], stdin=subprocess.PIPE)
        with open(plain, "rb") as source:
            said = run([options.tool, handle, str(width), str(height), str(FPS), str(number)],
                       stdin=source, stdout=encode.stdin, text=True).stderr.splitlines()
        encode.stdin.close()
        encode.wait()
        plain.unlink()
        mark_width, mark_height = map(int, said[-1].split()[1].split("x"))
        at_place, anywhere = 0, 0
        step = SECONDS * FPS // options.frames
        first = step // 2
        run(["ffmpeg", "-v", "error", "-i", marked, "-vf", f"select=not(mod(n-{first}\\,{step}))",
             "-fps_mode", "passthrough", "-frames:v", str(options.frames), folder / "%d.ppm"])
        wanted = folded(handle)
        for i in range(options.frames):
            picture = folder / f"{i + 1}.ppm"
            found = False
            for place, around, mode in itertools.product(
                said[first + i * step].split(), AROUND, ("6", "11")
            ):
                x, y = (int(v) - around for v in place.split(","))
                cut = folder / "cut.ppm"
                # Twice as large, as tesseract's own guide says for small letters.
                cutting = f"crop={mark_width + 2 * around}:{mark_height + 2 * around}:{x}:{y}"
                run(["ffmpeg", "-v", "error", "-y", "-i", picture, "-vf",
                     f"{cutting},scale=iw*2:ih*2:flags=bicubic", cut])
                if wanted in read(cut, mode):
                    found = True
                    break
            at_place += found
            if not found and options.keep:
                run(["cp", picture, f"{options.keep}/{clip.stem}-{size}-{i}.ppm"])
            if options.whole:
                anywhere += wanted in read(picture, "11")
        return at_place, anywhere, options.frames, float(said[-1].split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tool", default="build/release/bin/visible_mark_tool")
    parser.add_argument("--frames", type=int, default=10)
    parser.add_argument("--scratch", default=None)
    parser.add_argument("--keep", default=None, help="folder for frames that were not read")
    parser.add_argument("--whole", action="store_true", help="whole frames too")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    clips = sorted(options.folder.glob("*.mp4"))
    jobs = [(clip, size, HANDLES[i % len(HANDLES)], i * 100 + n)
            for i, clip in enumerate(clips) for n, size in enumerate(SIZES)]
    totals = {size: [0, 0, 0, 0.0] for size in SIZES}
    with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
        for job, got in zip(jobs, pool.map(lambda job: one(options, *job), jobs)):
            clip, size, handle, _ = job
            print(f"{clip.stem[:20]:20} {size:9} {handle:31} read {got[0]:2}/{got[2]}  "
                  f"whole frame {got[1]:2}/{got[2]}  {got[3]:.2f} ms", flush=True)
            total = totals[size]
            total[:3] = [a + b for a, b in zip(total[:3], got)]
            total[3] = max(total[3], got[3])
    for size, (at_place, anywhere, frames, cost) in totals.items():
        print(f"{size}: read {at_place}/{frames}, whole frame {anywhere}/{frames}, "
              f"at most {cost:.2f} ms a frame")


if __name__ == "__main__":
    main()
