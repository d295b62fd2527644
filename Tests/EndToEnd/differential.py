#!/usr/bin/env python3
"""Compares the rules with what KVM does, on many configurations that no table was made from.

    Tests/EndToEnd/differential.py [--kernel 6.18] [--cpus max,neoverse-v1] [--seed N] [--count N]

Boots one KVM host per CPU model with `measure`: it writes every value of every nibble of the ID
registers, and runs VMs whose fields are lowered at random. Asks migrate-check's batches the same and
prints, per CPU and profile, how many answers are equal. Exits 1 if one is not, 69 when the lab cannot
be had. The first configuration of a profile is its default; UNDEFINED sets are compared by what
became UNDEFINED since, for a CPU does not implement everything. A profile of which too little was
measured counts as a failure.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import hosts

# What is measured with each profile; a profile that a host cannot create is left out.
plan = [
    ("plain", ["admission", "undefined"]),
    ("all", ["admission", "undefined"]),
    ("pmu", ["undefined"]),
    ("plain_nogic", ["admission", "undefined"]),
    ("mte_all", ["admission", "undefined"]),
    ("el2", ["masks"]),
    ("el2_all", ["admission", "masks", "undefined"]),
    ("el2e2h0_all", ["admission", "masks"]),
]


def build(work):
    """The measuring program, of the agent's parts."""
    program = work / "measure"
    sources = hosts.root / "Sources"
    parts = [sources / "migrate-check-agent" / part for part in ("json.c", "vm.c", "system.c")]
    subprocess.run(
        ["aarch64-linux-gnu-gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Os", "-static", "-s"]
        + [f"-I{work}", f"-I{sources / 'CKVM/include'}", f"-I{sources / 'migrate-check-agent'}"]
        + ["-o", str(program), str(hosts.here / "measure.c")]
        + [str(part) for part in parts + sorted((sources / "CKVM").glob("*.c"))],
        check=True,
    )
    return program


def ask(batch, requests, documents):
    """What migrate-check answers, in the order of the requests."""
    run = subprocess.run(
        [hosts.tool, batch, "--batch", "-", "--hosts", str(documents)],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if len(answers) != len(requests):
        raise SystemExit(f"differential: {batch} --batch ended early: {run.stderr}")
    return answers


def admission_differs(request, answer, _):
    wanted = request["expect"]
    if answer.get("accepted") != wanted["accepted"]:
        return f"{request['register']} = {request['value']}: KVM {wanted}"
    stored = int(wanted.get("readBack", request["value"]), 16)
    if wanted["accepted"] and int(answer["stored"], 16) != stored:
        return f"{request['register']} = {request['value']}: KVM stores {stored:#x}"
    return None


def masks_differ(request, answer, _):
    none = {"res0": "0x0", "res1": "0x0"}
    for register, wanted in request["expect"]["masks"].items():
        got = answer["masks"].get(register, none)
        one = int(wanted["res1"], 16)
        if int(got["res1"], 16) != one or (int(got["res0"], 16) ^ int(wanted["res0"], 16)) & ~one:
            return f"{register}: KVM {wanted}, ours {got}"
    return None


# QEMU applies HFGRTR_EL2.nPIR_EL1 to the aliases PIR_EL12 and PIRE0_EL12, which FEAT_NV2 makes memory.
emulated_otherwise = {"S3_5_C10_C2_3", "S3_5_C10_C2_2"}


def undefined_differs(request, answer, default):
    """Compared with the default configuration, among what executed there."""
    executable = set(default[0]["expect"]["executable"]) - emulated_otherwise
    measured = set(request["expect"]["undefined"]) & executable
    ours = (set(answer["undefined"]) - set(default[1]["undefined"])) & executable
    if measured == ours:
        return None
    return f"only KVM {sorted(measured - ours)[:4]}, only ours {sorted(ours - measured)[:4]}"


kinds = {
    "admission": ("admit", admission_differs),
    "masks": ("effective", masks_differ),
    "undefined": ("effective", undefined_differs),
}


def compare(kind, output, host, profile, documents):
    """Equal answers, all of them, and the first differences."""
    batch, differs = kinds[kind]
    extra = {
        "host": host["name"],
        "kernel": ".".join(host["kernelRelease"].split(".")[:2]),
        "vcpuFeatures": profile["vcpuFeatures"],
        "gic": profile["gic"],
        "mte": profile["mte"],
    }
    requests = [json.loads(line) | extra for line in output.splitlines()]
    answers = ask(batch, requests, documents)
    default = (requests[0], answers[0]) if requests else None
    pairs = list(zip(requests, answers))
    if kind == "undefined":
        # The default configuration would be compared with itself.
        pairs = pairs[1:]
    differences = []
    for request, answer in pairs:
        said = answer.get("error") or differs(request, answer, default)
        if said:
            differences.append(f"{request['id']}: {said}")
    return len(pairs) - len(differences), len(pairs), differences[:5]


def unmeasured(kind, output, count):
    """What a measurement lacks to be compared; None when it is whole."""
    rows = [json.loads(line) for line in output.splitlines()]
    if kind == "admission":
        return None if rows else "no value was written"
    if len(rows) != count:
        return f"{len(rows)} of {count} configurations were measured"
    if kind == "masks" and not all(row["expect"]["masks"] for row in rows):
        return "a configuration has no masks"
    if kind == "undefined" and count < 2:
        return "only the default configuration was measured"
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kernel", help="the kernel's series (default: the newest fetched)")
    options.add_argument("--cpus", default="max,neoverse-v1,neoverse-n1", help="QEMU's CPU models")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=40, help="configurations a profile")
    options = options.parse_args()
    if options.kernel:
        os.environ["LAB_KERNEL"] = options.kernel
    work = pathlib.Path(tempfile.mkdtemp(prefix="migrate-check-lab."))
    hosts.prepare(work)
    programs = hosts.programs(work) + [build(work)]
    rows, failed = [], 0
    for cpu in options.cpus.split(","):
        jobs = [(profile, kind) for profile, measured in plan for kind in measured]
        commands = [f"host /agent capture --name {cpu}"] + [
            f"{kind}-{profile} /measure {kind} {profile} {options.seed} {options.count}"
            for profile, kind in jobs
        ]
        hosts.boot(cpu, commands, work / cpu, programs)
        host = hosts.answer(work / cpu, "host")
        documents = work / f"documents-{cpu}"
        documents.mkdir()
        (documents / f"{cpu}.json").write_text(json.dumps(host))
        profiles = {profile["name"]: profile for profile in host["vcpuProfiles"]}
        for profile, kind in jobs:
            if "error" in profiles[profile]:
                continue
            output = (work / cpu / f"{kind}-{profile}.out").read_text()
            equal, total, differences = compare(kind, output, host, profiles[profile], documents)
            lacking = unmeasured(kind, output, options.count)
            failed += total - equal
            if lacking:
                failed += 1
                differences.append(lacking)
            rows.append((cpu, host["kernelRelease"], profile, kind, f"{equal} of {total}"))
            for difference in differences:
                print(f"{cpu} {profile} {kind} {difference}", file=sys.stderr)
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, (14, 32, 14, 11, 0))).rstrip())
    print(f"{failed} answers differ")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
