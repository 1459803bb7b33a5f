"""Bad input: each of these is answered with a 4xx and the error envelope, and the server goes on. A
test is a class of badness; after each one the server must still answer at once.
"""

from __future__ import annotations

import json
import os
import pathlib
import socket
import struct
import time
import unittest
import urllib.parse
import zlib

import harness
from harness import CONTRACT, checked, completed_video, form, png, request, setting

RESIDENT_MB_MAX = 700


def raw(data: bytes, timeout: float = 30) -> bytes:
    """Sends bytes as they are and returns what comes until the server closes or is silent."""
    where = urllib.parse.urlsplit(harness.base_url())
    with socket.create_connection((where.hostname, where.port), timeout=timeout) as connection:
        connection.settimeout(timeout)
        try:
            connection.sendall(data)
        except OSError:
            pass  # It may have refused before we were done.
        answer = b""
        while True:
            try:
                part = connection.recv(65536)
            except OSError:
                break
            if not part:
                break
            answer += part
            head, _, body = answer.partition(b"\r\n\r\n")
            length = [
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            ]
            if length and len(body) >= length[0]:
                break
        return answer


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


class Hostile(unittest.TestCase):
    def tearDown(self):
        start = time.monotonic()
        self.assertEqual(request("GET", "/healthz", key=None, timeout=10).status, 200)
        self.assertEqual(request("GET", "/v1/videos?limit=1", timeout=10).status, 200)
        self.assertLess(time.monotonic() - start, 3)

    def refused(self, method="POST", path="/v1/videos", statuses=range(400, 500), **options):
        answer = request(method, path, **options)
        self.assertIn(answer.status, statuses, answer)
        self.assertEqual(answer.headers.get("content-type", "").split(";")[0], "application/json")
        error = answer.json()["error"]
        self.assertEqual(set(error), {"message", "type", "param", "code"})
        self.assertTrue(error["message"])
        self.assertTrue(answer.headers.get("x-request-id"))
        self.assertLess(len(answer.body), 2000)
        return answer

    def refused_body(self, body: bytes, content_type="application/json", **options):
        return self.refused(body=body, headers={"content-type": content_type}, **options)


class MalformedJson(Hostile):
    def test_texts_that_are_no_json(self):
        for body in (
            b"", b"{", b"}", b'{"prompt": "p"', b'{"prompt": "p",}', b"{'prompt': 'p'}", b"nul",
            b'{"prompt": NaN}', b'{"prompt": "p"} {}', b'{"prompt" "p"}', b"\xef\xbb\xbf{}",
            b'{"prompt": "\xff\xfe"}', b'{"prompt": "\\ud800"}', b'{"prompt": "a\nb"}',
            b'{"prompt": "p", "seed": 1e999}', b'{"prompt": "p", "seed": 0x10}', b"\0" * 100,
            b"[" * 100_000, b'{"a":' * 100_000, b'{"prompt": "p" /* comment */}',
        ):
            with self.subTest(body=body[:40]):
                self.refused_body(body)

    def test_keys_that_are_given_twice(self):
        answer = self.refused_body(b'{"prompt": "a", "prompt": "b"}')
        self.assertIn("prompt", answer.json()["error"]["message"])
        self.refused_body(b'{"prompt": "p", "input_reference": {"file_id": "a", "file_id": "b"}}')

    def test_documents_that_are_no_objects(self):
        for body in (b"[]", b'"prompt"', b"1", b"null", b"true", b'[{"prompt": "p"}]'):
            with self.subTest(body=body):
                self.refused_body(body)

    def test_a_zero_character_in_a_text(self):
        self.assertEqual(self.refused_body(b'{"prompt": "a\\u0000b"}').param, "prompt")

    def test_thousands_of_members(self):
        body = json.dumps({"prompt": "p", **{f"x{i}": i for i in range(10_000)}}).encode()
        self.refused_body(body)

    def test_a_list_of_half_a_million(self):
        body = json.dumps({"prompt": "p", "characters": [{"id": "a"}] * 500_000}).encode()
        start = time.monotonic()
        self.assertEqual(self.refused_body(body).param, "characters")
        self.assertLess(time.monotonic() - start, 5)


