#!/usr/bin/env python3
"""Moves VMs between emulated KVM hosts and compares our verdicts with what KVM does.

    Tests/EndToEnd/lab.py [--probe] [--keep FOLDER]

Boots one KVM host per CPU model with the agent, captures it, snapshots VMs that ran, asks
migrate-check about every move, then really restores each snapshot on its target, register by
register. Prints a table; exits 1 if a verdict and KVM differ, 69 when the lab cannot be had.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
tool = os.environ.get("MIGRATE_CHECK_BINARY", str(root / ".build/debug/migrate-check"))
tables = os.environ.get("AGENT_TABLES_BINARY", str(root / ".build/debug/agent-tables"))
cache = pathlib.Path(
    os.environ.get("MIGRATE_CHECK_LAB")
    or pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    / "migrate-check-lab"
)
pairs = [
    ("max", "max"),
    ("max", "neoverse-v1"),
    ("neoverse-v1", "max"),
    ("neoverse-n1", "neoverse-v1"),
]
profiles = ["plain", "all"]
hypervisor = "el2_all"
# Running counters, and the timers' state, which follow the time.
running = {"CNTPCT_EL0", "CNTVCT_EL0", "CNTV_CVAL_EL0", "CNTP_CTL_EL0", "CNTV_CTL_EL0"}


def unavailable(reason):
    print(f"lab: not available: {reason}", file=sys.stderr)
    sys.exit(69)


def prepare(work):
    """Fetches what is missing, and builds the init and the agent into the cache."""
    fetched = subprocess.run([str(here / "fetch"), str(cache)])
    if fetched.returncode != 0:
        sys.exit(fetched.returncode)
    for program in ["aarch64-linux-gnu-gcc", "cpio"]:
        if not shutil.which(program):
            unavailable(f"{program} is not there")
    header = work / "agent_tables.h"
    header.write_text(subprocess.run([tables], check=True, capture_output=True, text=True).stdout)
    environment = dict(os.environ, AGENT_TABLES=str(header))
    subprocess.run([str(root / ".ci/build-agent"), str(cache / "agent")], check=True, env=environment)
    subprocess.run(
        ["aarch64-linux-gnu-gcc", "-Wall", "-Os", "-static", "-s"]
        + ["-o", str(cache / "init"), str(here / "init.c")],
        check=True,
    )
    return {
        name: int(encoding)
        for encoding, name in re.findall(r'\{(\d+), "([A-Za-z]\w*)"\}', header.read_text())
    }


def boot(cpu, commands, output, files=()):
    """Boots a host that runs the commands; what they print lies in `output`."""
    output.mkdir(parents=True, exist_ok=True)
    (output / "commands").write_text("".join(line + "\n" for line in commands))
    start = time.monotonic()
    subprocess.run(
        [str(here / "boot"), str(cache), cpu, str(output / "commands"), str(output)]
        + [str(file) for file in files],
        check=True,
    )
    print(f"lab: {output.name}: {time.monotonic() - start:.0f} s", file=sys.stderr)


def answer(output, name):
    """What a command printed, as JSON; None when it failed."""
    text = (output / f"{name}.out").read_text()
    return json.loads(text) if text.strip() else None


def capture(cpu, work, is_probing):
    output = work / f"capture-{cpu}"
    probing = " --probe" if is_probing and cpu == "max" else ""
    commands = [f"host /agent capture --name {cpu} --trace /trace{probing}", "trace = /trace"]
    for profile in profiles + ([hypervisor] if cpu == "max" else []):
        commands.append(f"{profile} /agent snapshot {profile} --name {profile} --host {cpu}")
    boot(cpu, commands, output)
    return output


def check(snapshot, source, target):
    """Our verdict: the document."""
    run = subprocess.run(
        [tool, "check", f"@{snapshot}", "--from", f"@{source}", "--to", f"@{target}", "--json"]
        + ["--no-record"],
        capture_output=True,
        text=True,
    )
    if run.returncode not in (0, 1, 3):
        raise SystemExit(f"lab: check failed: {run.stderr}")
    return json.loads(run.stdout)


def identifier(key, encodings):
    """KVM's id of a document's register key."""
    if key.startswith("0x"):
        return key
    parts = re.fullmatch(r"S(\d+)_(\d+)_C(\d+)_C(\d+)_(\d+)", key)
    if parts:
        op0, op1, crn, crm, op2 = map(int, parts.groups())
        packed = op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2
    else:
        packed = encodings[key]
    return f"0x{0x6030000000130000 | packed:x}"


def write_list(snapshot, file, encodings):
    registers = json.loads(pathlib.Path(snapshot).read_text())["vcpus"][0]["registers"]
    file.write_text(
        "".join(f"{identifier(key, encodings)} {value}\n" for key, value in registers.items())
    )


def judged_by_kvm(verdict):
    """The findings that say that KVM itself refuses."""
    return [
        finding
        for finding in verdict["findings"]
        if finding["severity"] == "refuse" and not finding.get("beyondKvm")
    ]


def compare(verdict, result):
    """Our word on KVM, KVM's, and whether they are equal, register by register."""
    refusals = judged_by_kvm(verdict)
    ours = {finding.get("register") or finding["subject"] for finding in refusals}
    if result["vcpuInit"]:
        theirs = {"vCPU"}
        equal = any(finding["code"] == "vcpu-feature-unavailable" for finding in refusals)
    else:
        theirs = set(result["refused"])
        equal = ours == theirs
    return sorted(ours), sorted(theirs), equal


