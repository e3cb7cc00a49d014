"""`paraphe practice`: the practice server alone."""

import json
import signal
import threading
from types import FrameType

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.wiring import practice_server

from .context import Context, read_file

_FAULTS_MAX_BYTES = 1 << 20


def practice(context: Context) -> int:
    """Serves until it is interrupted; prints one line of JSON first."""
    port = context.options.port
    faults = read_file(context.options.faults, _FAULTS_MAX_BYTES) if context.options.faults else None
    server = practice_server(port, faults)
    try:
        server.start()
    except OSError as error:
        raise EnvironmentFault("port_taken", port=port) from error
    try:
        told = {
            "api_url": server.api_url,
            "account_token": server.account_token,
            "session_tokens": list(server.session_tokens),
        }
        print(json.dumps(told), file=context.console.out, flush=True)
        _until_interrupted()
    finally:
        server.stop()
    return 0


def _until_interrupted() -> None:
    """Returns on SIGTERM; SIGINT raises KeyboardInterrupt through it."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    before = signal.signal(signal.SIGTERM, end)
    try:
        while not ended.wait(3_600):  # on Windows an endless wait cannot be interrupted
            pass
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)
