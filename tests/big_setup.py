"""The other set-up for tests: PostgreSQL for rows, nats-server with JetStream for calls and events, and
an S3 server that checks signatures (versitygw) for clips, all started here from their packages, in
one folder, on free ports.

    scripts/setup installs the first two; the third is
    go install github.com/versity/versitygw/cmd/versitygw@v1.8.0

One per installation: see the headers of store/job_calls.h and store/database.h. Standard library only.
"""

from __future__ import annotations

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time

START_S = 60
ACCESS_KEY = "test-access"
SECRET_KEY = "test-secret-of-some-length"
BUCKET = "clips"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def find_postgres() -> pathlib.Path | None:
    """The folder of the newest installed version's programs, which are not in PATH."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return found[-1].parent if found else None


def find_program(name: str, *elsewhere: str) -> str | None:
    for one in (os.environ.get(name.upper().replace("-", "_"), ""), name, *elsewhere):
        if one and (path := shutil.which(one)):
            return path
    return None


def find_nats() -> str | None:
    return find_program("nats-server", "/usr/sbin/nats-server")


def find_versitygw() -> str | None:
    return find_program(
        "versitygw", os.path.join(os.environ.get("GOPATH", os.path.expanduser("~/go")), "bin/versitygw")
    )


def missing() -> list[str]:
    """Names of the packages that are not there."""
    found = {"postgresql": find_postgres(), "nats-server": find_nats(), "versitygw": find_versitygw()}
    return [name for name, path in found.items() if path is None]


class BigSetup:
    def __init__(self, folder: pathlib.Path):
        folder.mkdir(parents=True)
        self.folder = folder
        self.processes: dict[str, subprocess.Popen] = {}
        self.nats_port = free_port()
        self.s3_port = free_port()
        self.start_postgres()
        self.start_nats()
        self.buckets = folder / "buckets"
        (self.buckets / BUCKET).mkdir(parents=True)
        self.start(
            "versitygw",
            [find_versitygw(), "--access", ACCESS_KEY, "--secret", SECRET_KEY, "--port",
             f"127.0.0.1:{self.s3_port}", "--quiet", "--keep-alive", "posix", str(self.buckets)],
        )
        self.wait_for_port(self.s3_port)

    @property
    def database(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder / 'postgres'}"

    def settings(self) -> dict[str, str]:
        """What `hibari serve` and `hibari worker` need to know, on any machine."""
        return {
            "data.database": self.database,
            "data.events": f"nats://127.0.0.1:{self.nats_port}",
            "data.blobs": f"s3://{BUCKET}/here",
            "s3.endpoint": f"http://127.0.0.1:{self.s3_port}",
            "s3.access_key": ACCESS_KEY,
            "s3.secret_key": SECRET_KEY,
        }

    def blobs(self) -> pathlib.Path:
        """Where the S3 server keeps the objects, as files."""
        return self.buckets / BUCKET / "here"

    def query(self, sql: str) -> list[list[str]]:
        return query(self.database, sql)

    def start(self, name: str, words: list[str], user: str | None = None) -> None:
        with open(self.folder / f"{name}.log", "ab") as log:
            self.processes[name] = subprocess.Popen(words, stdout=log, stderr=log, user=user)

    def start_postgres(self) -> None:
        programs = find_postgres()
        place = self.folder / "postgres"
        place.mkdir()
        user = None
        if os.geteuid() == 0:  # The server refuses to run as root.
            user = "postgres"
            os.chown(place, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
            for parent in (self.folder, *self.folder.parents):
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        subprocess.run(
            [programs / "initdb", f"--pgdata={place / 'data'}", "--username=postgres", "--auth=trust",
             "--encoding=UTF8", "--locale=C", "--no-sync"],
            check=True, user=user, stdout=subprocess.DEVNULL, cwd="/",
        )
        self.start(
            "postgres",
            [str(programs / "postgres"), "-D", str(place / "data"), "-k", str(place),
             "-c", "listen_addresses=", "-c", "max_connections=200"],
            user,
        )
        end = time.monotonic() + START_S
        while subprocess.run(
            [programs / "pg_isready", "-q", "-h", place], cwd="/", check=False
        ).returncode:
            self.check_alive("postgres", end)

    def start_nats(self) -> None:
        self.start(
            "nats",
            [find_nats(), "--addr", "127.0.0.1", "--port", str(self.nats_port), "--jetstream",
             "--store_dir", str(self.folder / "streams")],
        )
        self.wait_for_port(self.nats_port)

    def kill_nats(self) -> None:
        """SIGKILL, then the same server again."""
        self.processes["nats"].kill()
        self.processes["nats"].wait()
        self.start_nats()

    def check_alive(self, name: str, end: float) -> None:
        if self.processes[name].poll() is not None or time.monotonic() > end:
            log = (self.folder / f"{name}.log").read_text(errors="replace")
            raise RuntimeError(f"{name} did not start:\n{log[-2000:]}")
        time.sleep(0.05)

    def wait_for_port(self, port: int) -> None:
        end = time.monotonic() + START_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                self.check_alive(list(self.processes)[-1], end)

    def stop(self) -> None:
        for process in self.processes.values():
            process.kill()
        for process in self.processes.values():
            process.wait()


def query(url: str, sql: str) -> list[list[str]]:
    """Runs one statement on PostgreSQL; its rows as text."""
    done = subprocess.run(
        [find_postgres() / "psql", url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
         "--field-separator=\t", "--set=ON_ERROR_STOP=1", "--command", sql],
        capture_output=True, text=True, check=True, cwd="/",
    )
    return [line.split("\t") for line in done.stdout.splitlines()]
