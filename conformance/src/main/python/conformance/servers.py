"""Servers that run as processes beside this one."""

import socket
import subprocess
import time
import urllib.error
import urllib.request

from conformance.steps import Failed

PATIENCE_SECONDS = 90


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at the moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_until_answered(process: subprocess.Popen[bytes], address: str) -> None:
    """Asks a server until it answers; raises Failed if its process ends first, or it takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    raise Failed(f"no server answers at {address}")
