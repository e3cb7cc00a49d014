"""Ceph's RADOS gateway: a real S3 server that verifies presigned URLs, on an in-memory store, on loopback.

Debian: `ceph-mon ceph-osd ceph-mgr radosgw ceph-common`. One monitor, one OSD and the gateway run as children of the
test and end with it. Unlike AWS it takes unsigned x-amz-meta-* headers and URLs dated in the future.
"""

import os
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import boto3
from botocore.config import Config

PROGRAMS = ("ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "radosgw", "radosgw-admin")
ACCESS_KEY = "PEERACCESSKEY0000000"
SECRET_KEY = "peer-secret-key-of-a-test-on-loopback-00"
REGION = "eu-west-3"
BUCKET = "signatures"
START_S = 90.0

_CONFIGURATION = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{port_v2},v1:127.0.0.1:{port_v1}]
public addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 1073741824
mon allow pool size one = true
mon warn on pool no redundancy = false
run dir = {folder}
crash dir = {folder}
keyring = {folder}/keyring
log file = {folder}/$name.log
pid file = {folder}/$name.pid
admin socket = {folder}/$name.asok
[mon.a]
mon data = {folder}/mon
[osd.0]
osd data = {folder}/osd
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw dns name = 127.0.0.1
"""


@dataclass(frozen=True)
class Gateway:
    """A running gateway with one empty bucket."""

    endpoint: str

    @property
    def s3(self) -> Any:
        """A boto3 client as the service's own back end would use."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name=REGION,
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                proxies={},
            ),
        )

    def presigned(self, name: str, mime_type: str, size_bytes: int, lifetime_s: int = 900) -> str:
        """A URL that takes exactly the declared file."""
        parameters = {"Bucket": BUCKET, "Key": name, "ContentType": mime_type, "ContentLength": size_bytes}
        url = self.s3.generate_presigned_url("put_object", Params=parameters, ExpiresIn=lifetime_s)
        assert isinstance(url, str)
        return url

    def stored(self, name: str) -> tuple[bytes, str] | None:
        """Bytes and type of an object, or None."""
        client = self.s3
        try:
            found = client.get_object(Bucket=BUCKET, Key=name)
        except client.exceptions.NoSuchKey:
            return None
        with found["Body"] as body:
            return body.read(), found["ContentType"]


class _Cluster:
    """The processes of one gateway and the folder they live in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, port_v2, port_v1 = _free_ports(3)
        self._running: list[subprocess.Popen[bytes]] = []
        text = _CONFIGURATION.format(fsid=uuid.uuid4(), folder=folder, port=self.port, port_v2=port_v2, port_v1=port_v1)
        (folder / "ceph.conf").write_text(text)
        self._monitors = f"[v2:127.0.0.1:{port_v2},v1:127.0.0.1:{port_v1}]"

    def __enter__(self) -> Self:
        try:
            self._keys()
            self._start_monitor()
            self._start_store()
            self._start_gateway()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _keys(self) -> None:
        everything = ("--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *")
        self._run("ceph-authtool", "-C", "keyring", "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
        for name in ("client.admin", "client.rgw", "osd.0"):
            self._run("ceph-authtool", "keyring", "--gen-key", "-n", name, *everything)

    def _start_monitor(self) -> None:
        (self.folder / "mon").mkdir()
        self._run("monmaptool", "--create", "--addv", "a", self._monitors, "monmap")
        self._run("ceph-mon", *self._conf, "--mkfs", "-i", "a", "--monmap", "monmap", "--keyring", "keyring")
        self._begin("ceph-mon", *self._conf, "-i", "a", "-f")

    def _start_store(self) -> None:
        (self.folder / "osd").mkdir()
        osd = str(uuid.uuid4())
        self._run("ceph", *self._conf, "--connect-timeout", str(int(START_S)), "osd", "create", osd)
        self._run("ceph-osd", *self._conf, "-i", "0", "--mkfs", "--osd-uuid", osd)
        self._run("ceph", *self._conf, "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=h")
        self._begin("ceph-osd", *self._conf, "-i", "0", "-f")

    def _start_gateway(self) -> None:
        client = ("-n", "client.rgw")
        keys = ("--access-key", ACCESS_KEY, "--secret", SECRET_KEY)
        self._run("radosgw-admin", *self._conf, *client, "user", "create", "--uid=peer", "--display-name=peer", *keys)
        gateway = self._begin("radosgw", *self._conf, *client, "-f")
        end = time.monotonic() + START_S
        while time.monotonic() < end and gateway.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"the gateway did not start: {self._said()}")

    @property
    def _conf(self) -> tuple[str, ...]:
        return ("-c", str(self.folder / "ceph.conf"))

    def _run(self, *command: str) -> None:
        ran = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=START_S, check=False, env=_environment()
        )
        if ran.returncode:
            raise RuntimeError(f"{command[0]} failed: {ran.stderr[-2000:]}")

    def _begin(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{command[0]}.out").open("wb") as out:
            process = subprocess.Popen(command, cwd=self.folder, stdout=out, stderr=out, env=_environment())
        self._running.append(process)
        return process

    def _said(self) -> str:
        return (self.folder / "radosgw.out").read_text("utf-8", "replace")[-2000:]


@contextmanager
def running(folder: Path) -> Iterator[Gateway]:
    """A gateway in an empty folder, ended with the block."""
    with _Cluster(folder) as cluster:
        gateway = Gateway(f"http://127.0.0.1:{cluster.port}")
        gateway.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": ""})
        yield gateway


def _environment() -> dict[str, str]:
    """Without another cluster's settings."""
    return {name: text for name, text in os.environ.items() if not name.startswith("CEPH_")}


def _free_ports(count: int) -> Sequence[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
