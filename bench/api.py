#!/usr/bin/env python3
"""Measures a running API: reads, durable creates, a list and a start with a million videos.

    bench/api.py --hibari build/release/bin/hibari [--rows 1000000]

Needs wrk (Debian package). Load and server share the machine, so figures are those of both.
Workers are off: what is measured is the API and its rows.
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import time

CREATE = """
wrk.method = "POST"
wrk.body = '{"prompt":"A ball falls.","seconds":"4","size":"1280x720"}'
wrk.headers["content-type"] = "application/json"
"""


class Server:
    def __init__(self, hibari: str, folder: pathlib.Path):
        self.command = [
            hibari, "serve", "--port", "0", "--data", str(folder / "data"),
            "--set", "workers.processes=0", "--set", "log.level=error",
            "--set", "models.aliases=sora-2=null/draft/1280",
        ]
        self.key = ""

    def start(self) -> float:
        began = time.monotonic()
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if found := re.search(r"sk-hibari-\S+", line):
                self.key = found.group(0)
            if found := re.search(r"http://[\d.]+:(\d+)", line):
                self.port = int(found.group(1))
                return time.monotonic() - began
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def request(self, method: str, path: str, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(
            method, path, json.dumps(body) if body else None,
            {"authorization": f"Bearer {self.key}", "content-type": "application/json"},
        )
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def wrk(self, path: str, script: pathlib.Path | None = None, seconds: int = 8):
        command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency",
                   "-H", f"authorization: Bearer {self.key}"]
        if script:
            command += ["-s", str(script)]
        text = subprocess.run(
            [*command, f"http://127.0.0.1:{self.port}{path}"], capture_output=True, text=True,
            check=True,
        ).stdout
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
        p99 = re.search(r"99%\s+(\S+)", text).group(1)
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        return rate, p99, int(bad.group(1)) if bad else 0


def fill(database: pathlib.Path, rows: int) -> None:
    connection = sqlite3.connect(database)
    project, account = connection.execute("SELECT id, account FROM projects").fetchone()
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO videos (id, project, account, model, engine, quality, status, progress, "
        "prompt, size, seconds, made_seconds, extensions, style, seed, kind, characters, created_at, started_at, "
        "completed_at, blobs, clip_bytes) "
        "SELECT printf('video_%048x', i), ?, ?, 'sora-2', 'null', 'draft', 'completed', 100, "
        "'A ball falls.', '1280x720', 4, 4, 0, '', i, 'create', '', 1700000000000000 + i * 1000, "
        "1700000000000000 + i * 1000, 1700000001000000 + i * 1000, 'videos/x/1', 1 FROM n",
        (rows, project, account),
    )
    connection.commit()
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hibari", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    figures = []
    with tempfile.TemporaryDirectory(prefix="hibari-bench-") as name:
        folder = pathlib.Path(name)
        script = folder / "create.lua"
        script.write_text(CREATE)
        server = Server(options.hibari, folder)
        server.start()
        video = server.request("POST", "/v1/videos", {"prompt": "A ball."})["id"]
        rate, p99, bad = server.wrk(f"/v1/videos/{video}")
        figures.append(("GET /v1/videos/{id}, 64 connections", ">= 8,000 per s, p99 <= 10 ms",
                        f"{rate:.0f} per s, p99 {p99}, {bad} failed"))
        rate, p99, bad = server.wrk("/v1/videos", script)
        figures.append(("POST /v1/videos, durable, 64 connections", ">= 800 per s",
                        f"{rate:.0f} per s, p99 {p99}, {bad} failed"))
        server.stop()
        fill(folder / "data" / "hibari.db", options.rows)
        starts = []
        for _ in range(5):
            starts.append(server.start())
            server.stop()
        server.start()
        figures.append((f"start to ready with {options.rows:,} videos", "<= 200 ms",
                        f"{1000 * sorted(starts)[2]:.0f} ms"))
        times = []
        after = ""
        for _ in range(30):
            began = time.monotonic()
            page = server.request("GET", f"/v1/videos?limit=20{after}")
            times.append(time.monotonic() - began)
            after = f"&after={page['last_id']}"
        figures.append(("a page of the list there", "<= 5 ms",
                        f"{1000 * sorted(times)[15]:.1f} ms, worst {1000 * max(times):.1f} ms"))
        server.stop()
    print("| figure | asked | measured |\n|---|---|---|")
    for figure in figures:
        print("| " + " | ".join(figure) + " |")


if __name__ == "__main__":
    main()
