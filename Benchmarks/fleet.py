#!/usr/bin/env python3
"""Measures the fleet's commands on made-up fleets, a row of the README's table for each number of VMs.

  fleet.py --tool migrate-check --generator fleet-generator --captures FOLDER --hosts 1000 1000 10000

The tool is a release build. CAPTURES has hosts/ and snapshots/, as samples/ has. --keep FOLDER keeps the
bundles and takes those that are there. The last columns are the phases of `matrix`, as it tells them with
--verbose, the pairs a second of the phase that counts, and those of a C program over the same packed
arrays, pairs.c: see there. The first ratio is that of counting to C, the second of the whole command.
"""

import argparse
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
VERDICTS = ["allowed", "refused", "undecided"]


def run(*words, log=None):
    """Runs a command, its diagnostics into a file; returns seconds, peak MiB and what it printed."""
    began = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 3):
        sys.exit(f"{' '.join(words)}: exit code {code}")
    return time.monotonic() - began, usage.ru_maxrss / 1024, output


def pack(matrix, path):
    """Writes what pairs.c counts."""
    hosts = {name: column for column, row in enumerate(matrix["hosts"]) for name in row["hosts"]}
    places = {name: place for place, name in enumerate(hosts)}
    vms, own = [], []
    for row, vm in enumerate(matrix["vms"]):
        vms += [row] * len(vm["vms"])
        own += [places.get(host, -1) for host in vm["hosts"]]
    cells = [VERDICTS.index(cell["verdict"]) for vm in matrix["vms"] for cell in vm["cells"]]
    with open(path, "wb") as file:
        file.write(struct.pack("<4I", len(vms), len(hosts), len(matrix["vms"]), len(matrix["hosts"])))
        file.write(struct.pack(f"<{len(vms)}I", *vms))
        file.write(struct.pack(f"<{len(own)}i", *own))
        file.write(struct.pack(f"<{len(hosts)}I", *hosts.values()))
        file.write(bytes(cells))


def count_in_c(matrix, folder):
    """Compiles and runs pairs.c; returns its seconds."""
    program, arrays = os.path.join(folder, "pairs"), os.path.join(folder, "arrays")
    subprocess.run(["cc", "-O3", "-march=native", "-o", program, os.path.join(HERE, "pairs.c")], check=True)
    pack(matrix, arrays)
    counted = json.loads(run(program, arrays)[2])
    for verdict in VERDICTS:
        if counted[verdict] != matrix["counts"][verdict]:
            sys.exit(f"pairs.c counts {counted}, the matrix {matrix['counts']}")
    return counted["seconds"]


def phases(log):
    """The seconds of the phases that a matrix told: read, judged, counted."""
    log.seek(0)
    told = dict(re.findall(r"(read|judged|counted) .* in ([0-9.]+) s", log.read()))
    return [float(told[phase]) for phase in ("read", "judged", "counted")]


def measure(options, vms, folder):
    """Prints the row of one number of VMs."""
    store = os.path.join(folder, "store.sqlite")
    bundle = os.path.join(options.keep or folder, f"{options.hosts}x{vms}.bundle")
    if not os.path.exists(bundle):
        run(options.generator, str(options.hosts), str(vms), "1", options.captures, bundle)
    ingest, _, _ = run(options.tool, "import", bundle, "--store", store)
    with tempfile.TemporaryFile("w+") as log:
        seconds, peak, _ = run(options.tool, "matrix", "--verbose", "--store", store, log=log)
        reading, judging, counting = phases(log)
    matrix = json.loads(run(options.tool, "matrix", "--json", "--store", store)[2])
    pairs = sum(matrix["counts"].values())
    c = count_in_c(matrix, folder)
    print(
        f"| {vms:,} | {os.path.getsize(bundle) / 1e6:,.0f} | {vms / ingest:,.0f} "
        f"| {os.path.getsize(store) / 1e6:,.0f} | {len(matrix['vms']):,} × {len(matrix['hosts'])} "
        f"| {seconds:.1f} | {peak:,.0f} | {pairs / seconds / 1e6:.2f} "
        f"| {reading:.1f} + {judging:.1f} + {counting:.3f} | {pairs / counting / 1e6:,.0f} "
        f"| {pairs / c / 1e6:,.0f} | {c / counting:.1f} | {c / seconds:.3f} |",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("tool", "generator", "captures"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--hosts", type=int, default=1000)
    parser.add_argument("--keep", help="a folder for the bundles")
    parser.add_argument("vms", type=int, nargs="+")
    options = parser.parse_args()
    print(
        "| VMs | bundle MB | ingest VMs/s | store MB | classes | matrix s | peak MiB "
        "| pairs M/s | read + judge + count s | count: pairs M/s | C: pairs M/s | ratio | ratio of all |"
    )
    print("|" + "---|" * 13)
    for vms in options.vms:
        with tempfile.TemporaryDirectory() as folder:
            measure(options, vms, folder)


if __name__ == "__main__":
    main()
