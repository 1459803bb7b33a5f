#!/usr/bin/env python3
"""Makes signed files of every kind, format and layout, and has them judged by three: the native and
the WebAssembly build of the Content Authenticity Initiative's SDK, which are not ours, and our own
reader. All must give the state and exactly the failures that the sample is made for.

    tests/conformance/provenance/run.py                     makes samples with build/dev
    tests/conformance/provenance/run.py --samples FILE      another build of make_samples
    tests/conformance/provenance/run.py --root R.pem F...   only judges files that are there already

The verifiers are fetched from their registry the first time, in the versions named in package.json,
into build/conformance. They run no scripts of theirs while they are installed.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from run import ROOT, SKIPPED, TOOLS, is_current, mark_current, node_programs, prepare_python  # noqa: E402

VERIFIERS = ("native", "wasm")
# Where one of them finds more than the others: the WebAssembly build also looks whether a certificate
# that has run out leads to a root now, which none does.
MORE = {("expired.mp4", "wasm"): {"signingCredential.untrusted"}}


def prepare() -> tuple[str, pathlib.Path]:
    """Path of node, and the folder that holds the verifiers."""
    if not shutil.which("node"):
        prepare_python()
    node, npm = node_programs()
    folder = TOOLS / "provenance"
    wanted = HERE / "package.json"
    stamp = TOOLS / "provenance.stamp"
    if not is_current(stamp, wanted):
        print("conformance: fetching the verifiers", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, folder)
        # The native one asks for a newer Node than it needs.
        subprocess.run(
            [npm, "install", "--ignore-scripts", "--force", "--no-package-lock", "--no-audit",
             "--no-fund", "--silent"],
            cwd=folder,
            check=True,
        )
        mark_current(stamp, wanted)
    # Beside node_modules, because that is where an import looks.
    shutil.copy(HERE / "verify.mjs", folder)
    return node, folder


def judge(root: pathlib.Path, files: list[pathlib.Path]) -> dict[tuple[str, str], dict]:
    """What each verifier finds in each file."""
    node, folder = prepare()
    done = subprocess.run(
        [node, "verify.mjs", root.resolve(), *(file.resolve() for file in files)],
        cwd=folder, capture_output=True, text=True,
    )
    if done.returncode != 0:
        sys.exit(f"provenance: the verifiers do not run:\n{done.stderr}")
    found = {}
    for line in done.stdout.splitlines():
        one = json.loads(line)
        found[pathlib.Path(one["file"]).name, one["verifier"]] = one
    return found


def plain_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """A small clip in four layouts and two pictures, by FFmpeg."""
    names = ["first.mp4", "last.mp4", "fragmented.mp4", "wide.mp4", "picture.jpg", "picture.webp"]
    files = [folder / name for name in names]
    ffmpeg = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
    last = files[1]
    subprocess.run(
        [*ffmpeg, "-f", "lavfi", "-i", "testsrc2=s=320x180:d=2", "-f", "lavfi", "-i", "sine=d=2",
         "-c:v", "libx264", "-c:a", "aac", last], check=True)
    for file, flags in ((files[0], "+faststart"), (files[2], "+frag_keyframe+empty_moov")):
        subprocess.run([*ffmpeg, "-i", last, "-c", "copy", "-movflags", flags, file], check=True)
    for file in files[4:]:
        subprocess.run([*ffmpeg, "-i", last, "-frames:v", "1", file], check=True)
    files[3].write_bytes(widened(files[0].read_bytes()))
    return files


def widened(mp4: bytes) -> bytes:
    """The same with 64-bit places of chunks: `stco` in `moov`, which lies first, becomes `co64`."""
    folders = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
    grown = mp4.count(b"stco") and sum(
        4 * int.from_bytes(mp4[at + 8:at + 12]) for at in places(mp4, b"stco"))

    def rewrite(data: bytes) -> bytes:
        out, at = b"", 0
        while at < len(data):
            size, kind = int.from_bytes(data[at:at + 4]), data[at + 4:at + 8]
            body = data[at + 8:at + size]
            if kind in folders:
                body = rewrite(body)
            elif kind == b"stco":
                kind = b"co64"
                entries = [int.from_bytes(body[i:i + 4]) for i in range(8, len(body), 4)]
                body = body[:8] + b"".join((one + grown).to_bytes(8) for one in entries)
            out += (8 + len(body)).to_bytes(4) + kind + body
            at += size
        return out

    return rewrite(mp4)


def places(data: bytes, word: bytes) -> list[int]:
    found, at = [], data.find(word)
    while at >= 0:
        found.append(at)
        at = data.find(word, at + 1)
    return found


def faults_of(name: str, state: str, codes: set[str], found: dict) -> list[str]:
    failures = {code.lstrip("~") for code in found.get("failure", [])}
    faults = []
    if found["state"] != state:
        faults.append(f"{name}: {found['verifier']} says {found['state']}, not {state} "
                      f"{found.get('message', '')}{sorted(failures)}")
    elif failures != codes:
        faults.append(f"{name}: {found['verifier']} finds {sorted(failures)}, not {sorted(codes)}")
    return faults


def judge_samples(maker: pathlib.Path) -> int:
    with tempfile.TemporaryDirectory(prefix="hibari-provenance-") as name:
        folder = pathlib.Path(name)
        done = subprocess.run(
            [maker, *plain_files(folder), folder], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"provenance: {done.stderr}")
        wanted = [line.split() for line in done.stdout.splitlines()]
        found = judge(folder / "root.pem", [folder / words[0] for words in wanted])
        faults = []
        for file, state, codes in wanted:
            expected = set() if codes == "-" else set(codes.split(","))
            for verifier in VERIFIERS:
                more = MORE.get((file, verifier), set())
                faults += faults_of(file, state, expected | more, found[file, verifier])
        print("\n".join(faults))
        print(f"provenance: {len(wanted)} files, {len(VERIFIERS)} verifiers, {len(faults)} faults")
        return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--root", type=pathlib.Path, help="PEM file of the root that is trusted")
    parser.add_argument("--samples", type=pathlib.Path,
                        default=ROOT / "build" / "dev" / "bin" / "make_samples")
    options = parser.parse_args()
    if not options.files:
        if not shutil.which("ffmpeg"):
            print("SKIPPED: ffmpeg is not installed")
            return SKIPPED
        return judge_samples(options.samples)
    found = judge(options.root, options.files)
    for one in found.values():
        print(json.dumps(one))
    return 0 if all(one["state"] == "Trusted" for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
