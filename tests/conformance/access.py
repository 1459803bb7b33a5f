"""Who may do what: every route of api/openapi.yaml, asked by {nobody, a wrong key, another account, a
suspended account, an administrator} about {an own object, somebody else's, a deleted one, an expired
one}. What must come out is computed from the file (security, x-hibari-expired); a route that this
table cannot ask fails it.
"""

from __future__ import annotations

import secrets
import sys
import time

import harness
from harness import CONTRACT, checked, completed_video, form, png, setting

CALLERS = ("nobody", "wrong key", "suspended", "other", "admin")
OBJECTS = ("own", "other's", "deleted", "expired")
# Parameters of paths that name something everybody shares.
SHARED = {"model": "sora-2", "handle": "everybody"}
# Kinds whose rows end by themselves.
EXPIRING = {"video": "videos", "file": "files"}
# What is nobody's own: whoever may ask at all gets it.
UNOWNED = (
    "removal_request",
    "depiction",
    "case",
    "decision",
    "any_video",
    "enrolment",
    "account",
)
# What there is of the other account alone, because the administrator is the moderator.
OF_OTHER = ("concerned_decision", "appeal")
# What others see too, and what outlives its object: a list of one's own receipts, or an empty one.
FOR_ALL = {
    "retrievePost": ("other's",),
    "downloadPost": ("other's",),
    "listConsentReceipts": ("other's", "deleted"),
}
# What is asked so that it must fail for a reason that is not who asks.
SPECIAL = {
    "signIn": (401, "a wrong password"),
    "changePassword": (401, "a wrong current password"),
    "signOut": (400, "an API key is no session"),
    "decideAppeal": (409, "the case is no appeal"),
    "downloadEnrolmentPortrait": (404, "a row alone: nothing was recorded"),
    "approveDecision": (403, "the same moderator decided"),
    "createLikeness": (400, "the notice is not the text for this scope"),
}
# 409 would be right for a video that is being made; here they have all ended.
TRIES_WHEN_BUSY = 20


def keys() -> dict[str, str | None]:
    return {
        "nobody": None,
        "wrong key": "sk-hibari-" + "x" * 43,
        "suspended": setting("HIBARI_SUSPENDED_API_KEY"),
        "other": setting("HIBARI_OTHER_API_KEY"),
        "admin": setting("HIBARI_API_KEY"),
    }


def ask(method, path, **options):
    """A request that waits when it is told to."""
    for _ in range(TRIES_WHEN_BUSY):
        answer = checked(method, path, **options)
        if answer.status != 429 or "retry-after" not in answer.headers:
            return answer
        time.sleep(float(answer.headers["retry-after"]))
    return answer


def made(answer) -> str:
    assert answer.status == 200, answer
    return answer.json()["id"]


# By the name of the caller; filled when the suite begins.
MAKERS: dict[str, "Maker"] = {}


# ---- objects -------------------------------------------------------------------------------------