def invalid_state(work, captured, encodings):
    """A VM with EL2 whose trap register has every bit set, and the same made valid."""
    snapshot = answer(captured, hypervisor)
    snapshot["vcpus"][0]["registers"]["HFGRTR_EL2"] = "0xffffffffffffffff"
    raw = work / "el2-invalid.json"
    raw.write_text(json.dumps(snapshot))
    valid = work / "el2-valid.json"
    run = subprocess.run(
        [tool, "vm", "sanitise", f"@{raw}", "--on", f"@{captured / 'host.out'}"],
        check=True,
        capture_output=True,
        text=True,
    )
    valid.write_text(run.stdout)
    return raw, valid


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--probe", action="store_true", help="probe the host max as well (minutes)")
    options.add_argument("--keep", type=pathlib.Path, help="keep everything in this folder")
    options = options.parse_args()
    start = time.monotonic()
    work = (options.keep or pathlib.Path(tempfile.mkdtemp(prefix="migrate-check-lab."))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    encodings = prepare(work)
    cpus = list(dict.fromkeys(cpu for pair in pairs for cpu in pair))
    captured = {cpu: capture(cpu, work, options.probe) for cpu in cpus}
    rows, jobs = [], []
    for source, target in pairs:
        for profile in profiles:
            snapshot = captured[source] / f"{profile}.out"
            if answer(captured[source], profile) is None:
                host = answer(captured[source], "host")
                refused = next(p for p in host["vcpuProfiles"] if p["name"] == profile)
                error = (captured[source] / f"{profile}.err").read_text().split("\n")[0]
                equal = "error" in refused and refused["error"].split("=")[-1] in error
                rows.append((source, target, profile, "no such vCPU", "no such vCPU", equal))
                continue
            jobs.append((source, target, profile, profile, snapshot))
    raw, valid = invalid_state(work, captured["max"], encodings)
    jobs.append(("max", "max", hypervisor, hypervisor, captured["max"] / f"{hypervisor}.out"))
    jobs.append(("max", "max", hypervisor, "invalid bits", raw))
    jobs.append(("max", "max", hypervisor, "sanitised", valid))
    results = {}
    for target in cpus:
        files, commands = [], []
        for number, job in enumerate(jobs):
            if job[1] != target:
                continue
            file = work / f"{number}.list"
            write_list(job[4], file, encodings)
            files.append(file)
            commands.append(f"{number} /agent restore {job[2]} /{file.name}")
        if commands:
            output = work / f"restore-{target}"
            boot(target, commands, output, files)
            results |= {job: answer(output, str(job)) for job in range(len(jobs)) if jobs[job][1] == target}
    for number, (source, target, profile, label, snapshot) in enumerate(jobs):
        verdict = check(snapshot, captured[source] / "host.out", captured[target] / "host.out")
        ours, theirs, equal = compare(verdict, results[number])
        if label == "invalid bits":
            # KVM takes the bits and drops them: what it reads back are our effective values.
            found = results[number]["readBackAfterRun"].get("HFGRTR_EL2", ["", ""])[1]
            effective = json.loads(valid.read_text())["vcpus"][0]["registers"]["HFGRTR_EL2"]
            codes = {f["code"] for f in verdict["findings"] if f["severity"] == "refuse"}
            equal = verdict["verdict"] == "refused" and "invalid-res-bits" in codes and found == effective
            rows.append(
                (source, target, label, f"{verdict['verdict']}: effective {effective}")
                + (f"accepted: reads back {found}", equal)
            )
            continue
        if label == "sanitised":
            differing = set(results[number]["readBackAfterRun"]) & {"HFGRTR_EL2"}
            equal = equal and verdict["verdict"] == "allowed" and not differing
        rows.append((source, target, label, describe(verdict, ours), describe_kvm(theirs), equal))
    release = answer(captured["max"], "host")["kernelRelease"]
    print(f"Linux {release}, {time.monotonic() - start:.0f} s")
    table(("source", "target", "profile", "migrate-check", "KVM", "equal"), rows)
    if not options.keep:
        shutil.rmtree(work)
    failed = sum(not row[5] for row in rows)
    print(f"{len(rows) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def describe(verdict, registers):
    word = verdict["verdict"]
    beyond = [
        finding["code"]
        for finding in verdict["findings"]
        if finding["severity"] in ("refuse", "undecided") and finding.get("beyondKvm")
    ]
    return word + (": " + names(registers) if registers else "") + (
        " (beyond KVM: " + " ".join(sorted(set(beyond))) + ")" if beyond else ""
    )


def describe_kvm(registers):
    return "refused: " + names(registers) if registers else "accepted"


def names(registers):
    """Few registers by name, many by number; they were compared one by one."""
    return " ".join(registers) if len(registers) <= 4 else f"{len(registers)} registers"


def table(headings, rows):
    rows = [headings] + [row[:5] + ("yes" if row[5] else "NO",) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headings))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


if __name__ == "__main__":
    main()
