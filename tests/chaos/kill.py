#!/usr/bin/env python3
"""Kills a server and its workers with SIGKILL at random moments under load, and then counts.

    kill.py --hibari build/dev/bin/hibari --kills 200

While clients ask for clips, follow them, cancel some and download others, every half second or so
the server, a worker, or all of them die and are started again. In the end every clip whose request
was answered must have ended: none lost, none delivered twice, no file that belongs to nothing, no
half file ever served. Standard library only.
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

PATIENCE_S = 240
WAITING_MAX = 8


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`hibari serve` in a process group of its own."""

    def __init__(self, hibari: str, folder: pathlib.Path):
        self.hibari = hibari
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.key = ""
        self.log = open(folder / "server.log", "ab")

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                self.hibari, "serve", "--port", str(self.port), "--data", str(self.folder / "data"),
                "--set", "models.aliases=sora-2=null/draft/1280",
                "--set", "workers.processes=2",
                "--set", "workers.lease_seconds=3",
                "--set", "workers.attempts_max=100",
                "--set", "webhooks.private_addresses=true",
            ],
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

    def workers(self) -> list[int]:
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

    def kill(self, target: str) -> None:
        workers = self.workers()
        if target == "worker" and workers:
            kill_quietly(random.choice(workers))
            return
        kill_quietly(self.process.pid)
        self.process.wait()
        if target == "all":
            for worker in workers:
                kill_quietly(worker)
        self.start()


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
    def __init__(self, server: Server):
        self.server = server

    def request(self, method: str, path: str, body=None) -> tuple[int, bytes, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request(
                method, path, json.dumps(body) if body is not None else None,
                {"authorization": f"Bearer {self.server.key}", "content-type": "application/json"},
            )
            response = connection.getresponse()
            data = response.read()
            return response.status, data, dict(response.getheaders())
        finally:
            connection.close()


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


def check(server: Server, client: Client, accepted: dict, receiver: Receiver) -> list[str]:
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
    rows = sqlite3.connect(server.folder / "data" / "hibari.db")
    if rows.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        faults.append("the database is damaged")
    if rows.execute("SELECT count(*) FROM jobs").fetchone()[0] != 0:
        faults.append("jobs are left over")
    bad_shares = rows.execute(
        "SELECT count(*) FROM job_shares WHERE queued <> 0 OR running <> 0"
    ).fetchone()[0]
    if bad_shares:
        faults.append("counters say that something waits or runs")
    failed_that_count = rows.execute(
        "SELECT count(*) FROM usage_records u JOIN videos v ON v.id = u.video "
        "WHERE v.status = 'failed'"
    ).fetchone()[0]
    uncounted = rows.execute(
        "SELECT count(*) FROM videos v LEFT JOIN usage_records u ON v.id = u.video "
        "WHERE v.status = 'completed' AND u.video IS NULL"
    ).fetchone()[0]
    if failed_that_count or uncounted:
        faults.append(f"the meter is wrong: {failed_that_count} failed count, {uncounted} do not")
    blobs = {row[0] for row in rows.execute("SELECT blobs FROM videos WHERE blobs IS NOT NULL")}
    folder = server.folder / "data" / "blobs"
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
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="hibari-kill-") as name:
        server = Server(options.hibari, pathlib.Path(name))
        server.start()
        client = Client(server)
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
        for i in range(options.kills):
            time.sleep(random.uniform(0.1, 0.9))
            server.kill(random.choice(["server", "worker", "worker", "all"]))
        stop.set()
        for one in load:
            one.join()
        print(f"{options.kills} kills in {time.time() - began:.0f} s")
        faults += check(server, client, accepted, receiver)
        server.process.terminate()
        server.process.wait()
        if faults:
            print((pathlib.Path(name) / "server.log").read_text(errors="replace")[-4000:])
    for fault in faults[:40]:
        print("FAULT:", fault)
    print("FAILED" if faults else "passed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
