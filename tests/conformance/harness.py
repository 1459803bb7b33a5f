"""What all suites of this folder share: where the server is, plain HTTP without a library that would
correct what we send, the contract, and a receiver for webhooks.

The server is named by the environment, so that the suites run against any:

    HIBARI_BASE_URL           http://127.0.0.1:8080/v1
    HIBARI_API_KEY            a key of an administrator
    HIBARI_OTHER_API_KEY      a key of another account (tier free)
    HIBARI_SUSPENDED_API_KEY  a key of a suspended account
    HIBARI_WEBHOOK_PORT       a port of 127.0.0.1 that the server may deliver webhooks to
    HIBARI_DATABASE           its SQLite file or its postgresql:// address, when the suite may move the
                              clocks of rows
    HIBARI_SERVER_PID         its process, when its memory may be looked at
    HIBARI_STRICT_BASE_URL    another server, which delivers webhooks to public addresses only,
    HIBARI_STRICT_API_KEY     and a key there

run.py starts one and sets them all.
"""

from __future__ import annotations

import http.client
import http.server
import json
import os
import pathlib
import queue
import secrets
import sqlite3
import struct
import sys
import threading
import time
import unittest
import urllib.parse
import zlib

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))

import big_setup  # noqa: E402

# A clip of the null engine takes seconds; a busy machine takes its time.
PATIENCE_S = 120

FIELDS_OF_VIDEO = (
    "id object model status progress created_at completed_at expires_at prompt size seconds"
    " remixed_from_video_id error"
).split()
STATUSES = {"queued", "in_progress", "completed", "failed"}


def setting(name: str, needed: bool = True) -> str:
    value = os.environ.get(name, "")
    if needed and not value:
        raise unittest.SkipTest(f"{name} is not set")
    return value


def base_url() -> str:
    return setting("HIBARI_BASE_URL")


# ---- plain HTTP --------------------------------------------------------------------------------


class Answer:
    def __init__(self, response: http.client.HTTPResponse, body: bytes):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = body
        # Whether the object store said it and not the server.
        self.is_from_store = False

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json()["error"]["code"]

    @property
    def param(self):
        return self.json()["error"]["param"]

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


def request(
    method: str,
    path: str,
    *,
    key: str | None = "",
    body: bytes | None = None,
    as_json=None,
    headers: dict[str, str] | None = None,
    timeout: float = PATIENCE_S,
) -> Answer:
    """One request, the path sent byte for byte. `key` is the administrator's unless given; None
    sends none."""
    where = urllib.parse.urlsplit(base_url())
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=timeout)
    fields = dict(headers or {})
    if key is not None:
        fields.setdefault("authorization", f"Bearer {key or setting('HIBARI_API_KEY')}")
    if as_json is not None:
        body = json.dumps(as_json).encode()
        fields.setdefault("content-type", "application/json")
    try:
        connection.request(method, path, body=body, headers=fields)
        response = connection.getresponse()
        answer = Answer(response, response.read())
    finally:
        connection.close()
    if answer.status != 302:
        return answer
    # To the object store; as every client does, without the key, which is for us alone.
    fields.pop("authorization", None)
    there = urllib.parse.urlsplit(answer.headers["location"])
    connection = http.client.HTTPConnection(there.hostname, there.port, timeout=timeout)
    try:
        connection.request(method, f"{there.path}?{there.query}", headers=fields)
        response = connection.getresponse()
        answer = Answer(response, response.read())
        answer.is_from_store = True
        return answer
    finally:
        connection.close()


def form(fields: list[tuple], boundary: str = "frontier") -> tuple[bytes, dict[str, str]]:
    """A form as bytes with its header. A field is (name, text) or (name, file name, type, bytes)."""
    parts = []
    for field in fields:
        if len(field) == 2:
            name, text = field
            head = f'Content-Disposition: form-data; name="{name}"'
            data = text.encode()
        else:
            name, filename, kind, data = field
            head = (
                f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
                f"Content-Type: {kind}"
            )
        parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + data + b"\r\n")
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    return body, {"content-type": f"multipart/form-data; boundary={boundary}"}


# ---- the contract ------------------------------------------------------------------------------


class Contract:
    """api/openapi.yaml: its operations, and whether an answer is what it promises."""

    METHODS = ("get", "post", "delete")

    def __init__(self):
        self.document = yaml.safe_load((ROOT / "api" / "openapi.yaml").read_text())
        self.operations = {}
        for path, item in self.document["paths"].items():
            for method in self.METHODS:
                if method in item:
                    operation = dict(item[method])
                    operation["method"] = method.upper()
                    operation["path"] = path
                    self.operations[operation["operationId"]] = operation

    def follow(self, value):
        while "$ref" in value:
            at = self.document
            for step in value["$ref"].removeprefix("#/").split("/"):
                at = at[step]
            value = at
        return value

    def match(self, method: str, path: str):
        """The operation that a request means; words win over {parameters}."""
        found = None
        steps = path.split("?")[0].split("/")
        for operation in self.operations.values():
            pattern = operation["path"].split("/")
            fits = len(pattern) == len(steps) and all(
                step == part or (part.startswith("{") and step)
                for part, step in zip(pattern, steps)
            )
            if fits and operation["method"] == method.upper():
                if found is None or operation["path"].count("{") < found["path"].count("{"):
                    found = operation
        return found

    def check(self, method: str, path: str, status: int, answer) -> None:
        """Fails when a JSON answer is not what the file promises for that route and status."""
        operation = self.match(method, path)
        if operation is None:
            responses = {"default": {"$ref": "#/components/responses/Error"}}
        else:
            responses = operation["responses"]
        response = responses.get(str(status)) or responses.get("default")
        if response is None:
            raise AssertionError(f"{method} {path} answered {status}, which is not in the contract")
        content = self.follow(response).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            raise AssertionError(f"{method} {path} answered JSON with {status}: not in the contract")
        whole = {**schema, "components": self.document["components"]}
        validator = jsonschema.Draft202012Validator(whole)
        for error in validator.iter_errors(answer):
            raise AssertionError(
                f"{method} {path} answered {status} with {error.json_path}: {error.message}"
            )


