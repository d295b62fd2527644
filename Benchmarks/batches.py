#!/usr/bin/env python3
"""Figures of `effective --batch`: requests a second on one core, and peak memory for a short and a long run.

    .ci/build-release
    Benchmarks/batches.py [--binary PATH] [--requests N]

The requests are the VM with EL2 of samples/, with one ID field lowered after the other.
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def requests(count, want):
    """JSON Lines of that many requests."""
    snapshot = json.loads((ROOT / "samples/snapshots/max-linux-7.3.4.el2_all.json").read_text())
    registers = {
        name: int(value, 16)
        for name, value in snapshot["vcpus"][0]["registers"].items()
        if name.startswith(("ID_", "MVFR", "S3_0_C0_"))
    }
    names = sorted(registers)
    for number in range(count):
        values = dict(registers)
        name = names[number % len(names)]
        values[name] &= ~(0xF << 4 * (number // len(names) % 16))
        yield json.dumps({
            "id": number, "kernel": "7.3", "vcpuFeatures": ["el2", "sve", "pmu-v3"], "gic": "v3",
            "hostRegisters": {"ICH_VTR_EL2": "0x0000000000080000"},
            "idRegisters": {key: f"0x{value:016x}" for key, value in values.items()}, "want": want,
        })


def measure(binary, count, want):
    """Seconds of processor time and peak memory in MiB."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for line in requests(count, want):
            file.write(line + "\n")
        file.flush()
        process = subprocess.Popen([binary, "effective", "--batch", file.name], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit("a request was not answered")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/migrate-check"))
    parser.add_argument("--requests", type=int, default=20_000)
    options = parser.parse_args()
    for want in (["masks"], ["fgu"], ["undefined"], ["masks", "fgu", "undefined"]):
        short, short_memory = measure(options.binary, options.requests // 10, want)
        long, long_memory = measure(options.binary, options.requests, want)
        rate = options.requests * 0.9 / (long - short)
        print(f"{'+'.join(want):22} {rate:8.0f} requests/s  {short_memory:.0f} and {long_memory:.0f} MiB")


if __name__ == "__main__":
    main()
