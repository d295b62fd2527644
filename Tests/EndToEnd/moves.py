"""What migrate-check says of a move, and what KVM does."""
import json
import pathlib
import re
import subprocess

from hosts import tool

# Running counters, and the timers' state, which follow the time.
running = {"CNTPCT_EL0", "CNTVCT_EL0", "CNTV_CVAL_EL0", "CNTP_CTL_EL0", "CNTV_CTL_EL0"}


def ask(*arguments):
    """The answer of a command as JSON; exit codes 1 and 3 are answers too."""
    run = subprocess.run(
        [tool] + [str(argument) for argument in arguments] + ["--json"],
        capture_output=True,
        text=True,
    )
    if run.returncode not in (0, 1, 3) or not run.stdout:
        raise SystemExit(f"lab: {arguments[0]} failed: {run.stderr}")
    return json.loads(run.stdout)


def check(snapshot, source, target):
    """Our verdict: the document."""
    return ask("check", f"@{snapshot}", "--from", f"@{source}", "--to", f"@{target}", "--no-record")


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
    """Writes a snapshot's registers as the agent's restore mode reads them."""
    registers = json.loads(pathlib.Path(snapshot).read_text())["vcpus"][0]["registers"]
    file.write_text(
        "".join(f"{identifier(key, encodings)} {value}\n" for key, value in registers.items())
    )


def compare(verdict, result):
    """The registers that we say KVM refuses, those that it refused, and whether they are equal."""
    refusals = [
        finding
        for finding in verdict["findings"]
        if finding["severity"] == "refuse" and not finding.get("beyondKvm")
    ]
    ours = {finding.get("register") or finding["subject"] for finding in refusals}
    if result["vcpuInit"]:
        theirs = {"vCPU"}
        equal = any(finding["code"] == "vcpu-feature-unavailable" for finding in refusals)
    else:
        theirs = set(result["refused"])
        equal = ours == theirs
    return sorted(ours), sorted(theirs), equal


def invalid_state(work, snapshot, host):
    """A VM with EL2 whose fine-grained trap registers have every bit set, and the same made valid."""
    registers = snapshot["vcpus"][0]["registers"]
    for name in registers:
        if re.match(r"H(D|A)?FG.*_EL2$", name):
            registers[name] = "0xffffffffffffffff"
    raw, valid = work / "el2-invalid.json", work / "el2-valid.json"
    raw.write_text(json.dumps(snapshot))
    subprocess.run(
        [tool, "vm", "sanitise", f"@{raw}", "--on", f"@{host}", "--into", str(valid), "--quiet"],
        check=True,
    )
    return raw, valid


def effective(snapshot, host):
    """Register to captured and effective value, of every register that the host's kernel masks."""
    rows = ask("effective", f"@{snapshot}", "--on", f"@{host}")["registers"]
    return {
        row["register"]: (row["values"][0]["raw"], row["values"][0]["effective"])
        for row in rows
        if row.get("values")
    }


def read_back(result, values):
    """The registers whose value in KVM, after the VM ran, is not our effective one."""
    changed = result["readBackAfterRun"]
    return [
        name
        for name, (raw, value) in values.items()
        if name not in running and changed.get(name, [raw, raw])[1] != value
    ]


def describe(verdict, registers):
    """Our verdict in a cell of the table."""
    beyond = {
        finding["code"]
        for finding in verdict["findings"]
        if finding["severity"] in ("refuse", "undecided") and finding.get("beyondKvm")
    }
    return (
        verdict["verdict"]
        + (": " + names(registers) if registers else "")
        + (" (beyond KVM: " + " ".join(sorted(beyond)) + ")" if beyond else "")
    )


def describe_kvm(registers):
    """KVM's answer in a cell of the table."""
    return "refused: " + names(registers) if registers else "accepted"


def names(registers):
    """Few registers by name, many by number; they were compared one by one."""
    return " ".join(registers) if len(registers) <= 4 else f"{len(registers)} registers"
