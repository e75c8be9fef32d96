"""A cluster of Dask with two workers on this machine, one of which is killed while it builds.

Run as ``python -m tests.publish.two_workers``: prints the scheduler's address, kills a worker when both build a part, and prints which. Ends with its input.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

from distributed import Client, LocalCluster

SECONDS = 60
"""How long somebody may take to give the workers something to do."""


def main() -> None:
    """Serve until nobody asks."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        print(cluster.scheduler_address, flush=True)
        if "kill" in sys.argv:
            processes = client.run(os.getpid)
            worker = _busy_with_all(client)
            os.kill(processes[worker], signal.SIGKILL)
            print(worker, flush=True)
        sys.stdin.read()


def _busy_with_all(client: Any) -> str:
    """Wait until each worker builds a part; give one of them."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(0.05)
        doing = {
            worker: [one for one in tasks if "_on_worker" in str(one)] for worker, tasks in client.processing().items()
        }
        if len(doing) == 2 and all(doing.values()):
            time.sleep(0.5)
            return str(min(doing))
    sys.exit("Nothing was built.")


if __name__ == "__main__":
    main()