class WrongTypes(Hostile):
    WRONG = {
        "string": (1, True, None, [], {}),
        "integer": ("1", 1.5, True, None, [], {}, -1, 10**30),
        "boolean": ("true", 1, None, [], {}),
        "array": ("a", 1, {}, True),
        "object": ("a", 1, [], True),
    }

    def bodies(self):
        """For every field of every JSON body a value of every wrong type, from the contract."""
        for operation in CONTRACT.operations.values():
            if "requestBody" not in operation or "{" in operation["path"]:
                continue
            content = CONTRACT.follow(operation["requestBody"])["content"]
            if "application/json" not in content:
                continue
            schema = CONTRACT.follow(content["application/json"]["schema"])
            for name, field in schema["properties"].items():
                field = CONTRACT.follow(field)
                kind = field.get("type", "object")
                kinds = kind if isinstance(kind, list) else [kind]
                for value in self.WRONG[kinds[0]]:
                    if not (value is None and "null" in kinds):
                        yield operation, name, value

    def test_every_field_refuses_every_wrong_type(self):
        count = 0
        for operation, name, value in self.bodies():
            with self.subTest(operation=operation["operationId"], field=name, value=value):
                answer = self.refused(
                    operation["method"], operation["path"], as_json={name: value}
                )
                self.assertIn(answer.status, (400, 429))
                count += 1
        self.assertGreater(count, 100)

    def test_texts_that_are_too_long(self):
        for name, size in (("prompt", 32_001), ("model", 101), ("style", 41)):
            with self.subTest(field=name):
                answer = self.refused(as_json={"prompt": "p", name: "x" * size})
                self.assertEqual((answer.param, answer.code), (name, "string_too_long"))
        url = "data:image/png;base64," + "A" * 20_971_520
        answer = self.refused(as_json={"prompt": "p", "input_reference": {"image_url": url}})
        self.assertEqual(answer.param, "input_reference.image_url")


class ContentTypes(Hostile):
    def test_types_that_nobody_takes(self):
        for kind in ("text/plain", "application/xml", "image/png", "a/b/c", "multipart/mixed",
                     "multipart/form-data", "multipart/form-data; boundary=", "x" * 5000):
            with self.subTest(type=kind[:40]):
                self.refused_body(b'{"prompt": "p"}', kind)

    def test_json_where_only_a_form_can_be(self):
        self.refused(path="/v1/files", as_json={"purpose": "vision", "file": "x"}, statuses=(415, 400))

    def test_a_form_where_only_json_can_be(self):
        body, headers = form([("name", "n")])
        self.refused(path="/v1/account/projects", body=body, headers=headers, statuses=(415, 400))


class Forms(Hostile):
    def refused_form(self, body: bytes, boundary="frontier"):
        return self.refused_body(body, f"multipart/form-data; boundary={boundary}")

    def refused_fields(self, *fields):
        body, headers = form(list(fields))
        return self.refused(body=body, headers=headers)

    def test_boundaries_that_do_not_fit(self):
        good, _ = form([("prompt", "p")])
        self.refused_form(good, "other")
        self.refused_form(good, "x" * 71)
        self.refused_form(good, '"frontier')
        self.refused_form(good[:-4])
        self.refused_form(good[:20])
        self.refused_form(b"--frontier--\r\n")
        self.refused_form(b"")
        self.refused_form(good + b"more after the end" * 10)
        self.refused_form(b"--frontier\n" + good)

    def test_parts_that_are_none(self):
        for head in (
            b"", b"Content-Disposition: form-data", b'Content-Disposition: attachment; name="a"',
            b'Content-Disposition: form-data; name="', b'Content-Disposition: form-data; name=""',
            b"X: y\r\n" * 5000, b'Content-Disposition: form-data; name="' + b"a" * 5000 + b'"',
            b'Content-Disposition: form-data; name="a\0b"',
        ):
            with self.subTest(head=head[:50]):
                self.refused_form(b"--frontier\r\n" + head + b"\r\n\r\nx\r\n--frontier--\r\n")

    def test_names_that_are_traps(self):
        for name in ("__proto__", "a[__proto__]", "constructor", "video[$upload]", "$upload",
                     "a[", "a]", "[a]", "a[b]c", "a[[b]]", "characters[5][id]",
                     "a" + "[b]" * 50, "prompt[x]"):
            with self.subTest(name=name[:30]):
                self.refused_fields(("prompt", "p"), (name, "x"))

    def test_fields_given_twice_or_in_two_ways(self):
        self.assertEqual(self.refused_fields(("prompt", "a"), ("prompt", "b")).param, "prompt")
        self.refused_fields(("prompt", "p"), ("characters[][id]", "a"), ("characters[id]", "b"))
        self.refused_fields(
            ("prompt", "p"),
            ("input_reference[file_id]", "f"),
            ("input_reference", "a.png", "image/png", png(8, 8)),
        )

    def test_files_where_texts_belong_and_the_reverse(self):
        self.assertEqual(
            self.refused_fields(("prompt", "a.txt", "text/plain", b"p")).param, "prompt"
        )
        self.assertEqual(
            self.refused_fields(("prompt", "p"), ("input_reference", "x")).param, "input_reference"
        )

    def test_a_thousand_parts(self):
        self.refused_fields(("prompt", "p"), *[(f"x{i}", "y") for i in range(1000)])

    def test_texts_that_are_not_utf8(self):
        body = b'--frontier\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n\xff\xfe\r\n--frontier--\r\n'
        self.refused_form(body)


