#!/usr/bin/env python3
"""How long a running job goes on after the owner of a likeness in it took it back.

    bench/trust/stop.py HIBARI [TIMES]

Starts a server in an empty folder with the engine `null`, asks for clips of twenty seconds with a
likeness, and withdraws it while they are made: by revoking it, or by denying the maker. The clock runs
from before the request to when the video says that it failed. Goal: at most 2 s.
"""

from __future__ import annotations

import os
import pathlib
import secrets
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "conformance"))

import harness  # noqa: E402
from run import Server  # noqa: E402

PATIENCE_S = 60


def ask(method: str, path: str, key: str, body: dict | None = None) -> dict:
    answer = harness.request(method, path, key=key, as_json=body)
    assert answer.status == 200, (path, answer.status, answer.body)
    return answer.json()


def wait_for_status(video: str, key: str, wanted: str) -> dict:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = ask("GET", f"/v1/videos/{video}", key)
        if found["status"] == wanted:
            return found
        assert found["status"] in ("queued", "in_progress"), found
        time.sleep(0.01)
    raise AssertionError(f"never {wanted}")


def stop_s(server: Server, how: str) -> float:
    owner = ask("GET", "/v1/account", server.key)["id"]
    maker = ask("GET", "/v1/account", server.other_key)["id"]
    handle = "h" + secrets.token_hex(8)
    likeness = harness.insert_likeness(owner, handle=handle, level="everyone")
    name = likeness.removeprefix("like_")
    pack = server.folder / "data" / "blobs" / "likenesses" / name / "pack"
    pack.parent.mkdir(parents=True)
    pack.write_bytes(b"nobody")
    body = {"prompt": f"@{handle} waves", "seconds": "12"}
    video = ask("POST", "/v1/videos", server.other_key, body)["id"]
    wait_for_status(video, server.other_key, "in_progress")
    time.sleep(0.5)
    began = time.monotonic()
    if how == "revoke":
        ask("DELETE", f"/v1/likenesses/{likeness}", server.key)
    else:
        denial = {"account_id": maker, "verdict": "deny"}
        ask("POST", f"/v1/likenesses/{likeness}/people", server.key, denial)
    ended = wait_for_status(video, server.other_key, "failed")
    assert ended["error"]["code"] == "likeness_withdrawn", ended
    return time.monotonic() - began


def main() -> None:
    program = pathlib.Path(sys.argv[1]).resolve()
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        server = Server(program, pathlib.Path(folder) / "server")
        os.environ["HIBARI_BASE_URL"] = f"http://127.0.0.1:{server.port}/v1"
        os.environ["HIBARI_DATABASE"] = str(server.folder / "data" / "hibari.db")
        try:
            for how in ("revoke", "deny"):
                taken = sorted(stop_s(server, how) for _ in range(times))
                print(
                    f"{how}: stopped after {statistics.median(taken):.2f} s (median of {times}), "
                    f"{taken[-1]:.2f} s at most; goal 2 s"
                )
        finally:
            server.stop()


if __name__ == "__main__":
    main()