class Maker:
    """Objects of every kind for an account, each in a state. Made when first asked for, and kept,
    except where asking uses them up."""

    def __init__(self, key: str):
        self.key = key
        self.kept: dict[tuple[str, str], str] = {}
        self.clip = None
        # Of the request or entry that was made last.
        self.token = ""

    def object(self, kind: str, state: str, *, fresh: bool = False) -> str:
        if fresh:
            return self.make(kind)
        if (kind, state) not in self.kept:
            identifier = self.make(kind)
            if state == "deleted":
                self.delete(kind, identifier)
            elif state == "expired":
                harness.expire(EXPIRING[kind], identifier)
            self.kept[kind, state] = identifier
        return self.kept[kind, state]

    def make(self, kind: str) -> str:
        return getattr(self, f"make_{kind}")()

    def delete(self, kind: str, identifier: str) -> None:
        path = {
            "video": "/v1/videos/",
            "character": "/v1/videos/characters/",
            "file": "/v1/files/",
            "webhook_endpoint": "/v1/webhook_endpoints/",
            "api_key": "/v1/account/api_keys/",
            "likeness": "/v1/likenesses/",
            "post": "/v1/posts/",
        }[kind]
        how = "?how=delete" if kind == "likeness" else ""
        answer = ask("DELETE", path + identifier + how, key=self.key)
        assert answer.status == 200, answer

    def make_video(self) -> str:
        while True:
            try:
                return completed_video(self.key)["id"]
            except AssertionError as error:
                if not str(error).startswith("429"):
                    raise
                time.sleep(5)

    def make_character(self) -> str:
        if self.clip is None:
            video = self.object("video", "own")
            self.clip = checked("GET", f"/v1/videos/{video}/content", key=self.key).body
        body, headers = form(
            [("name", "Mossy"), ("video", "mossy.mp4", "video/mp4", self.clip)]
        )
        return made(ask("POST", "/v1/videos/characters", key=self.key, body=body, headers=headers))

    def make_file(self) -> str:
        body, headers = form([("purpose", "vision"), ("file", "a.png", "image/png", png(8, 8))])
        return made(ask("POST", "/v1/files", key=self.key, body=body, headers=headers))

    def make_batch_file(self) -> str:
        line = b'{"custom_id":"a","method":"POST","url":"/v1/videos","body":{"prompt":"p"}}\n'
        body, headers = form([("purpose", "batch"), ("file", "a.jsonl", "text/plain", line)])
        return made(ask("POST", "/v1/files", key=self.key, body=body, headers=headers))

    def make_batch(self) -> str:
        body = {
            "input_file_id": self.make_batch_file(),
            "endpoint": "/v1/videos",
            "completion_window": "24h",
        }
        return made(ask("POST", "/v1/batches", key=self.key, as_json=body))

    def make_webhook_endpoint(self) -> str:
        body = {"url": f"http://127.0.0.1:{setting('HIBARI_WEBHOOK_PORT')}/hook"}
        return made(ask("POST", "/v1/webhook_endpoints", key=self.key, as_json=body))

    def make_webhook_delivery(self) -> str:
        """Of the endpoint that is kept as `own`: a clip that ends after it was made."""
        endpoint = self.object("webhook_endpoint", "own")
        completed_video(self.key)
        path = f"/v1/webhook_endpoints/{endpoint}/deliveries"
        found = harness.wait_for(lambda: ask("GET", path, key=self.key).json()["data"], 30)
        return found[0]["id"]

    def account(self) -> str:
        return ask("GET", "/v1/account", key=self.key).json()["id"]

    def make_account(self) -> str:
        """Somebody else than whoever asks."""
        return MAKERS["admin" if self is MAKERS["other"] else "other"].account()

    def make_likeness(self) -> str:
        return harness.insert_likeness(self.account())

    def make_enrolment(self) -> str:
        return harness.insert_likeness(MAKERS["other"].account(), state="pending_review")

    def make_clip(self) -> str:
        likeness = self.object("likeness", "own")
        return harness.insert_use(likeness, self.make_video(), self.account())

    def make_request(self) -> str:
        return harness.insert_request(self.object("likeness", "own"))

    def make_receipt(self) -> str:
        """Of a change that was made just now."""
        likeness = self.object("likeness", "own")
        change = {"account_id": self.make_account(), "verdict": "deny"}
        made(ask("POST", f"/v1/likenesses/{likeness}/people", key=self.key, as_json=change))
        path = f"/v1/likenesses/{likeness}/receipts"
        return ask("GET", path, key=self.key).json()["data"][0]["id"]

    def make_post(self) -> str:
        body = {"video_id": self.make_video()}
        return made(ask("POST", "/v1/posts", key=self.key, as_json=body))

    def make_any_video(self) -> str:
        return self.object("video", "own")

    def make_reported_video(self) -> str:
        return self.make_video()

    def make_case(self) -> str:
        """About a clip of the other account, which reported it itself: nobody decides about their
        own things or their own reports, and the administrator is the one moderator. Claimed."""
        other, admin = MAKERS["other"], keys()["admin"]
        video = other.object("reported_video", "own")
        report = {"subject": {"kind": "video", "id": video}, "category": "spam"}
        made(ask("POST", "/v1/reports", key=other.key, as_json=report))
        cases = ask("GET", "/v1/moderation/cases?queue=reports&limit=200", key=admin).json()["data"]
        case = next(one["id"] for one in cases if one["subject"] == report["subject"])
        return made(ask("POST", f"/v1/moderation/cases/{case}/claim", key=admin))

    def decide(self, ruling: dict) -> str:
        path = f"/v1/moderation/cases/{self.make_case()}/decision"
        return made(ask("POST", path, key=keys()["admin"], as_json=ruling))

    def make_decision(self) -> str:
        """A deletion that nobody has agreed to."""
        return self.decide({"action": "delete", "category": "spam", "facts": "Advertising."})

    def make_concerned_decision(self) -> str:
        """One that concerns the other account: nothing was found about its clip."""
        return self.decide({"action": "none", "category": "spam"})

    def make_notice(self) -> str:
        """That somebody asks for a likeness."""
        handle = "n" + secrets.token_hex(8)
        harness.insert_likeness(self.account(), handle=handle)
        asker = MAKERS["admin" if self is MAKERS["other"] else "other"]
        made(ask("POST", "/v1/likeness_requests", key=asker.key, as_json={"handle": handle}))
        return ask("GET", "/v1/account/notices", key=self.key).json()["data"][0]["id"]

    def make_appeal(self) -> str:
        body = {"decision_id": self.make_concerned_decision(), "text": "Look again."}
        return made(ask("POST", "/v1/appeals", key=self.key, as_json=body))

    def make_removal_request(self) -> str:
        body = removal(self.object("video", "own"))
        answer = ask("POST", "/v1/removal_requests", key=None, as_json=body)
        self.token = answer.json()["token"]
        return made(answer)

    def make_depiction(self) -> str:
        answer = ask("POST", "/v1/depictions", key=None, as_json=DEPICTION)
        self.token = answer.json()["token"]
        return made(answer)

    def make_api_key(self) -> str:
        return made(ask("POST", "/v1/account/api_keys", key=self.key, as_json={"name": "k"}))