class Ids(Hostile):
    TRICKS = (
        "..", ".", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f", "%2F", "%5c..%5c", "%00",
        "video_%00", "%c0%ae%c0%ae", "%ff", "%", "%zz", "x" * 300, "'%20OR%201=1--", "%0d%0aX:y",
        "video_" + "0" * 47, "video_" + "G" * 48, "VIDEO_" + "0" * 48, "*", "null", "%F0%9F%8E%88",
        "video_" + "0" * 48 + "%2Fcontent", ";", "a;b=c", "~", "characters%2Fx",
    )

    def test_ids_with_tricks_are_not_found(self):
        for trick in self.TRICKS:
            for path in ("/v1/videos/{}", "/v1/videos/{}/content", "/v1/videos/{}/events",
                         "/v1/files/{}", "/v1/files/{}/content", "/v1/videos/characters/{}",
                         "/v1/batches/{}", "/v1/models/{}", "/v1/webhook_endpoints/{}"):
                with self.subTest(path=path, trick=trick[:30]):
                    if path == "/v1/models/{}" and trick == "*":
                        continue
                    self.refused("GET", path.format(trick), statuses=(400, 404))

    def test_ids_with_tricks_delete_nothing(self):
        for trick in self.TRICKS:
            with self.subTest(trick=trick[:30]):
                self.refused("DELETE", f"/v1/videos/{trick}", statuses=(400, 404, 405))

    def test_ids_in_bodies(self):
        for trick in ("../../etc/passwd", "", "x" * 201, "a\u0000b", "video_'--"):
            with self.subTest(trick=trick[:30]):
                self.refused(
                    path="/v1/videos/edits", as_json={"prompt": "p", "video": {"id": trick}}
                )


class Queries(Hostile):
    def test_values_that_do_not_fit(self):
        for query in ("limit=ten", "limit=-1", "limit=101", "limit=1e1", "limit=", "limit=1&limit=2",
                      "limit=99999999999999999999", "order=up", "order=", "after=", "after=%00",
                      "after=video_nobody", "limit=%zz", "after=%ff", "after=" + "x" * 300):
            with self.subTest(query=query[:40]):
                self.refused("GET", f"/v1/videos?{query}")

    def test_variants_that_do_not_exist(self):
        video = completed_video()["id"]
        for variant in ("../../etc/passwd", "poster", "", "video%00", "VIDEO"):
            with self.subTest(variant=variant):
                self.refused("GET", f"/v1/videos/{video}/content?variant={variant}")


