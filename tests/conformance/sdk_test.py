"""The official Python client, unmodified, against our server. A class is a row of the feature table
in the catalogue of what the retired API did (named in `row`); its tests prove that row.

Every JSON answer that the client gets is held against api/openapi.yaml on its way.
"""

from __future__ import annotations

import asyncio
import base64
import concurrent.futures
import io
import json
import os
import subprocess
import tempfile
import time
import unittest
import warnings

import openai

import harness
from harness import PATIENCE_S, STATUSES, completed_video, finished_video, png, setting, wait_for

# The client says that the service it was made for is gone.
warnings.simplefilter("ignore", DeprecationWarning)


def check_answer(response) -> None:
    if response.headers.get("content-type", "").startswith("application/json"):
        response.read()
        path = response.request.url.raw_path.decode()
        harness.CONTRACT.check(response.request.method, path, response.status_code, response.json())


def client_of(key: str, **options) -> openai.OpenAI:
    options.setdefault("max_retries", 0)
    http_client = openai.DefaultHttpxClient(event_hooks={"response": [check_answer]})
    return openai.OpenAI(
        base_url=harness.base_url(),
        api_key=key,
        http_client=http_client,
        webhook_secret=None,
        **options,
    )


class Suite(unittest.TestCase):
    row = ""
    client: openai.OpenAI

    @classmethod
    def setUpClass(cls):
        cls.client = client_of(setting("HIBARI_API_KEY"))

    @classmethod
    def tearDownClass(cls):
        cls.client.close()

    def id(self):
        return f"{self.row}: {self._testMethodName.removeprefix('test_').replace('_', ' ')}"

    def __str__(self):
        return self.id()

    def refused(self, kind, call, *, code=None, param=...):
        with self.assertRaises(kind) as caught:
            call()
        error = caught.exception
        self.assertTrue(error.request_id)
        if code is not None:
            self.assertEqual(error.code, code, error.message)
        if param is not ...:
            self.assertEqual(error.param, param, error.message)
        return error


