"""schemathesis makes up requests from the contract, right and wrong ones, and judges the practice server's answers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.practice.server import PracticeServer

CONTRACT = Path(__file__).parent / "openapi.yaml"


@pytest.mark.timeout(300)
def test_the_practice_server_keeps_the_contract(tmp_path: Path) -> None:
    with PracticeServer() as server:
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", str(CONTRACT), "--url", server.api_url),
                *("-H", f"Authorization: Bearer {server.account_token}"),
                *("-H", f"X-Session-Token: {server.session_tokens[0]}"),
                *("--checks", "all", "--max-examples", "150", "--seed", "1", "--no-color"),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_PROXY": "*"},
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert len(server.executions) > 20, "hardly a request got as far as being acted upon"