def removal(video: str) -> dict:
    return {
        "reason": "spam",
        "signature": "A. Person",
        "contact": "a@example.com",
        "location": video,
        "in_good_faith": True,
    }


DEPICTION = {
    "kind": "estate",
    "name": "Ada Example",
    "signature": "Her daughter",
    "contact": "d@example.com",
    "evidence": "Case 12",
}


# ---- requests ------------------------------------------------------------------------------------

# Bodies that are right, for every operation that needs one. A callable gets the maker of the caller
# and the object, whose kind stands in IN_BODY.
BODIES = {
    "createVideo": {"prompt": "p"},
    "quoteVideo": {"prompt": "p"},
    "remixVideo": {"prompt": "p"},
    "editVideo": lambda _, video: {"prompt": "p", "video": {"id": video}},
    "extendVideo": lambda _, video: {"prompt": "p", "seconds": "4", "video": {"id": video}},
    "createCharacter": lambda _, video: {"name": "n", "video": {"id": video}},
    "updateCharacter": {"name": "n"},
    "createFile": form([("purpose", "vision"), ("file", "a.png", "image/png", png(8, 8))]),
    "createBatch": lambda _, file: {
        "input_file_id": file,
        "endpoint": "/v1/videos",
        "completion_window": "24h",
    },
    "createWebhookEndpoint": lambda *_: {
        "url": f"http://127.0.0.1:{setting('HIBARI_WEBHOOK_PORT')}/hook"
    },
    "updateWebhookEndpoint": {"enabled": True},
    "rotateWebhookSecret": {},
    "signIn": {"email": "nobody@example.com", "password": "not the one"},
    "changePassword": {"current_password": "not the one", "new_password": "long enough it is"},
    "createApiKey": {"name": "n"},
    "createProject": {"name": "n"},
    "readConsentNotice": {"kind": "person", "level": "mutuals"},
    # A wrong notice: what is right needs a recording of somebody.
    "createLikeness": {
        "kind": "object",
        "name": "n",
        "handle": "a-thing",
        "notice": "x",
        "video": {"file_id": "file_x"},
    },
    "updateLikeness": {"strict": True},
    "setLikenessPerson": lambda maker, _: {"account_id": maker.make_account(), "verdict": "deny"},
    "decideLikenessRequest": {"approve": False},
    "requestLikeness": {"handle": "everybody"},
    "decideEnrolment": {"accept": True},
    "createPost": lambda _, video: {"video_id": video},
    "verifyFile": form([("file", "a.png", "image/png", png(64, 64))]),
    "createReport": lambda _, video: {"subject": {"kind": "video", "id": video}, "category": "spam"},
    "createRemovalRequest": lambda _, video: removal(video),
    "followRemovalRequest": lambda maker, _: {"token": maker.token},
    "createDepiction": DEPICTION,
    "changeDepiction": lambda maker, _: {"token": maker.token, "action": "look"},
    "createAppeal": lambda _, decision: {"decision_id": decision, "text": "Look again."},
    "escalateCase": {"why": "I do not know."},
    "decideCase": {"action": "none", "category": "spam"},
    "decideAppeal": {"outcome": "upheld"},
    "reverseDecision": {"why": "A mistake."},
    "decideDepiction": {"accept": True},
}
# Operations whose body names an object.
IN_BODY = {
    "editVideo": "video",
    "extendVideo": "video",
    "createCharacter": "video",
    "createBatch": "batch_file",
    "createReport": "any_video",
    "createPost": "video",
    "createRemovalRequest": "any_video",
    "createAppeal": "concerned_decision",
}
# Kinds that nobody deletes by themselves.
UNDELETED = ("batch", "batch_file", "webhook_delivery", "notice", "request", "clip", "receipt")
# Operations after which the object is gone.
USES_UP = (
    "deleteVideo",
    "deleteCharacter",
    "deleteFile",
    "deleteWebhookEndpoint",
    "deleteApiKey",
    "releaseCase",
    "escalateCase",
    "decideCase",
    "reverseDecision",
    "createAppeal",
    "withdrawLikeness",
    "decideLikenessRequest",
    "deleteLikenessClip",
    "decideEnrolment",
    "createPost",
    "deletePost",
)