class Bodies(Hostile):
    def head(self, extra: str, path="/v1/videos") -> bytes:
        return (
            f"POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {setting('HIBARI_API_KEY')}\r\n"
            f"content-type: application/json\r\n{extra}\r\n"
        ).encode()

    def test_a_gigabyte_is_refused_before_it_is_sent(self):
        for size in (2 * 10**9, 10**15, 10**30):
            with self.subTest(size=size):
                start = time.monotonic()
                answer = raw(self.head(f"content-length: {size}\r\nexpect: 100-continue\r\n"))
                self.assertIn(status_of(answer), (400, 413), answer[:200])
                self.assertLess(time.monotonic() - start, 5)

    def test_chunks_without_end_are_cut_off(self):
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        answer = raw(self.head("transfer-encoding: chunked\r\n", "/v1/account/projects") + chunk * 200)
        self.assertIn(status_of(answer), (0, 400, 413), answer[:200])

    def test_lengths_that_lie(self):
        for extra in ("content-length: -1\r\n", "content-length: x\r\n",
                      "content-length: 5\r\ncontent-length: 6\r\n",
                      "content-length: 5\r\ntransfer-encoding: chunked\r\n",
                      "transfer-encoding: gzip\r\n", "transfer-encoding: chunked, chunked\r\n"):
            with self.subTest(extra=extra):
                answer = raw(self.head(extra) + b"5\r\nhello\r\n0\r\n\r\n", 15)
                self.assertTrue(400 <= status_of(answer) < 502, answer[:200])

    def test_chunks_that_are_none(self):
        answer = raw(self.head("transfer-encoding: chunked\r\n") + b"zz\r\nhello\r\n", 15)
        self.assertIn(status_of(answer), (0, 400), answer[:200])


class Heads(Hostile):
    def test_requests_that_are_none(self):
        for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
                     b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\n" + b"a: b\r\n" * 5_000 + b"\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\na: " + b"b" * 100_000 + b"\r\n\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\n a: folded\r\n\r\n",
                     b"GET / HTTP/1.1\r\nhost: x\r\na\0b: c\r\n\r\n"):
            with self.subTest(data=data[:40]):
                status = status_of(raw(data, 15))
                self.assertTrue(status == 0 or 400 <= status < 506, status)

    def test_methods_that_a_route_does_not_have(self):
        for method in ("PUT", "PATCH", "OPTIONS"):
            answer = request(method, "/v1/videos")
            self.assertIn(answer.status, (405, 204), answer)
            self.assertIn("POST", answer.headers.get("allow", ""))
        self.assertIn(request("TRACE", "/v1/videos").status, (405, 501))

    def test_keys_that_are_none(self):
        for value in ("", "Bearer", "Bearer ", "Basic abc", "Bearer \t", "Bearer " + "x" * 5000,
                      "bearer sk-hibari-' OR 1=1", "Bearer a b"):
            with self.subTest(value=value[:20]):
                self.refused(
                    "GET", key=None, headers={"authorization": value}, statuses=(400, 401, 431)
                )

    def test_half_open_connections_keep_nobody_out(self):
        where = urllib.parse.urlsplit(harness.base_url())
        connections = []
        try:
            for _ in range(200):
                connection = socket.create_connection((where.hostname, where.port), timeout=10)
                connection.sendall(b"POST /v1/videos HTTP/1.1\r\nhost: x\r\ncontent-le")
                connections.append(connection)
            start = time.monotonic()
            self.assertEqual(request("GET", "/healthz", key=None).status, 200)
            self.assertLess(time.monotonic() - start, 3)
        finally:
            for connection in connections:
                connection.close()


