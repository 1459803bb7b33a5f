"""Records the bytes that the official clients really send as test data for src/server/form.cpp:

    build/conformance/python/bin/python tests/conformance/record.py

Answers every request with a finished video and keeps the request under the name in its x-case field.
Run it after a change of the clients' versions and look at the difference.
"""

from __future__ import annotations

import http.server
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading
import warnings

import openai

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "src" / "server" / "testdata" / "form"
# What differs from machine to machine and means nothing.
NOISE = re.compile(r"(?i)host|x-case|x-stainless-(arch|os|lang|runtime|runtime-version|package-version|async)$")
VIDEO = {
    "id": "video_1", "object": "video", "model": "sora-2", "status": "completed", "progress": 100,
    "created_at": 1, "completed_at": 2, "expires_at": 3, "prompt": "p", "size": "720x1280",
    "seconds": "4", "remixed_from_video_id": None, "error": None,
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\nfake"
MP4 = b"\0\0\0\x18ftypisom"
PROMPT = 'a red ball, "quoted"\r\nünïcode 🎈'


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def read_body(self) -> bytes:
        if "chunked" not in self.headers.get("transfer-encoding", ""):
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def do_POST(self):
        body = self.read_body()
        head = f"{self.command} {self.path} HTTP/1.1\r\n"
        for name, value in self.headers.items():
            if not NOISE.match(name):
                head += f"{name}: {value}\r\n"
        path = TARGET / f"{self.headers['x-case']}.http"
        path.write_bytes(head.encode() + b"\r\n" + body)
        answer = json.dumps(VIDEO).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def record_python(url: str) -> None:
    warnings.simplefilter("ignore", DeprecationWarning)
    client = openai.OpenAI(base_url=url, api_key="k", max_retries=0)
    videos = client.videos

    def case(name: str, **extra):
        return {"extra_headers": {"x-case": f"python-{name}"}, **({"extra_body": extra} if extra else {})}

    videos.create(prompt=PROMPT, model="sora-2", seconds="8", size="1280x720", **case("create"))
    videos.create(prompt="p", input_reference=("first frame.png", PNG, "image/png"), **case("create-file"))
    videos.create(prompt="p", input_reference=io.BytesIO(PNG), **case("create-bytesio"))
    # The client takes no objects for files, so they go the other way.
    url = {"image_url": "data:image/png;base64,AAAA"}
    videos.create(prompt="p", **case("create-image-url", input_reference=url))
    two = [{"id": "char_1"}, {"id": "char_2"}]
    videos.create(prompt="p", **case("create-extra", characters=two, seed=7, style="noir", wait=1))
    ids = ["char_1", "char_2"]
    videos.create(prompt="p", **case("create-ids", character_ids=ids, flag=True, none=None, f=1.5))
    video = {"id": "video_1"}
    videos.edit(prompt="p", video=openai.omit, **case("edit-id", video=video))
    videos.edit(prompt="p", video=("clip.mp4", MP4, "video/mp4"), **case("edit-file", model="sora-2"))
    videos.extend(prompt="p", seconds="8", video=openai.omit, **case("extend", video=video))
    videos.remix("video_1", prompt="p", **case("remix"))
    videos.create_character(name="Mossy", video=("c.mp4", MP4, "video/mp4"), **case("character"))
    client.files.create(
        file=("f.jsonl", b"{}\n"),
        purpose="batch",
        expires_after={"anchor": "created_at", "seconds": 3600},
        **case("file"),
    )


def record_node(url: str) -> None:
    folder = ROOT / "build" / "conformance" / "node"
    shutil.copy(HERE / "record.mjs", folder)
    node = shutil.which("node") or str(ROOT / "build/conformance/python/bin/node")
    environment = {**os.environ, "HIBARI_BASE_URL": url}
    subprocess.run([node, "record.mjs"], cwd=folder, env=environment, check=True)


def main() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    record_python(url)
    record_node(url)
    server.shutdown()


if __name__ == "__main__":
    main()