def parameters_of(operation) -> list[str]:
    steps = operation["path"].split("/")
    return [step[1:-1] for step in steps if step.startswith("{")]


def kind_of(operation) -> str | None:
    """What the operation is about, by its path or its body."""
    names = [name for name in parameters_of(operation) if name not in SHARED]
    if names:
        return names[-1].removesuffix("_id")
    return IN_BODY.get(operation["operationId"])


def is_public(operation) -> bool:
    return operation.get("security") == []


def scope_of(operation) -> str:
    ways = operation.get("security", CONTRACT.document["security"])
    return next(way["bearerAuth"][0] for way in ways if "bearerAuth" in way)


def objects_for(operation) -> tuple[str, ...]:
    """The states that an object of this operation can be in; one column when there is none."""
    kind = kind_of(operation)
    if kind is None:
        return ("none",)
    if kind in UNOWNED or kind in OF_OTHER:
        return ("own",)
    states = ["own", "other's"]
    if kind not in UNDELETED:
        states.append("deleted")
    if kind in EXPIRING:
        states.append("expired")
    return tuple(states)


def expected(operation, caller: str, state: str) -> set[int]:
    """The table."""
    name = operation["operationId"]
    if is_public(operation):
        return {SPECIAL[name][0]} if name in SPECIAL else {200}
    if caller in ("nobody", "wrong key"):
        return {401}
    if caller == "suspended":
        # What it may still do is asked about things of others.
        may = operation.get("x-hibari-suspended", False)
        return {403} if not may else {200} if kind_of(operation) is None else {400, 404}
    if scope_of(operation) in ("admin", "moderate") and caller != "admin":
        return {403}
    if kind_of(operation) in OF_OTHER and caller == "admin":
        return {400, 404}
    if state in FOR_ALL.get(name, ()):
        return {200}
    if state in ("other's", "deleted"):
        # In a body an unknown id is a wrong value as much as a missing object.
        return {400, 404} if name in IN_BODY else {404}
    if state == "expired":
        if "x-hibari-expired" in operation:
            return {operation["x-hibari-expired"]}
        # What needs the bytes of an expired clip cannot be done.
        return {200, 404} if name in ("remixVideo", *IN_BODY) else {200}
    return {SPECIAL[name][0]} if name in SPECIAL else {200}


