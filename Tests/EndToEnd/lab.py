#!/usr/bin/env python3
"""Moves VMs between emulated KVM hosts and compares our verdicts with what KVM does.

    Tests/EndToEnd/lab.py [--probe] [--captures FOLDER] [--measured FOLDER] [--keep FOLDER]

Boots one KVM host per CPU model with the agent, captures it, snapshots VMs that ran, asks
migrate-check about every move, then really restores each snapshot on its target, register by
register. Prints a table; exits 1 if a verdict and KVM differ, 69 when the lab cannot be had.

With --captures, or MIGRATE_CHECK_CAPTURES, the capture of `max` is compared with the one in
FOLDER; with --probe and --measured, or MIGRATE_CHECK_MEASURED, its UNDEFINED encodings with the
measured ones.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import captures
import debugfs
import hosts
import moves

pairs = [
    ("max", "max"),
    ("max", "neoverse-v1"),
    ("neoverse-v1", "max"),
    ("neoverse-n1", "neoverse-v1"),
]
# Source, target, profile. A profile that the source cannot create is a row too.
restores = [(*pair, profile) for pair in pairs for profile in ("plain", "all")] + [
    ("max", "max", "el2_all"),
    ("max", "max", "el2e2h0_all"),
    ("max", "max", "aarch32"),
    ("max", "neoverse-v1", "aarch32"),
    ("max+mte", "max+mte", "mte_all"),
    ("max+mte", "max", "mte_all"),
]
# The VM with EL2 whose trap registers are made invalid.
hypervisor = ("max", "el2_all")

Row = collections.namedtuple("Row", "source target profile ours kvm equal")
Job = collections.namedtuple("Job", "source target profile label snapshot")


def main():
    options = arguments()
    start = time.monotonic()
    work = (options.keep or pathlib.Path(tempfile.mkdtemp(prefix="migrate-check-lab."))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    encodings = hosts.prepare(work)
    captured = {}
    for host in dict.fromkeys(name for row in restores for name in row[:2]):
        profiles = dict.fromkeys(profile for source, _, profile in restores if source == host)
        probing = options.probe and host == "max"
        captured[host] = hosts.capture(host, profiles, work, probing)
    documents = {host: output / "host.out" for host, output in captured.items()}
    jobs, rows = [], []
    for source, target, profile in restores:
        if hosts.answer(captured[source], profile) is None:
            rows.append(no_source(captured[source], source, target, profile))
            continue
        jobs.append(Job(source, target, profile, profile, captured[source] / f"{profile}.out"))
    host, profile = hypervisor
    snapshot = hosts.answer(captured[host], profile)
    raw, valid = moves.invalid_state(work, snapshot, documents[host])
    jobs.append(Job(host, host, profile, "invalid bits", raw))
    jobs.append(Job(host, host, profile, "sanitised", valid))
    results = restore(jobs, work, encodings)
    for job, result in zip(jobs, results):
        rows.append(judge(job, result, documents))
    # In the order of the table above, whatever was known first.
    order = {row: place for place, row in enumerate(restores)}
    rows.sort(key=lambda row: order.get(row[:3], len(order)))
    for host, profile in [hypervisor] + [("max", name) for name in ("el2e2h0_all", "plain", "all")]:
        cells = debugfs.compare(captured[host], host, profile, work)
        rows.append(Row(host, "-", f"{profile}, debugfs", *cells))
    is_equal = report(rows, documents, start)
    is_equal &= captures.report(documents["max"], options.captures, options.measured)
    if not options.keep:
        shutil.rmtree(work)
    sys.exit(0 if is_equal else 1)


def arguments():
    def folder(variable):
        path = os.environ.get(variable)
        return pathlib.Path(path) if path else None

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--probe", action="store_true", help="probe the host max as well (minutes)")
    parser.add_argument("--keep", type=pathlib.Path, help="keep everything in this folder")
    parser.add_argument(
        "--captures",
        type=pathlib.Path,
        default=folder("MIGRATE_CHECK_CAPTURES"),
        help="a folder of recorded host documents to compare with",
    )
    parser.add_argument(
        "--measured",
        type=pathlib.Path,
        help="a folder of measurements to compare a probe with",
    )
    options = parser.parse_args()
    if options.probe:
        options.measured = options.measured or folder("MIGRATE_CHECK_MEASURED")
    elif options.measured:
        parser.error("--measured goes with --probe")
    return options


def no_source(output, source, target, profile):
    """The row of a vCPU that the source refuses: its capture says so with the same error."""
    host = hosts.answer(output, "host")
    refused = next(row for row in host["vcpuProfiles"] if row["name"] == profile)
    error = (output / f"{profile}.err").read_text().split("\n")[0]
    equal = "error" in refused and refused["error"].split("=")[-1] in error
    return Row(source, target, profile, "no such vCPU", "no such vCPU", equal)


def restore(jobs, work, encodings):
    """What KVM on each job's target did with its registers, in the order of the jobs."""
    results = {}
    for target in dict.fromkeys(job.target for job in jobs):
        files, commands = [], []
        for number, job in enumerate(jobs):
            if job.target == target:
                file = work / f"{number}.list"
                moves.write_list(job.snapshot, file, encodings)
                files.append(file)
                commands.append(f"{number} /agent restore {job.profile} /{file.name}")
        output = work / f"restore-{target}"
        hosts.boot(target, commands, output, files + hosts.programs(work))
        for number, job in enumerate(jobs):
            if job.target == target:
                results[number] = hosts.answer(output, str(number))
    return [results[number] for number in range(len(jobs))]


def judge(job, result, documents):
    """The row of a restore."""
    target = documents[job.target]
    verdict = moves.check(job.snapshot, documents[job.source], target)
    ours, theirs, equal = moves.compare(verdict, result)
    cells = moves.describe(verdict, ours), moves.describe_kvm(theirs)
    if job.label in ("invalid bits", "sanitised"):
        # KVM takes invalid bits and drops them at the first run: it then reads back our values.
        values = moves.effective(job.snapshot, target)
        wrong = moves.read_back(result, values)
        changed = [name for name, (captured, value) in values.items() if captured != value]
        codes = {row["code"] for row in verdict["findings"] if row["severity"] == "refuse"}
        if job.label == "invalid bits":
            said = verdict["verdict"] == "refused" and "invalid-res-bits" in codes and changed
        else:
            said = verdict["verdict"] == "allowed" and not changed
        equal = equal and bool(said) and not wrong
        cells = (
            f"{verdict['verdict']}: {len(changed)} of {len(values)} registers get other values",
            f"{cells[1]}: {len(values) - len(wrong)} of {len(values)} read back as computed",
        )
    return Row(job.source, job.target, job.label, *cells, equal)


def report(rows, documents, start):
    """Prints the table; true when every row is equal."""
    release = json.loads(documents["max"].read_text())["kernelRelease"]
    print(f"Linux {release}, QEMU {hosts.qemu_version()}, {time.monotonic() - start:.0f} s")
    table = [("source", "target", "profile", "migrate-check", "KVM", "equal")]
    table += [row[:5] + ("yes" if row.equal else "NO",) for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(6)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    failed = sum(not row.equal for row in rows)
    print(f"{len(rows) - failed} passed, {failed} failed")
    return failed == 0


if __name__ == "__main__":
    main()