class Media(Hostile):
    def refused_picture(self, data: bytes, kind="image/png"):
        body, headers = form(
            [("prompt", "p"), ("size", "1280x720"), ("input_reference", "a.png", kind, data)]
        )
        return self.refused_for("input_reference", body=body, headers=headers)

    def refused_for(self, field: str, **options):
        """Refused because of that field, and not because nothing of its kind is taken."""
        answer = self.refused(**options)
        self.assertNotEqual(answer.code, "unsupported_by_engine")
        self.assertTrue((answer.param or "").startswith(field), answer)
        return answer

    def refused_clip(self, data: bytes):
        for path, fields in (
            ("/v1/videos/edits", [("prompt", "p"), ("model", "sora-2")]),
            ("/v1/videos/characters", [("name", "n")]),
        ):
            body, headers = form([*fields, ("video", "a.mp4", "video/mp4", data)])
            self.refused_for("video", path=path, body=body, headers=headers)

    def bomb(self) -> bytes:
        """A small PNG that says it has 60,000 x 60,000 pixels."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            check = struct.pack(">I", zlib.crc32(kind + data))
            return struct.pack(">I", len(data)) + kind + data + check

        head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        data = zlib.compress(b"\0" * 30_000_000, 9)
        start = b"\x89PNG\r\n\x1a\n"
        return start + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")

    def test_a_good_picture_is_taken(self):
        body, headers = form(
            [
                ("prompt", "p"),
                ("size", "1280x720"),
                ("input_reference", "a.png", "image/png", png(1280, 720)),
            ]
        )
        answer = request("POST", "/v1/videos", body=body, headers=headers)
        self.assertEqual(answer.status, 200, answer)

    def test_bytes_that_are_no_picture(self):
        good = png(1280, 720)
        for data in (b"", b"no picture", b"GIF89a" + b"\0" * 100, b"MZ" + b"\0" * 1000,
                     b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", good[:8], good[:100],
                     good[: len(good) // 2], b"\x89PNG\r\n\x1a\n" + b"\xff" * 1000,
                     b"\xff\xd8\xff\xe0" + b"\0" * 100, b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\0" * 50,
                     b"#EXTM3U\nfile:///etc/passwd\n"):
            with self.subTest(data=data[:20]):
                self.refused_picture(data)

    def test_a_picture_that_unpacks_to_gigabytes(self):
        start = time.monotonic()
        self.refused_picture(self.bomb())
        self.assertLess(time.monotonic() - start, 10)

    def test_a_picture_under_a_false_name(self):
        self.refused_picture(b"no picture", "image/webp")

    def test_data_urls_that_are_none(self):
        for url in ("data:", "data:,x", "data:image/png;base64,", "data:image/png;base64,!!!!",
                    "data:text/html;base64,PGI+", "data:image/png,abc", "no url", "file:///etc/passwd",
                    "http://", "javascript:alert(1)", "ftp://example.com/a.png"):
            with self.subTest(url=url):
                body = {"prompt": "p", "input_reference": {"image_url": url}}
                self.refused_for("input_reference", as_json=body)

    def test_addresses_inside_are_not_fetched(self):
        where = urllib.parse.urlsplit(harness.base_url()).netloc
        for url in (f"http://{where}/healthz", "http://169.254.169.254/latest/meta-data/",
                    "http://10.0.0.1/a.png", "http://[::1]/a.png", "http://[::ffff:127.0.0.1]/a.png",
                    "http://127.1/a.png", "http://2130706433/a.png", "http://0x7f000001/a.png",
                    "http://localhost/a.png"):
            with self.subTest(url=url):
                start = time.monotonic()
                body = {"prompt": "p", "input_reference": {"image_url": url}}
                self.refused_for("input_reference", as_json=body)
                self.assertLess(time.monotonic() - start, 5)

    def test_bytes_that_are_no_clip(self):
        video = completed_video()["id"]
        good = checked("GET", f"/v1/videos/{video}/content").body
        for data in (b"", b"no clip", good[:8], good[:40], good[: len(good) // 2],
                     b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile /etc/passwd",
                     png(64, 64), b"\0\0\0\x18ftypisom" + b"\xff" * 1000, b"\xff" * 100_000,
                     b"\0\0\0\x01ftyp" + b"\xff" * 8, b"RIFF\0\0\0\0AVI LIST"):
            with self.subTest(data=data[:20]):
                self.refused_clip(data)

    def test_a_batch_file_that_is_none(self):
        for data in (b"", b"\xff\xfe\x00", b"\n\n\n"):
            with self.subTest(data=data):
                body, headers = form([("purpose", "batch"), ("file", "a.jsonl", "text/plain", data)])
                answer = request("POST", "/v1/files", body=body, headers=headers)
                if answer.status == 200:
                    batch = {
                        "input_file_id": answer.json()["id"],
                        "endpoint": "/v1/videos",
                        "completion_window": "24h",
                    }
                    answer = request("POST", "/v1/batches", as_json=batch)
                    if answer.status == 200:
                        path = f"/v1/batches/{answer.json()['id']}"
                        harness.wait_for(lambda: request("GET", path).json()["status"] == "failed")
                        continue
                self.assertTrue(400 <= answer.status < 500, answer)


class Zz_Afterwards(Hostile):
    def test_the_server_is_as_small_as_before(self):
        pid = setting("HIBARI_SERVER_PID")
        status = pathlib.Path("/proc", pid, "status").read_text()
        resident = int(status.split("VmRSS:")[1].split()[0]) // 1024
        self.assertLess(resident, RESIDENT_MB_MAX)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    unittest.main(verbosity=1)