CONTRACT = Contract()


def checked(method: str, path: str, **options) -> Answer:
    """A request whose JSON answer must be what the contract promises."""
    answer = request(method, path, **options)
    if answer.headers.get("content-type", "").startswith("application/json"):
        CONTRACT.check(method, path, answer.status, answer.json())
    return answer


# ---- clips -------------------------------------------------------------------------------------


def wait_for(what, seconds: float = PATIENCE_S, pause: float = 0.05):
    """Calls `what` until it gives something true, and gives that."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain")
        time.sleep(pause)


def create_video(key: str = "", **body) -> dict:
    body.setdefault("prompt", "a grey square")
    answer = checked("POST", "/v1/videos", key=key, as_json=body)
    assert answer.status == 200, answer
    return answer.json()


def finished_video(key: str = "", **body) -> dict:
    video = create_video(key, **body)

    def ended():
        now = checked("GET", f"/v1/videos/{video['id']}", key=key).json()
        return now if now["status"] in ("completed", "failed") else None

    return wait_for(ended)


def completed_video(key: str = "", **body) -> dict:
    video = finished_video(key, **body)
    assert video["status"] == "completed", video
    return video


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def expire(table: str, identifier: str) -> None:
    """Moves the end of a row's life into the past, which no request can do."""
    where = setting("HIBARI_DATABASE")
    if where.startswith("postgresql://"):
        sql = f"UPDATE {table} SET expires_at = 1000000 WHERE id = '{identifier}' RETURNING id"
        assert big_setup.query(where, sql), f"no {identifier} in {table}"
        return
    with sqlite3.connect(where, timeout=30) as database:
        changed = database.execute(
            f"UPDATE {table} SET expires_at = 1000000 WHERE id = ?", (identifier,)
        ).rowcount
    assert changed == 1, f"no {identifier} in {table}"


def execute(sql: str) -> None:
    """Changes a row that no request of this suite can make."""
    where = setting("HIBARI_DATABASE")
    if where.startswith("postgresql://"):
        assert big_setup.query(where, sql + " RETURNING 1"), sql
        return
    with sqlite3.connect(where, timeout=30) as database:
        assert database.execute(sql).rowcount == 1, sql


def insert_likeness(
    owner: str, *, handle: str | None = None, state: str = "active", level: str = "only_me"
) -> str:
    """A likeness as an enrolment leaves it; recording one needs a face."""
    name = secrets.token_hex(10)
    identifier = "like_" + name
    execute(
        "INSERT INTO likenesses (id, owner, kind, name, handle, state, pack, evidence, grant_id, "
        "grant_version, level, preferences, restrictions, strict, voice, remix, notice, "
        "created_at, changed_at) VALUES "
        f"('{identifier}', '{owner}', 'person', 'Ann', '{handle or name}', '{state}', "
        f"'likenesses/{name}/pack', '{'e' * 64}', 'grant_{name}', 1, '{level}', '', '', 0, 0, 0, "
        "'', 1000000, 1000000)"
    )
    return identifier


def insert_use(likeness: str, video: str, account: str) -> str:
    execute(
        "INSERT INTO likeness_uses (kind, subject, likeness, video, account, grant_id, "
        f"grant_version, created_at) VALUES ('video', '{video}', '{likeness}', '{video}', "
        f"'{account}', 'grant', 1, 1000000)"
    )
    return video


def insert_request(likeness: str) -> str:
    identifier = "ask_" + secrets.token_hex(10)
    execute(
        "INSERT INTO likeness_requests (id, likeness, account, message, state, created_at) VALUES "
        f"('{identifier}', '{likeness}', 'acct_{identifier}', '', 'pending', 1000000)"
    )
    return identifier


# ---- webhooks ----------------------------------------------------------------------------------


class Receiver:
    """Takes webhooks on the port that the server may reach. `answers` are the statuses of the next
    deliveries; then 200."""

    def __init__(self):
        self.deliveries: queue.Queue = queue.Queue()
        self.answers: list[int] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                receiver.deliveries.put((dict(self.headers.items()), body))
                status = receiver.answers.pop(0) if receiver.answers else 200
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("location", "/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        port = int(setting("HIBARI_WEBHOOK_PORT"))
        self.url = f"http://127.0.0.1:{port}/hook"
        http.server.ThreadingHTTPServer.allow_reuse_address = True
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def take(self, seconds: float = PATIENCE_S):
        """Headers and body of the next delivery."""
        return self.deliveries.get(timeout=seconds)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
