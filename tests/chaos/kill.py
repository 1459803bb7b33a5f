#!/usr/bin/env python3
"""Kills a server and its workers with SIGKILL at random moments under load, and then counts.

    kill.py --hibari build/dev/bin/hibari --kills 200 [--big]

While clients ask for clips, follow them, cancel some and download others, every half second or so
the server, a worker, or all of them die and are started again. In the end every clip whose request
was answered must have ended: none lost, none delivered twice, no file that belongs to nothing, no
half file ever served. With --big the rows are in PostgreSQL, the clips in S3, the workers are called
through NATS, which is killed too, two servers stand beside each other, and workers run in folders of
their own as on other machines. Standard library only.
"""

from __future__ import annotations

import argparse
import http.client
import http.server
import json
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from big_setup import BigSetup, missing  # noqa: E402

PATIENCE_S = 240
WAITING_MAX = 8
# The exit status that CTest takes for "skipped".
SKIPPED = 77


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


SETTINGS = {
    "models.aliases": "sora-2=null/draft/1280",
    "workers.processes": "2",
    "workers.lease_seconds": "3",
    "workers.attempts_max": "100",
    "webhooks.private_addresses": "true",
}


def options(data: pathlib.Path, settings: dict[str, str]) -> list[str]:
    words = ["--data", str(data)]
    for name, value in settings.items():
        words += ["--set", f"{name}={value}"]
    return words


