#!/usr/bin/env python3
"""Figures of whole commands: times and memory of the release binary on a large store.

    .ci/build-release
    Benchmarks/commands.py [--binary PATH] [--hosts N] [--vms N] [--runs N] [--store PATH] [--json]

Makes a store of N hosts and N VMs from samples/ (every copy has a name, a boot id and a counter of
its own, so that no two records are the same), then runs each command many times and prints medians.
The store is kept when --store names it, and used again by the next run.
"""

import argparse
import copy
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def sample(path):
    return json.loads((ROOT / "samples" / path).read_text())


def samples(folder):
    return [sample(path.relative_to(ROOT / "samples")) for path in sorted((ROOT / "samples" / folder).glob("*.json"))]


class Tool:
    """The binary on one store."""

    def __init__(self, binary, store):
        self.binary = str(binary)
        self.environment = dict(os.environ, MIGRATE_CHECK_STORE=str(store))

    def run(self, *arguments, accept=(0,)):
        result = subprocess.run([self.binary, *arguments], env=self.environment, capture_output=True, text=True)
        if result.returncode not in accept:
            sys.exit(f"{' '.join(arguments)[:200]}: exit {result.returncode}: {result.stderr.strip()}")
        return result.stdout


def record(tool, folder, command, documents, batch=500):
    """Records documents with as many commands as there are batches of files."""
    files = []

    def flush():
        if files:
            tool.run(*command, *map(str, files))
        for file in files:
            file.unlink()
        files.clear()

    for number, document in enumerate(documents):
        files.append(folder / f"document-{number}.json")
        files[-1].write_text(json.dumps(document))
        if len(files) == batch:
            flush()
    flush()


def host_copies(hosts):
    originals = samples("hosts")
    for number in range(hosts):
        host = dict(originals[number % len(originals)])
        host["name"] = f"host-{number:04d}"
        host["bootId"] = f"00000000-0000-0000-0000-{number:012d}"
        yield host


def snapshot_copies(hosts, vms):
    """A capture each; snapshots define their VMs."""
    captures = samples("snapshots")
    for number in range(vms):
        snapshot = dict(captures[number % len(captures)])
        snapshot["vm"] = f"vm-{number:05d}"
        snapshot["host"] = f"host-{number % hosts:04d}"
        snapshot["vcpus"] = [dict(vcpu, registers=dict(vcpu["registers"])) for vcpu in snapshot["vcpus"]]
        for vcpu in snapshot["vcpus"]:
            for key in vcpu["registers"]:
                if key in ("CNTVCT_EL0", "CNTV_CVAL_EL0", "TPIDR_EL0", "TPIDR_EL1", "SP_EL0", "ELR_EL1"):
                    vcpu["registers"][key] = f"0x{0x10000 * number + len(key):016x}"
        yield snapshot


def generate(tool, folder, hosts, vms):
    """Records copies of the samples; returns the seconds it took."""
    started = time.monotonic()
    record(tool, folder, ("host", "record"), host_copies(hosts))
    record(tool, folder, ("vm", "snapshot", "--each"), snapshot_copies(hosts, vms))
    return time.monotonic() - started


def timed(command, environment, runs, accept):
    """Median time of the processor in ms and the peak memory in MB of one command, one process a run."""
    times, peak = [], 0
    for _ in range(runs):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append((usage.ru_utime + usage.ru_stime) * 1e3)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accept:
            sys.exit(f"{' '.join(command)}: exit {process.returncode}")
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(times), peak


def alternating(commands, environment, runs):
    """As timed, for several commands in turn, so that all of them see the same machine."""
    results = {name: ([], 0) for name in commands}
    for run in range(runs):
        for name, (command, accept) in commands.items():
            command = command(run) if callable(command) else command
            elapsed, peak = timed(command, environment, 1, accept)
            times, highest = results[name]
            times.append(elapsed)
            results[name] = (times, max(highest, peak))
    return {name: (statistics.median(times), peak) for name, (times, peak) in results.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=ROOT / ".build/release/migrate-check")
    parser.add_argument("--hosts", type=int, default=1000)
    parser.add_argument("--vms", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=41)
    parser.add_argument("--store", help="keep the store here; one that is there is used as it is")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="migrate-check-benchmark-"))
    try:
        report(options, folder)
    finally:
        shutil.rmtree(folder)


def report(options, folder):
    store = pathlib.Path(options.store) if options.store else folder / "store.sqlite"
    tool = Tool(options.binary, store)
    figures = {}
    if not store.exists():
        figures["generated in s"] = generate(tool, folder, options.hosts, options.vms)
    figures["store in MB"] = sum(file.stat().st_size for file in store.parent.glob(store.name + "*")) / 1e6

    # A host document of 250 kB: a sample, its profiles repeated under other names.
    host = sample("hosts/max-linux-7.3.4.json")
    host["name"] = "large"
    number = 0
    while len(json.dumps(host)) < 250_000:
        profile = copy.deepcopy(host["vcpuProfiles"][number % 3])
        profile["name"] = f"more-{number}"
        host["vcpuProfiles"].append(profile)
        number += 1
    large = folder / "large.json"
    large.write_text(json.dumps(host))

    check = [tool.binary, "check", "vm-00001", "--to", "host-0002"]
    fresh = folder / "record.sqlite"
    Tool(options.binary, fresh).run("store", "init")
    record = [tool.binary, "host", "record", str(large), "--store", str(fresh), "--name"]
    commands = {
        "sqlite3 STORE 'select 1'": (["sqlite3", str(store), "select 1"], (0,)),
        "check --no-record": (check + ["--no-record"], (0, 1, 3)),
        "check": (check, (0, 1, 3)),
        "check, 20 targets": (check[:-1] + [",".join(f"host-{n:04d}" for n in range(20)), "--no-record"], (0, 1, 3)),
        "--version": ([tool.binary, "--version"], (0,)),
        "vm list": ([tool.binary, "vm", "list"], (0,)),
        "host record of 250 kB": (lambda run: record + [f"large-{run}"], (0,)),
    }
    results = alternating(commands, tool.environment, options.runs)
    base = results["sqlite3 STORE 'select 1'"][0]
    for name, (milliseconds, peak) in results.items():
        figures[name] = {"ms": milliseconds, "MB": peak, "x sqlite3": milliseconds / base}
    figures["check --no-record within 2 x sqlite3 + 10 ms"] = results["check --no-record"][0] <= 2 * base + 10
    figures["check --no-record within 40 MB"] = results["check --no-record"][1] <= 40

    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, figure in figures.items():
        if isinstance(figure, dict):
            print(f"{name:32} {figure['ms']:8.1f} ms {figure['MB']:6.1f} MB {figure['x sqlite3']:6.2f} x")
        elif isinstance(figure, bool):
            print(f"{name:50} {'yes' if figure else 'NO'}")
        else:
            print(f"{name:32} {figure:8.1f}")


if __name__ == "__main__":
    main()