def grey_picture(clip: bytes) -> bytes:
    """The samples of all frames, small and in grey."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(clip)
        file.flush()
        read = ["ffmpeg", "-v", "error", "-i", file.name, "-vf", "scale=64:36,format=gray"]
        return subprocess.run(
            [*read, "-f", "rawvideo", "-"], check=True, capture_output=True
        ).stdout


_shared: dict[str, str] = {}


def shared_video() -> str:
    """One completed clip for all tests that only look at it."""
    if "video" not in _shared:
        _shared["video"] = completed_video(prompt="a grey square", seconds="4")["id"]
    return _shared["video"]


class Parity(Suite):
    row = "Videos API parity, E1-E5"

    def test_creates_a_video_with_every_field(self):
        video = self.client.videos.create(
            prompt="a skylark over barley", model="sora-2", seconds="4", size="1280x720"
        )
        self.assertEqual(video.object, "video")
        self.assertRegex(video.id, r"^video_[0-9a-f]{48}$")
        self.assertIn(video.status, STATUSES)
        self.assertEqual((video.seconds, video.size), ("4", "1280x720"))
        self.assertEqual(video.model, "sora-2")
        self.assertEqual(video.prompt, "a skylark over barley")
        self.assertLess(abs(video.created_at - time.time()), 60)
        for field in harness.FIELDS_OF_VIDEO:
            self.assertIn(field, video.to_dict(), field)

    def test_defaults_are_those_of_the_guide(self):
        video = self.client.videos.create(prompt="p")
        self.assertEqual((video.model, video.seconds, video.size), ("sora-2", "4", "720x1280"))

    def test_create_and_poll_ends_when_the_clip_is_there(self):
        video = self.client.videos.create_and_poll(prompt="a grey square", seconds="4")
        self.assertEqual(video.status, "completed")
        self.assertEqual(video.progress, 100)
        self.assertIsNotNone(video.completed_at)
        self.assertIsNone(video.error)

    def test_poll_ends_when_the_clip_has_failed(self):
        video = self.client.videos.create_and_poll(prompt="fail please", poll_interval_ms=200)
        self.assertEqual(video.status, "failed")
        self.assertTrue(video.error.code)
        self.assertTrue(video.error.message)

    def test_async_client_polls_too(self):
        async def run():
            async with openai.AsyncOpenAI(
                base_url=harness.base_url(), api_key=setting("HIBARI_API_KEY"), max_retries=0
            ) as client:
                return await client.videos.create_and_poll(prompt="p", poll_interval_ms=200)

        self.assertEqual(asyncio.run(run()).status, "completed")

    def test_retrieves_what_was_created(self):
        made = self.client.videos.create(prompt="p")
        found = self.client.videos.retrieve(made.id)
        self.assertEqual((found.id, found.created_at), (made.id, made.created_at))

    def test_lists_with_a_cursor_in_both_orders(self):
        ids = [self.client.videos.create(prompt=f"p {i}").id for i in range(5)]
        newest = [video.id for video, _ in zip(self.client.videos.list(limit=2), range(5))]
        self.assertEqual(newest, ids[::-1])
        page = self.client.videos.list(limit=2, order="desc")
        self.assertEqual([video.id for video in page.data], ids[:2:-1])
        self.assertTrue(page.has_more)
        self.assertEqual(page.last_id, ids[3])
        self.assertTrue(page.has_next_page())
        self.assertEqual([v.id for v in page.get_next_page().data], ids[1:3][::-1])
        older = self.client.videos.list(limit=3, order="asc", after=ids[1])
        self.assertEqual([video.id for video in older.data], ids[2:])

    def test_iterates_to_the_end_and_stops(self):
        everything = [video.id for video in self.client.videos.list(limit=3)]
        self.assertEqual(len(everything), len(set(everything)))
        last = self.client.videos.list(after=everything[-1])
        self.assertEqual(last.data, [])
        self.assertFalse(last.has_next_page())

    def test_deletes_for_good(self):
        video = completed_video()["id"]
        deleted = self.client.videos.delete(video)
        self.assertEqual((deleted.id, deleted.object, deleted.deleted), (video, "video.deleted", True))
        self.refused(openai.NotFoundError, lambda: self.client.videos.retrieve(video))
        self.refused(openai.NotFoundError, lambda: self.client.videos.delete(video))
        self.refused(openai.NotFoundError, lambda: self.client.videos.download_content(video))

    def test_downloads_the_clip(self):
        content = self.client.videos.download_content(shared_video())
        data = content.read()
        self.assertEqual(data[4:8], b"ftyp")
        self.assertEqual(content.response.headers["content-type"], "video/mp4")
        self.assertEqual(int(content.response.headers["content-length"]), len(data))

    def test_downloads_the_thumbnail_as_webp(self):
        content = self.client.videos.download_content(shared_video(), variant="thumbnail")
        data = content.read()
        self.assertEqual((data[:4], data[8:12]), (b"RIFF", b"WEBP"))
        self.assertEqual(content.response.headers["content-type"], "image/webp")

    def test_downloads_the_spritesheet_as_jpeg(self):
        content = self.client.videos.download_content(shared_video(), variant="spritesheet")
        self.assertEqual(content.read()[:3], b"\xff\xd8\xff")
        self.assertEqual(content.response.headers["content-type"], "image/jpeg")

    def test_streams_a_download_to_a_file(self):
        whole = self.client.videos.download_content(shared_video()).read()
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "clip.mp4")
            with self.client.videos.with_streaming_response.download_content(
                shared_video()
            ) as response:
                response.stream_to_file(path)
            with open(path, "rb") as file:
                self.assertEqual(file.read(), whole)

    def test_remixes_by_json(self):
        remix = self.client.videos.remix(shared_video(), prompt="the same in blue")
        self.assertNotEqual(remix.id, shared_video())
        self.assertEqual(remix.remixed_from_video_id, shared_video())
        self.assertEqual(remix.prompt, "the same in blue")

    def test_edits_a_video_by_id(self):
        edit = self.client.videos.edit(
            prompt="make the sky red",
            video=openai.omit,  # the client itself refuses an object here
            extra_body={"video": {"id": shared_video()}},
        )
        self.assertIn(edit.status, STATUSES)
        self.assertEqual(edit.seconds, "4")

    def test_extends_a_video_by_id(self):
        extension = self.client.videos.extend(
            prompt="and on it goes",
            seconds="4",
            video=openai.omit,
            extra_body={"video": {"id": shared_video()}},
        )
        self.assertEqual(extension.seconds, "8")
        self.assertNotEqual(extension.id, shared_video())

    def test_lists_and_retrieves_models(self):
        names = [model.id for model in self.client.models.list()]
        self.assertIn("sora-2", names)
        self.assertIn("sora-2-pro", names)
        self.assertEqual(self.client.models.retrieve("sora-2").object, "model")
        self.refused(openai.NotFoundError, lambda: self.client.models.retrieve("no-such-model"))

    def test_a_dated_model_is_the_model(self):
        video = self.client.videos.create(prompt="p", model="sora-2-2025-12-08")
        self.assertIn(video.status, STATUSES)


class Errors(Suite):
    row = "Videos API parity, E1-E5 (error classes)"

    def test_bad_request_names_the_field(self):
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(prompt="p", seconds="5"),
            code="invalid_value",
            param="seconds",
        )
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(prompt="p", size="640x480"),
            code="invalid_value",
            param="size",
        )
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(prompt=""),
            code="string_too_short",
            param="prompt",
        )

    def test_unknown_field_is_refused_by_name(self):
        error = self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(prompt="p", extra_body={"secnds": "4"}),
            code="unknown_parameter",
            param="secnds",
        )
        self.assertIn("seconds", error.message)

    def test_unknown_model_is_refused(self):
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(prompt="p", model="dall-e-3"),
            param="model",
        )

    def test_wrong_key_is_an_authentication_error(self):
        with client_of("sk-hibari-wrong") as wrong:
            self.refused(
                openai.AuthenticationError, lambda: wrong.videos.list(), code="invalid_api_key"
            )

    def test_suspended_account_is_a_permission_error(self):
        with client_of(setting("HIBARI_SUSPENDED_API_KEY")) as suspended:
            self.refused(
                openai.PermissionDeniedError,
                lambda: suspended.videos.list(),
                code="account_suspended",
            )

    def test_unknown_id_is_not_found(self):
        missing = "video_" + "0" * 48
        self.refused(
            openai.NotFoundError, lambda: self.client.videos.retrieve(missing), code="not_found"
        )

    def test_deleting_what_is_being_made_is_a_conflict_that_is_not_retried(self):
        with client_of(setting("HIBARI_API_KEY"), max_retries=5) as patient:
            video = patient.videos.create(prompt="p", seconds="20", size="1920x1080").id
            start = time.monotonic()
            self.refused(
                openai.ConflictError, lambda: patient.videos.delete(video), code="video_in_progress"
            )
            self.assertLess(time.monotonic() - start, 2)
            patient.post(f"/videos/{video}/cancel", cast_to=object)

    def test_content_of_an_unfinished_video_is_a_conflict(self):
        video = self.client.videos.create(prompt="p", seconds="20", size="1920x1080").id
        self.refused(
            openai.ConflictError,
            lambda: self.client.videos.download_content(video),
            code="video_not_completed",
        )
        self.client.post(f"/videos/{video}/cancel", cast_to=object)


class Headers(Suite):
    row = "`openai-poll-after-ms`, `x-request-id`, `retry-after`"

    def test_every_answer_has_a_request_id_and_repeats_ours(self):
        raw = self.client.videos.with_raw_response.list(limit=1)
        self.assertTrue(raw.headers["x-request-id"])
        raw = self.client.videos.with_raw_response.list(
            limit=1, extra_headers={"x-request-id": "req-of-mine-1"}
        )
        self.assertEqual(raw.headers["x-request-id"], "req-of-mine-1")

    def test_poll_after_is_there_while_it_is_worth_asking_again(self):
        video = self.client.videos.create(prompt="p", seconds="20", size="1920x1080").id
        raw = self.client.videos.with_raw_response.retrieve(video)
        self.assertGreaterEqual(int(raw.headers["openai-poll-after-ms"]), 100)
        self.client.post(f"/videos/{video}/cancel", cast_to=object)

    def test_rate_limit_headers_come_with_creates(self):
        raw = self.client.videos.with_raw_response.create(prompt="p")
        limit = int(raw.headers["x-ratelimit-limit-requests"])
        left = int(raw.headers["x-ratelimit-remaining-requests"])
        self.assertTrue(0 <= left < limit)
        self.assertRegex(raw.headers["x-ratelimit-reset-requests"], r"^\d+(ms|s)$")

    def test_too_many_requests_tell_when_to_come_back_and_the_client_does(self):
        with client_of(setting("HIBARI_OTHER_API_KEY")) as hasty:
            made = []
            limited = None
            for _ in range(200):
                try:
                    made.append(hasty.videos.create(prompt="p").id)
                except openai.RateLimitError as error:
                    limited = error
                    break
            self.assertIsNotNone(limited, "200 creates in a row and no 429")
            self.assertIn(limited.code, ("rate_limit_exceeded", "queue_full"))
            self.assertGreaterEqual(int(limited.response.headers["retry-after"]), 1)
            for video in made:
                hasty.post(f"/videos/{video}/cancel", cast_to=object)
        with client_of(setting("HIBARI_OTHER_API_KEY"), max_retries=5) as patient:
            video = patient.videos.create(prompt="p")
            self.assertIn(video.status, STATUSES)
            patient.post(f"/videos/{video.id}/cancel", cast_to=object)


class Bracketed(Suite):
    row = "Bracketed multipart"

    def test_image_url_in_brackets_reaches_the_check_of_its_size(self):
        url = "data:image/png;base64," + base64.b64encode(png(64, 64)).decode()
        error = self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="p", extra_body={"input_reference": {"image_url": url}}
            ),
            code="image_size_mismatch",
        )
        self.assertTrue(error.param.startswith("input_reference"), error.param)

    def test_characters_in_brackets_are_a_list(self):
        error = self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="p",
                extra_body={"characters": [{"id": "char_a"}, {"id": "char_b"}, {"id": "char_c"}]},
            ),
            param="characters",
        )
        self.assertIn("2", error.message)


class References(Suite):
    row = "Image to video, first frame; Size mismatch refused"

    def test_an_uploaded_picture_of_the_right_size_is_taken(self):
        video = self.client.videos.create(
            prompt="p", size="1280x720", input_reference=("first.png", png(1280, 720), "image/png")
        )
        self.assertIn(video.status, STATUSES)

    def test_a_picture_of_another_size_is_refused(self):
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="p", size="1280x720", input_reference=("first.png", png(64, 64), "image/png")
            ),
            code="image_size_mismatch",
            param="input_reference",
        )

    def test_a_file_by_its_id_is_taken(self):
        file = self.client.files.create(
            file=("first.png", png(720, 1280), "image/png"), purpose="vision"
        )
        video = self.client.videos.create(
            prompt="p", extra_body={"input_reference": {"file_id": file.id}}
        )
        self.assertIn(video.status, STATUSES)

    def test_bytes_without_a_name_are_taken(self):
        video = self.client.videos.create(prompt="p", input_reference=io.BytesIO(png(720, 1280)))
        self.assertIn(video.status, STATUSES)


class Meaning(Suite):
    row = "Extend, stitched, max 6 / 120 s"

    def test_the_seventh_extension_is_refused(self):
        video = completed_video(seconds="4")["id"]
        for i in range(6):
            extension = self.client.videos.extend(
                prompt="on", seconds="4", video=openai.omit, extra_body={"video": {"id": video}}
            )
            self.assertEqual(extension.seconds, str(4 * (i + 2)))
            extension = self.client.videos.poll(extension.id, poll_interval_ms=200)
            self.assertEqual(extension.status, "completed", extension.error)
            video = extension.id
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.extend(
                prompt="on", seconds="4", video=openai.omit, extra_body={"video": {"id": video}}
            ),
            code="extension_limit_reached",
        )

    def test_the_source_must_have_completed(self):
        video = self.client.videos.create(prompt="p", seconds="20", size="1920x1080").id
        self.refused(
            openai.ConflictError,
            lambda: self.client.videos.remix(video, prompt="q"),
            code="video_not_completed",
        )
        self.client.post(f"/videos/{video}/cancel", cast_to=object)


class Characters(Suite):
    row = "Characters from clip, max two; Character list, update, delete in API"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clip = cls.client.videos.download_content(shared_video()).read()

    def make(self, name="Mossy"):
        return self.client.videos.create_character(
            name=name, video=("mossy.mp4", self.clip, "video/mp4")
        )

    def test_makes_and_retrieves_a_character(self):
        made = self.make()
        self.assertRegex(made.id, r"^char_")
        found = self.client.videos.get_character(made.id)
        self.assertEqual((found.id, found.name), (made.id, "Mossy"))

    def test_is_named_in_one_spelling_only(self):
        made = self.make()
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="Mossy runs",
                extra_body={"characters": [{"id": made.id}], "character_ids": [made.id]},
            ),
            param="character_ids",
        )

    def test_lists_renames_and_deletes(self):
        made = self.make("Old name")
        listed = self.client.get("/videos/characters?limit=100", cast_to=object)
        self.assertIn(made.id, [character["id"] for character in listed["data"]])
        renamed = self.client.post(
            f"/videos/characters/{made.id}", body={"name": "New name"}, cast_to=object
        )
        self.assertEqual(renamed["name"], "New name")
        self.client.delete(f"/videos/characters/{made.id}", cast_to=object)
        self.refused(
            openai.NotFoundError, lambda: self.client.videos.get_character(made.id)
        )

    def test_a_third_character_is_refused(self):
        ids = [self.make(name).id for name in ("Ann", "Bob", "Cid")]
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="Ann, Bob and Cid", extra_body={"characters": [{"id": i} for i in ids]}
            ),
            param="characters",
        )

    def test_a_character_must_be_named_in_the_prompt(self):
        made = self.make("Zebedee")
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create(
                prompt="nobody we know", extra_body={"characters": [{"id": made.id}]}
            ),
            code="character_not_in_prompt",
        )

    def test_a_clip_that_is_none_is_refused(self):
        self.refused(
            openai.BadRequestError,
            lambda: self.client.videos.create_character(
                name="x", video=("x.mp4", b"this is no clip", "video/mp4")
            ),
            param="video",
        )


class Seeds(Suite):
    row = "Seed"

    def test_the_same_seed_gives_the_same_picture_with_a_mark_of_its_own(self):
        clips = []
        for _ in range(2):
            video = completed_video(prompt="a grey square", seed=7)
            self.assertEqual(video["hibari"]["seed"], 7)
            clips.append(self.client.videos.download_content(video["id"]).read())
        self.assertNotEqual(clips[0], clips[1])
        first, second = (grey_picture(clip) for clip in clips)
        self.assertEqual(len(first), len(second))
        # Invisible marks change a sample by a level or two; the visible one, in other places in each,
        # covers some. In another picture most are tens away.
        others = sum(abs(a - b) > 8 for a, b in zip(first, second))
        self.assertLess(others / len(first), 0.2)


class Lengths(Suite):
    row = "4-20 s; 720p, 1024p, 1080p, both ways"

    def test_every_length_and_size_of_the_guide_is_taken(self):
        for seconds in ("4", "8", "12", "16", "20"):
            video = self.client.videos.create(prompt="p", seconds=seconds)
            self.assertEqual(video.seconds, seconds)
            self.client.post(f"/videos/{video.id}/cancel", cast_to=object)
        for size in ("720x1280", "1280x720", "1024x1792", "1792x1024", "1920x1080", "1080x1920"):
            video = self.client.videos.create(prompt="p", size=size, model="sora-2-pro")
            self.assertEqual(video.size, size)
            self.client.post(f"/videos/{video.id}/cancel", cast_to=object)


class Queue(Suite):
    row = "Concurrency cap, queue position, cancel"

    def test_positions_count_and_cancel_frees(self):
        videos = [
            self.client.videos.create(prompt="p", seconds="20", size="1920x1080").id
            for _ in range(8)
        ]
        last = self.client.videos.retrieve(videos[-1]).to_dict()
        self.assertEqual(last["status"], "queued")
        before = last["hibari"]["queue"]["position"]
        self.assertGreaterEqual(before, 1)
        cancelled = self.client.post(f"/videos/{videos[-2]}/cancel", cast_to=object)
        self.assertEqual(cancelled["status"], "failed")
        self.assertEqual(cancelled["error"]["code"], "cancelled")
        again = self.client.post(f"/videos/{videos[-2]}/cancel", cast_to=object)
        self.assertEqual(again["error"]["code"], "cancelled")
        after = self.client.videos.retrieve(videos[-1]).to_dict()
        if after["status"] == "queued":
            self.assertLess(after["hibari"]["queue"]["position"], before)
        for video in videos:
            self.client.post(f"/videos/{video}/cancel", cast_to=object)

        def all_ended():
            return all(
                self.client.videos.retrieve(video).status in ("failed", "completed")
                for video in videos
            )

        wait_for(all_ended, 30)

    def test_cancelling_what_has_completed_changes_nothing(self):
        same = self.client.post(f"/videos/{shared_video()}/cancel", cast_to=object)
        self.assertEqual(same["status"], "completed")


class Events(Suite):
    row = "Concurrency cap, queue position, cancel (events)"

    def follow(self, video):
        stream = self.client.get(
            f"/videos/{video}/events", cast_to=object, stream=True, stream_cls=openai.Stream[object]
        )
        return list(stream)

    def test_progress_rises_to_the_end(self):
        video = self.client.videos.create(prompt="a grey square", seconds="8").id
        events = self.follow(video)
        self.assertEqual(events[-1]["type"], "video.completed")
        self.assertEqual(events[-1]["video"]["id"], video)
        progress = [e["progress"] for e in events if e["type"] == "video.progress"]
        self.assertEqual(progress, sorted(progress))
        for event in events:
            self.assertEqual(event["id"], video)
            if event["type"] in ("video.progress", "video.queued"):
                self.assertLessEqual(event["step"], event["steps"])

    def test_coming_late_still_tells_the_end(self):
        events = self.follow(shared_video())
        self.assertEqual([event["type"] for event in events], ["video.completed"])

    def test_a_failure_ends_the_stream(self):
        video = self.client.videos.create(prompt="fail please").id
        self.assertEqual(self.follow(video)[-1]["type"], "video.failed")


class Waiting(Suite):
    row = "Videos API parity, E1-E5 (sync mode)"

    def test_wait_answers_with_the_finished_clip(self):
        video = self.client.videos.create(prompt="p", extra_body={"wait": 60})
        self.assertEqual(video.status, "completed")

    def test_wait_ends_by_itself(self):
        start = time.monotonic()
        video = self.client.videos.create(
            prompt="p", seconds="20", size="1920x1080", extra_body={"wait": 1}
        )
        self.assertLess(time.monotonic() - start, 5)
        self.client.post(f"/videos/{video.id}/cancel", cast_to=object)

    def test_those_who_wait_leave_room_for_others(self):
        def long(wait):
            return self.client.videos.create(
                prompt="p", seconds="20", size="1920x1080", extra_body={"wait": wait}
            )

        with concurrent.futures.ThreadPoolExecutor(24) as many:
            waiting = [many.submit(long, 8) for _ in range(24)]
            time.sleep(1)
            start = time.monotonic()
            self.client.models.list()
            self.assertLess(time.monotonic() - start, 4)
            for video in concurrent.futures.as_completed(waiting):
                self.client.post(f"/videos/{video.result().id}/cancel", cast_to=object)


class Files(Suite):
    row = "Videos API parity, E1-E5 (files)"

    def test_uploads_lists_downloads_and_deletes(self):
        data = png(8, 8)
        file = self.client.files.create(file=("a b.png", data, "image/png"), purpose="vision")
        self.assertEqual((file.object, file.bytes, file.purpose), ("file", len(data), "vision"))
        self.assertEqual(file.filename, "a b.png")
        self.assertEqual(self.client.files.retrieve(file.id).id, file.id)
        self.assertIn(file.id, [found.id for found in self.client.files.list(purpose="vision")])
        self.assertEqual(self.client.files.content(file.id).read(), data)
        self.assertTrue(self.client.files.delete(file.id).deleted)
        self.refused(openai.NotFoundError, lambda: self.client.files.retrieve(file.id))

    def test_a_file_may_be_given_an_end(self):
        file = self.client.files.create(
            file=("a.png", png(8, 8), "image/png"),
            purpose="user_data",
            expires_after={"anchor": "created_at", "seconds": 3600},
        )
        self.assertEqual(file.expires_at, file.created_at + 3600)

    def test_lists_with_a_cursor(self):
        ids = [
            self.client.files.create(file=(f"{i}.png", png(8, 8)), purpose="vision").id
            for i in range(3)
        ]
        listed = [file.id for file in self.client.files.list(limit=1, order="desc", purpose="vision")]
        self.assertEqual(listed[:3], ids[::-1])


class Batches(Suite):
    row = "Batch"

    def test_a_batch_answers_every_line_by_its_id(self):
        lines = [
            {"custom_id": "one", "body": {"prompt": "a grey square"}},
            {"custom_id": "two", "body": {"prompt": "fail please"}},
            {"custom_id": "three", "body": {"prompt": "p", "seconds": "5"}},
            # Whoever answers slowly would hold up the batches of all others.
            {
                "custom_id": "four",
                "body": {"prompt": "p", "input_reference": {"image_url": "http://example.com/a.png"}},
            },
        ]
        text = "".join(
            json.dumps({"method": "POST", "url": "/v1/videos", **line}) + "\n" for line in lines
        )
        file = self.client.files.create(
            file=("lines.jsonl", text.encode(), "application/jsonl"), purpose="batch"
        )
        batch = self.client.batches.create(
            input_file_id=file.id,
            endpoint="/v1/videos",
            completion_window="24h",
            metadata={"why": "test"},
        )
        self.assertEqual(batch.object, "batch")

        def ended():
            now = self.client.batches.retrieve(batch.id)
            return now if now.status not in ("validating", "in_progress", "finalizing") else None

        batch = wait_for(ended)
        self.assertEqual(batch.status, "completed", batch)
        self.assertEqual(batch.metadata, {"why": "test"})
        counts = batch.request_counts
        self.assertEqual((counts.total, counts.completed, counts.failed), (4, 1, 3))
        found = {}
        for result in (batch.output_file_id, batch.error_file_id):
            if result:
                for line in self.client.files.content(result).text.splitlines():
                    one = json.loads(line)
                    found[one["custom_id"]] = one
        self.assertEqual(set(found), {"one", "two", "three", "four"})
        self.assertEqual(found["one"]["response"]["body"]["status"], "completed")
        self.assertEqual(found["three"]["response"]["status_code"], 400)
        refused = found["four"]["response"]["body"]["error"]
        self.assertEqual(refused["code"], "url_not_allowed")
        self.assertIn(batch.id, [one.id for one in self.client.batches.list()])

    def test_a_file_that_is_no_batch_fails_and_says_where(self):
        text = b'{"custom_id": "a"}\nno json\n'
        file = self.client.files.create(file=("x.jsonl", text), purpose="batch")
        batch = self.client.batches.create(
            input_file_id=file.id, endpoint="/v1/videos", completion_window="24h"
        )

        def ended():
            now = self.client.batches.retrieve(batch.id)
            return now if now.status in ("failed", "completed") else None

        batch = wait_for(ended)
        self.assertEqual(batch.status, "failed")
        self.assertEqual(sorted(error.line for error in batch.errors.data)[0], 1)

    def test_a_batch_can_be_cancelled(self):
        line = {"custom_id": "a", "method": "POST", "url": "/v1/videos"}
        text = "".join(
            json.dumps({**line, "custom_id": str(i), "body": {"prompt": "p", "seconds": "20"}}) + "\n"
            for i in range(20)
        )
        file = self.client.files.create(file=("x.jsonl", text.encode()), purpose="batch")
        batch = self.client.batches.create(
            input_file_id=file.id, endpoint="/v1/videos", completion_window="24h"
        )
        self.assertIn(self.client.batches.cancel(batch.id).status, ("cancelling", "cancelled"))
        wait_for(lambda: self.client.batches.retrieve(batch.id).status == "cancelled")


class Webhooks(Suite):
    row = "Signed webhooks, retries, SSRF guard"

    def setUp(self):
        self.receiver = harness.Receiver()
        self.addCleanup(self.receiver.close)
        self.endpoint = self.client.post(
            "/webhook_endpoints",
            body={"url": self.receiver.url, "events": ["video.completed", "video.failed"]},
            cast_to=object,
        )
        self.addCleanup(
            lambda: self.client.delete(
                f"/webhook_endpoints/{self.endpoint['id']}", cast_to=object
            )
        )

    def deliveries(self):
        path = f"/webhook_endpoints/{self.endpoint['id']}/deliveries"
        return self.client.get(path, cast_to=object)["data"]

    def test_unwrap_takes_what_we_sign(self):
        video = finished_video(prompt="p")["id"]
        headers, body = self.receiver.take()
        event = self.client.webhooks.unwrap(body, headers, secret=self.endpoint["secret"])
        self.assertEqual((event.type, event.data.id), ("video.completed", video))
        self.assertRegex(event.id, "^evt_")
        with self.assertRaises(openai.InvalidWebhookSignatureError):
            self.client.webhooks.unwrap(body + b" ", headers, secret=self.endpoint["secret"])
        with self.assertRaises(openai.InvalidWebhookSignatureError):
            self.client.webhooks.unwrap(body, headers, secret="whsec_" + "A" * 32)

    def test_a_failure_is_told_too(self):
        finished_video(prompt="fail please")
        headers, body = self.receiver.take()
        event = self.client.webhooks.unwrap(body, headers, secret=self.endpoint["secret"])
        self.assertEqual(event.type, "video.failed")

    def test_500_then_200_is_tried_again_with_the_same_id(self):
        self.receiver.answers = [500]
        finished_video(prompt="p")
        first, body = self.receiver.take()
        second, again = self.receiver.take()
        self.assertEqual(first["webhook-id"], second["webhook-id"])
        self.assertEqual(body, again)
        self.client.webhooks.unwrap(again, second, secret=self.endpoint["secret"])
        delivered = wait_for(
            lambda: [d for d in self.deliveries() if d["status"] == "delivered"]
        )
        self.assertEqual(delivered[0]["attempts"], 2)

    def test_a_redirect_is_not_followed(self):
        self.receiver.answers = [302]
        finished_video(prompt="p")
        self.receiver.take()
        wait_for(lambda: [d for d in self.deliveries() if d["last_status"] == 302])

    def test_410_disables_the_endpoint(self):
        self.receiver.answers = [410]
        finished_video(prompt="p")
        self.receiver.take()
        path = f"/webhook_endpoints/{self.endpoint['id']}"
        gone = wait_for(
            lambda: (e := self.client.get(path, cast_to=object)) and not e["enabled"] and e
        )
        self.assertTrue(gone["disabled_reason"])

    def test_a_delivery_can_be_replayed(self):
        finished_video(prompt="p")
        first, _ = self.receiver.take()
        delivery = wait_for(lambda: [d for d in self.deliveries() if d["status"] == "delivered"])[0]
        path = f"/webhook_endpoints/{self.endpoint['id']}/deliveries/{delivery['id']}/replay"
        self.client.post(path, cast_to=object)
        second, _ = self.receiver.take()
        self.assertEqual(first["webhook-id"], second["webhook-id"])

    def test_both_secrets_sign_while_they_change(self):
        old = self.endpoint["secret"]
        path = f"/webhook_endpoints/{self.endpoint['id']}/secret"
        new = self.client.post(path, body={"keep_old_seconds": 3600}, cast_to=object)["secret"]
        self.assertNotEqual(old, new)
        finished_video(prompt="p")
        headers, body = self.receiver.take()
        for secret in (old, new):
            self.client.webhooks.unwrap(body, headers, secret=secret)


class Guard(Suite):
    row = "Signed webhooks, retries, SSRF guard (private address refused)"

    INSIDE = (
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://127.1/",
        "http://2130706433/",
        "http://localhost/",
        "https://example.com:22/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://user:password@example.com/",
    )

    @classmethod
    def setUpClass(cls):
        cls.client = openai.OpenAI(
            base_url=setting("HIBARI_STRICT_BASE_URL"),
            api_key=setting("HIBARI_STRICT_API_KEY"),
            max_retries=0,
        )

    def test_addresses_inside_are_refused_when_named(self):
        for url in self.INSIDE:
            with self.subTest(url=url):
                self.refused(
                    openai.BadRequestError,
                    lambda: self.client.post(
                        "/webhook_endpoints", body={"url": url}, cast_to=object
                    ),
                    code="url_not_allowed",
                    param="url",
                )

    def test_a_public_address_is_taken(self):
        made = self.client.post(
            "/webhook_endpoints", body={"url": "https://93.184.215.14/hook"}, cast_to=object
        )
        self.assertTrue(made["secret"].startswith("whsec_"))


class Expiry(Suite):
    row = "Expiry of download links"

    def test_the_link_is_dead_after_its_end(self):
        video = completed_video()["id"]
        setting("HIBARI_DATABASE")
        self.client.videos.download_content(video).read()
        harness.expire("videos", video)
        self.refused(
            openai.NotFoundError,
            lambda: self.client.videos.download_content(video),
            code="asset_expired",
        )
        self.assertLess(self.client.videos.retrieve(video).expires_at, time.time())


class Allowance(Suite):
    row = "Rolling 24 h limit, weights"

    def usage(self):
        return self.client.get("/account/usage", cast_to=object)

    def test_a_quote_tells_the_weight_before(self):
        for seconds, weight in (("4", 1), ("8", 1), ("12", 2), ("16", 4), ("20", 4)):
            quote = self.client.post(
                "/videos/quote", body={"prompt": "p", "seconds": seconds}, cast_to=object
            )
            self.assertEqual(quote["weight"], weight)
            self.assertTrue(quote["allowed"])

    def test_a_quote_that_is_refused_tells_what_was_asked(self):
        quote = self.client.post(
            "/videos/quote",
            body={
                "prompt": "p",
                "size": "1920x1080",
                "seconds": "12",
                "input_reference": {"file_id": "file-0"},
            },
            cast_to=object,
        )
        self.assertFalse(quote["allowed"])
        self.assertEqual(quote["reason"]["param"], "input_reference.file_id")
        self.assertEqual(
            (quote["model"], quote["size"], quote["seconds"], quote["weight"]),
            ("sora-2", "1920x1080", "12", 2),
        )

    def test_only_delivered_clips_count(self):
        before = self.usage()["allowance"]["used"]
        finished_video(prompt="fail please", seconds="20")
        self.assertEqual(self.usage()["allowance"]["used"], before)
        completed_video(prompt="p", seconds="12")
        self.assertEqual(self.usage()["allowance"]["used"], before + 2)


class Content(Suite):
    row = "Videos API parity, E1-E5 (ranges and conditions)"

    def fetch(self, method="GET", **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        return harness.checked(method, f"/v1/videos/{shared_video()}/content", headers=fields)

    def test_ranges(self):
        whole = self.fetch()
        size = len(whole.body)
        part = self.fetch(range="bytes=4-7")
        self.assertEqual((part.status, part.body), (206, whole.body[4:8]))
        self.assertEqual(part.headers["content-range"], f"bytes 4-7/{size}")
        self.assertEqual(self.fetch(range="bytes=-5").body, whole.body[-5:])
        self.assertEqual(self.fetch(range=f"bytes={size - 3}-").body, whole.body[-3:])
        outside = self.fetch(range=f"bytes={size}-")
        self.assertEqual(outside.status, 416)
        if not whole.is_from_store:  # Not every object store says so.
            self.assertEqual(outside.headers["content-range"], f"bytes */{size}")
        self.assertEqual(self.fetch(range="pages=1-2").status, 200)

    def test_head_tells_the_size_and_sends_nothing(self):
        head = self.fetch("HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(int(head.headers["content-length"]), len(self.fetch().body))
        self.assertEqual(head.headers["accept-ranges"], "bytes")

    def test_conditions(self):
        tag = self.fetch().headers["etag"]
        self.assertEqual(self.fetch(if_none_match=tag).status, 304)
        self.assertEqual(self.fetch(if_none_match='"other"').status, 200)
        self.assertEqual(self.fetch(if_match='"other"').status, 412)
        self.assertEqual(self.fetch(range="bytes=0-3", if_range=tag).status, 206)
        other = self.fetch(range="bytes=0-3", if_range='"other"')
        if not other.is_from_store:  # Not every object store knows If-Range.
            self.assertEqual(other.status, 200)


class Account(Suite):
    row = "Videos API parity, E1-E5 (accounts and keys)"

    def test_a_key_shows_itself_once_and_can_be_revoked(self):
        made = self.client.post(
            "/account/api_keys", body={"name": "for a test", "scopes": ["read"]}, cast_to=object
        )
        listed = self.client.get("/account/api_keys?limit=100", cast_to=object)["data"]
        mine = [key for key in listed if key["id"] == made["id"]][0]
        self.assertNotIn("key", mine)
        with client_of(made["key"]) as reader:
            reader.videos.list(limit=1)
            self.refused(
                openai.PermissionDeniedError,
                lambda: reader.videos.create(prompt="p"),
                code="insufficient_scope",
            )
            self.client.delete(f"/account/api_keys/{made['id']}", cast_to=object)
            self.refused(openai.AuthenticationError, lambda: reader.videos.list())

    def test_projects_keep_their_videos_apart(self):
        project = self.client.post("/account/projects", body={"name": "apart"}, cast_to=object)
        made = self.client.post(
            "/account/api_keys",
            body={"name": "apart", "project_id": project["id"]},
            cast_to=object,
        )
        with client_of(made["key"]) as apart:
            self.assertEqual(apart.videos.list().data, [])
            self.refused(openai.NotFoundError, lambda: apart.videos.retrieve(shared_video()))

    def test_who_am_i(self):
        account = self.client.get("/account", cast_to=object)
        self.assertEqual((account["object"], account["role"]), ("account", "admin"))


class Served(Suite):
    row = "One OpenAPI file that the server validates against (F24)"

    def test_the_served_file_is_the_file(self):
        served = harness.request("GET", "/openapi.json", key=None).json()
        self.assertEqual(served, harness.CONTRACT.document)

    def test_health_and_docs(self):
        self.assertEqual(harness.checked("GET", "/healthz", key=None).status, 200)
        self.assertEqual(harness.checked("GET", "/readyz", key=None).status, 200)
        self.assertIn(b"<html", harness.request("GET", "/docs", key=None).body.lower())
        metrics = harness.request("GET", "/metrics")
        self.assertEqual(metrics.status, 200)
        self.assertIn(b"# TYPE", metrics.body)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
