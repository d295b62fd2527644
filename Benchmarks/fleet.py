#!/usr/bin/env python3
"""Measures the fleet's commands: fleet.py BINARIES CAPTURES HOSTS VMS…

BINARIES is a folder with the release builds of migrate-check and fleet-generator, CAPTURES one with
hosts/ and snapshots/. Prints one line for each number of VMs.
"""

import os
import subprocess
import sys
import tempfile
import time


def run(*words):
    """Runs a command; returns seconds, peak MiB and what it printed."""
    began = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(words)}: exit code {process.returncode}")
    return time.monotonic() - began, usage.ru_maxrss / 1024, output


def main():
    binaries, captures, hosts = sys.argv[1:4]
    tool, generator = os.path.join(binaries, "migrate-check"), os.path.join(binaries, "fleet-generator")
    print("| VMs | bundle MB | ingest VMs/s | store MB | matrix s | peak MiB | pairs/s | check ms | sqlite3 ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for vms in sys.argv[4:]:
        with tempfile.TemporaryDirectory() as folder:
            bundle, store = os.path.join(folder, "bundle"), os.path.join(folder, "store.sqlite")
            run(generator, hosts, vms, "1", captures, bundle)
            ingest, _, _ = run(tool, "import", bundle, "--store", store)
            matrix, peak, text = run(tool, "matrix", "--store", store)
            pairs = int(text.split(b": ")[1].split()[0])
            checks, opens = [], []
            for number in range(10):
                name = f"vm-{int(vms) // 10 * number:06d}"
                checks.append(
                    run(tool, "check", name, "--to", "host-000001", "--no-record", "--store", store)[0]
                )
                opens.append(run("sqlite3", store, "select 1")[0])
            print(
                f"| {int(vms):,} | {os.path.getsize(bundle) / 1e6:.0f} | {int(vms) / ingest:,.0f} "
                f"| {os.path.getsize(store) / 1e6:.0f} | {matrix:.1f} | {peak:.0f} "
                f"| {pairs / matrix:,.0f} | {sorted(checks)[5] * 1000:.0f} "
                f"| {sorted(opens)[5] * 1000:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
