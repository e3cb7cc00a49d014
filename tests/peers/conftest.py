"""Real servers for tests; what is absent is skipped by name (see `presence`)."""

from collections.abc import Iterator

import pytest

from tests.peers import radosgw
from tests.peers.presence import need_programs


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[radosgw.Gateway]:
    """Ceph's RADOS gateway with an empty bucket."""
    need_programs("Ceph RADOS gateway", *radosgw.PROGRAMS)
    with radosgw.running(tmp_path_factory.mktemp("ceph")) as running:
        yield running