def fill(operation, maker: Maker, caller: str, state: str) -> tuple[str, dict]:
    """Path and options of a request that is right in everything but, perhaps, who asks."""
    name = operation["operationId"]
    kind = kind_of(operation)
    identifier = None
    if kind is not None:
        fresh = name in USES_UP and state == "own" and caller in MAKERS
        identifier = maker.object(kind, "own" if state in ("own", "other's") else state, fresh=fresh)
    path = operation["path"]
    for parameter in parameters_of(operation):
        if parameter in SHARED:
            value = SHARED[parameter]
        elif parameter.removesuffix("_id") == kind:
            value = identifier
        else:
            value = maker.object(parameter.removesuffix("_id"), "own")
        path = path.replace("{" + parameter + "}", value)
    options: dict = {}
    if "requestBody" in operation:
        body = BODIES[name]
        if callable(body):
            body = body(maker, identifier)
        if isinstance(body, tuple):
            options["body"], options["headers"] = body
        else:
            options["as_json"] = body
    return path, options


def missing() -> list[str]:
    """Routes that this table cannot ask."""
    found = []
    for name, operation in CONTRACT.operations.items():
        if "requestBody" in operation and name not in BODIES:
            found.append(f"{name}: no body for it in BODIES")
        kind = kind_of(operation)
        if kind is not None and not hasattr(Maker, f"make_{kind}"):
            found.append(f"{name}: nothing makes a {kind}")
    known = set(CONTRACT.operations)
    for name in {*BODIES, *IN_BODY, *SPECIAL, *USES_UP} - known:
        found.append(f"{name}: is not in the contract")
    return found


def report(cells: int, faults: list[str]) -> int:
    for fault in faults:
        print(f"access: {fault}")
    print(f"access: {len(CONTRACT.operations)} routes, {cells} cells, {len(faults)} wrong")
    return 1 if faults else 0


def main() -> int:
    faults = missing()
    makers = MAKERS
    for name in ("other", "admin"):
        makers[name] = Maker(keys()[name])
    harness.insert_likeness("acct_nobody", handle=SHARED["handle"], level="everyone")
    opposite = {"other": "admin", "admin": "other"}
    cells = 0
    # Kinds that could not be made: said once, not for every cell.
    unmade: set[str | None] = set()
    # Those that use nothing up first, so that what they look at is still there.
    ordered = sorted(CONTRACT.operations.values(), key=lambda o: o["operationId"] in USES_UP)
    for operation in ordered:
        if any(fault.startswith(operation["operationId"] + ":") for fault in faults):
            continue
        for caller in CALLERS:
            for state in objects_for(operation):
                if kind_of(operation) in unmade:
                    break
                owner = caller if caller in makers and kind_of(operation) not in OF_OTHER else "other"
                if state == "other's":
                    owner = opposite[owner]
                try:
                    path, options = fill(operation, makers[owner], caller, state)
                except AssertionError as error:
                    unmade.add(kind_of(operation))
                    faults.append(f"{operation['operationId']}: cannot be asked: {error}")
                    break
                answer = ask(operation["method"], path, key=keys()[caller], **options)
                cells += 1
                wanted = expected(operation, caller, state)
                if answer.status not in wanted:
                    faults.append(
                        f"{operation['operationId']} by {caller} about {state}: "
                        f"wanted {sorted(wanted)}, got {answer}"
                    )
    # Nothing that belongs to somebody else was touched.
    for name, maker in makers.items():
        for kind, path in (("video", "/v1/videos/"), ("file", "/v1/files/")):
            answer = ask("GET", path + maker.object(kind, "own"), key=maker.key)
            if answer.status != 200:
                faults.append(f"the {kind} of {name} is gone: {answer}")
    # What is no route is no secret either, with and without a key.
    for caller in ("nobody", "admin"):
        answer = checked("GET", "/v1/no/such/route", key=keys()[caller])
        if answer.status != 404:
            faults.append(f"an unknown URL by {caller}: {answer}")
    return report(cells, faults)


if __name__ == "__main__":
    sys.exit(main())