class Server:
    """`hibari serve` in a folder of its own, with the workers that it starts."""

    def __init__(self, hibari: str, folder: pathlib.Path, settings: dict[str, str]):
        folder.mkdir(exist_ok=True)
        self.hibari = hibari
        self.folder = folder
        self.settings = settings
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.key = ""
        self.log = open(folder / "server.log", "ab")

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.hibari, "serve", "--port", str(self.port),
             *options(self.folder / "data", self.settings)],
            stdout=subprocess.PIPE, stderr=self.log, text=True,
        )
        for line in self.process.stdout:
            found = re.search(r"sk-hibari-\S+", line)
            if found:
                self.key = found.group(0)
            if line.startswith("Hibari serves"):
                break
        else:
            raise RuntimeError("the server did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def kill(self) -> None:
        kill_quietly(self.process.pid)
        self.process.wait()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()

    def workers(self) -> list[int]:
        """Processes that its supervisor started."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"worker" in words[:2] and str(self.folder / "data").encode() in b" ".join(words):
                found.append(int(entry.name))
        return found


class Embedded:
    """All on one machine: SQLite, a folder, worker processes of the server."""

    targets = ("server", "worker", "worker", "all")

    def __init__(self, hibari: str, folder: pathlib.Path):
        self.servers = [Server(hibari, folder / "server", SETTINGS)]
        self.servers[0].start()

    def kill(self, target: str) -> None:
        server = self.servers[0]
        workers = server.workers()
        if target == "worker" and workers:
            kill_quietly(random.choice(workers))
            return
        server.kill()
        if target == "all":
            for worker in workers:
                kill_quietly(worker)
        server.start()

    def query(self, sql: str) -> list[list[str]]:
        rows = sqlite3.connect(self.servers[0].folder / "data" / "hibari.db")
        return [[str(value) for value in row] for row in rows.execute(sql)]

    def damage(self) -> str:
        answer = self.query("PRAGMA integrity_check")[0][0]
        return "" if answer == "ok" else f"the database is damaged: {answer}"

    def blobs(self) -> pathlib.Path:
        return self.servers[0].folder / "data" / "blobs"

    def stop(self) -> None:
        self.servers[0].end()


class Big:
    """As on several machines: two servers and two workers that share nothing but addresses."""

    targets = ("server", "worker", "worker", "all", "nats")

    def __init__(self, hibari: str, folder: pathlib.Path):
        self.hibari = hibari
        self.folder = folder
        self.services = BigSetup(folder / "big")
        settings = SETTINGS | self.services.settings() | {"workers.processes": "0"}
        self.settings = settings
        self.servers = [Server(hibari, folder / f"server-{i}", settings) for i in range(2)]
        for server in self.servers:
            server.start()
        self.servers[1].key = self.servers[0].key
        self.workers = [self.start_worker(i) for i in range(2)]

    def start_worker(self, number: int) -> subprocess.Popen:
        place = self.folder / f"worker-{number}"
        place.mkdir(exist_ok=True)
        with open(place / "log", "ab") as log:
            return subprocess.Popen(
                [self.hibari, "worker", *options(place / "data", self.settings)],
                stdout=log, stderr=log, cwd=place,
            )

    def kill(self, target: str) -> None:
        if target == "nats":
            self.services.kill_nats()
        servers = self.servers if target == "all" else [random.choice(self.servers)]
        if target in ("server", "all"):
            for server in servers:
                server.kill()
        numbers = range(2) if target == "all" else [random.randrange(2)]
        if target in ("worker", "all"):
            for i in numbers:
                self.workers[i].kill()
                self.workers[i].wait()
                self.workers[i] = self.start_worker(i)
        if target in ("server", "all"):
            for server in servers:
                server.start()

    def query(self, sql: str) -> list[list[str]]:
        return self.services.query(sql)

    def damage(self) -> str:
        rows = self.query("SELECT count(*) FROM outbox")[0][0]
        return "" if rows == "0" else f"{rows} calls for workers were never published"

    def blobs(self) -> pathlib.Path:
        return self.services.blobs()

    def stop(self) -> None:
        for worker in self.workers:
            worker.terminate()
        for process in (*self.workers, *(server.process for server in self.servers)):
            process.terminate()
            process.wait()
        self.services.stop()


def kill_quietly(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Receiver(threading.Thread):
    """Counts webhooks: one event per clip, however often it is sent."""

    def __init__(self):
        super().__init__(daemon=True)
        self.events: dict[str, set[str]] = {}
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                receiver.events.setdefault(body["data"]["id"], set()).add(body["id"])
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def run(self):
        self.server.serve_forever()


class Client:
    """Asks any of the servers."""

    def __init__(self, servers: list[Server]):
        self.servers = servers

    def request(self, method: str, path: str, body=None) -> tuple[int, bytes, dict]:
        server = random.choice(self.servers)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        try:
            connection.request(
                method, path, json.dumps(body) if body is not None else None,
                {"authorization": f"Bearer {server.key}", "content-type": "application/json"},
            )
            response = connection.getresponse()
            data = response.read()
            fields = dict(response.getheaders())
        finally:
            connection.close()
        if response.status != 302:
            return response.status, data, fields
        # To the object store.
        try:
            with urllib.request.urlopen(fields["location"], timeout=20) as there:
                return there.status, there.read(), dict(there.getheaders())
        except urllib.error.HTTPError as error:
            return error.code, error.read(), {}


def is_whole_clip(data: bytes) -> bool:
    """The boxes of an MP4 fill it exactly, and the index is among them."""
    at, kinds = 0, []
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8:
            return False
        kinds.append(data[at + 4 : at + 8])
        at += size
    return at == len(data) and b"moov" in kinds and b"mdat" in kinds


class Load(threading.Thread):
    """Asks for clips and does things with them until it is told to stop."""

    def __init__(self, client: Client, accepted: dict, faults: list, stop: threading.Event):
        super().__init__(daemon=True)
        self.client, self.accepted, self.faults, self.stop = client, accepted, faults, stop

    def run(self):
        while not self.stop.is_set():
            try:
                self.once()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)  # It is dead at the moment.

    def once(self):
        # No more than a slow machine makes in the time that we wait in the end.
        status, data, _ = self.client.request("GET", "/v1/account/usage")
        usage = json.loads(data) if status == 200 else {"queued": WAITING_MAX, "running": 0}
        if usage["queued"] + usage["running"] < WAITING_MAX:
            status, data, _ = self.client.request(
                "POST", "/v1/videos", {"prompt": "A ball.", "seconds": "4", "size": "1280x720"}
            )
            if status == 200:
                self.accepted[json.loads(data)["id"]] = True
            elif status not in (429, 503):
                self.faults.append(f"create answered {status} {data[:200]!r}")
        ids = list(self.accepted)
        if not ids:
            return
        some = random.choice(ids[-40:])
        if random.random() < 0.01:
            self.client.request("POST", f"/v1/videos/{some}/cancel")
        status, data, fields = self.client.request("GET", f"/v1/videos/{some}/content")
        if status == 200 and not is_whole_clip(data):
            self.faults.append(f"half a file of {some}: {len(data)} bytes")
        time.sleep(random.uniform(0.0, 0.4))


def check(
    installation: Embedded | Big, client: Client, accepted: dict, receiver: Receiver
) -> list[str]:
    faults = []
    until = time.time() + PATIENCE_S
    waiting = set(accepted)
    states = {}
    while waiting and time.time() < until:
        for video in list(waiting):
            status, data, _ = client.request("GET", f"/v1/videos/{video}")
            if status != 200:
                faults.append(f"{video} was accepted and is lost: {status}")
                waiting.discard(video)
                continue
            states[video] = json.loads(data)
            if states[video]["status"] in ("completed", "failed"):
                waiting.discard(video)
        time.sleep(0.3)
    faults += [f"{video} never ended: {states.get(video, {}).get('status')}" for video in waiting]
    for video, state in states.items():
        if state["status"] == "failed" and state["error"]["code"] != "cancelled":
            faults.append(f"{video} failed: {state['error']}")
        if state["status"] == "completed":
            status, data, _ = client.request("GET", f"/v1/videos/{video}/content")
            if status != 200 or not is_whole_clip(data):
                faults.append(f"{video} is completed but its clip is not whole")
    # Webhooks that wait for their next attempt come within seconds.
    until = time.time() + 90
    ended = {v for v, s in states.items() if s["status"] in ("completed", "failed")}
    while not ended <= set(receiver.events) and time.time() < until:
        time.sleep(0.5)
    faults += [f"nobody was told of {video}" for video in ended - set(receiver.events)]
    faults += [f"told twice of {v}" for v, events in receiver.events.items() if len(events) > 1]
    if damage := installation.damage():
        faults.append(damage)

    def count(sql: str) -> int:
        return int(installation.query("SELECT count(*) FROM " + sql)[0][0])

    if count("jobs"):
        faults.append("jobs are left over")
    if count("job_shares WHERE queued <> 0 OR running <> 0"):
        faults.append("counters say that something waits or runs")
    failed_that_count = count(
        "usage_records u JOIN videos v ON v.id = u.video WHERE v.status = 'failed'"
    )
    uncounted = count(
        "videos v LEFT JOIN usage_records u ON v.id = u.video "
        "WHERE v.status = 'completed' AND u.video IS NULL"
    )
    if failed_that_count or uncounted:
        faults.append(f"the meter is wrong: {failed_that_count} failed count, {uncounted} do not")
    named = installation.query("SELECT blobs FROM videos WHERE blobs IS NOT NULL")
    blobs = {row[0] for row in named}
    folder = installation.blobs()
    orphans = [
        path for path in folder.rglob("*")
        if path.is_file() and path.name in ("clip.mp4", "thumbnail.webp", "spritesheet.jpg")
        and str(path.parent.relative_to(folder)) not in blobs
    ]
    hour_ago = time.time() - 3600
    faults += [f"an orphan older than the sweep: {path}" for path in orphans
               if path.stat().st_mtime < hour_ago]
    counts = {}
    for state in states.values():
        counts[state["status"]] = counts.get(state["status"], 0) + 1
    print(f"{len(accepted)} clips were accepted: {counts}; {len(orphans)} files wait for the sweep")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hibari", required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--big", action="store_true", help="PostgreSQL, NATS, S3, several machines")
    chosen = parser.parse_args()
    if chosen.big and missing():
        print(f"SKIPPED: {', '.join(missing())} is not installed")
        return SKIPPED
    random.seed(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="hibari-kill-") as name:
        hibari = str(pathlib.Path(chosen.hibari).resolve())
        installation = (Big if chosen.big else Embedded)(hibari, pathlib.Path(name))
        client = Client(installation.servers)
        receiver = Receiver()
        receiver.start()
        status, data, _ = client.request("POST", "/v1/webhook_endpoints", {"url": receiver.url})
        assert status == 200, data
        accepted: dict[str, bool] = {}
        faults: list[str] = []
        stop = threading.Event()
        load = [Load(client, accepted, faults, stop) for _ in range(4)]
        for one in load:
            one.start()
        began = time.time()
        for i in range(chosen.kills):
            time.sleep(random.uniform(0.1, 0.9))
            installation.kill(random.choice(installation.targets))
        stop.set()
        for one in load:
            one.join()
        print(f"{chosen.kills} kills in {time.time() - began:.0f} s")
        faults += check(installation, client, accepted, receiver)
        installation.stop()
        if faults:
            for server in installation.servers:
                print((server.folder / "server.log").read_text(errors="replace")[-4000:])
    for fault in faults[:40]:
        print("FAULT:", fault)
    print("FAILED" if faults else "passed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
