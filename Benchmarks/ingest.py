#!/usr/bin/env python3
"""Measures bulk ingest beside plain SQLite: ingest.py BINARIES CAPTURES VMS…

    .ci/build-release
    .ci/build-release fleet-generator
    Benchmarks/ingest.py .build/release CAPTURES 1000 10000 100000

For each number of VMs, with 4 vCPUs each on 100 hosts, imports a bundle into a new store (a cold
process, everything included), then has raw-copy.c write the same rows into a second one. Prints one
line for each: seconds by the clock and of the processor, the ratio of the two rates, and the size of
the store as a share of the register dumps, 16 bytes a register. On a machine with other work the
ratio of processor time is the one that tells. With less than 0.5 of it, or more than 1/5 of the dumps,
it ends with exit code 1.

A folder may hold the bundles already, as VMS.bundle: INGEST_BUNDLES names it.
"""

import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def timed(*words):
    """Runs a command; returns its seconds, those of the processor, and its peak memory in MiB."""
    began = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit code {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def contents(store):
    """How many snapshots a store has, and how many registers their vCPUs have together."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    (snapshots,) = database.execute("SELECT count(*) FROM snapshot").fetchone()
    (registers,) = database.execute(
        """
        WITH size AS (SELECT set_id, count(*) AS registers FROM id_value GROUP BY set_id)
        SELECT sum(list.registers + coalesce(size.registers, 0))
        FROM snapshot_vcpu JOIN vcpu_state AS state ON state.id = snapshot_vcpu.state_id
        JOIN register_list AS list ON list.id = state.register_list_id
        LEFT JOIN size ON size.set_id = state.id_set_id
        """
    ).fetchone()
    database.close()
    return snapshots, registers


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    binaries, captures = pathlib.Path(sys.argv[1]), sys.argv[2]
    bundles = os.environ.get("INGEST_BUNDLES")
    print("| VMs | snapshots | import s | CPU s | MiB | plain SQLite s | CPU s | ratio | CPU ratio | store MB | of the dumps |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    missed = False
    for vms in map(int, sys.argv[3:]):
        with tempfile.TemporaryDirectory(prefix="migrate-check-ingest-") as folder:
            folder = pathlib.Path(folder)
            bundle, store, copy, raw = (folder / name for name in ("bundle", "store", "copy", "raw-copy"))
            subprocess.run(["cc", "-O2", "-o", raw, HERE / "raw-copy.c", "-lsqlite3"], check=True)
            if bundles:
                bundle = pathlib.Path(bundles) / f"{vms}.bundle"
            else:
                timed(binaries / "fleet-generator", "100", str(vms), "1", captures, bundle)
            seconds, cpu, peak = timed(binaries / "migrate-check", "import", bundle, "--store", store)
            output = subprocess.run([raw, store, copy], check=True, capture_output=True).stdout
            plain, plain_cpu = map(float, output.split())
            snapshots, registers = contents(store)
            size = store.stat().st_size
            share = size / (16 * registers)
            missed = missed or plain_cpu / cpu < 0.5 or share > 0.2
            print(
                f"| {vms:,} | {snapshots:,} | {seconds:.1f} | {cpu:.1f} | {peak:.0f} | {plain:.1f} | {plain_cpu:.1f} "
                f"| {plain / seconds:.2f} | {plain_cpu / cpu:.2f} | {size / 1e6:.0f} | {share:.3f} |",
                flush=True,
            )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
