#!/usr/bin/env python3
"""Compares a captured host with a recorded capture, and a probe with a measurement.

    Tests/EndToEnd/captures.py HOST.json [--captures FOLDER] [--measured FOLDER]

FOLDER of captures holds host documents `max-linux-RELEASE.json`; that of measurements holds
`undefined_max_SERIES.jsonl.xz`. Every value of the recorded document is compared, but those that
vary by design; they are listed. Exits 1 on a difference, and when there was nothing to compare.
"""
import argparse
import json
import lzma
import pathlib
import re
import sys

# Values that are another at every capture, and why.
by_design = {
    r"name|capturedAt": "say which capture it is",
    r"cpus": "the recorded document does not count CPUs",
    r"hostRegisters\.ICH_VTR_EL2": "recorded from the kernel's log, which tells bit 19 alone",
    r".*\.registers\.(CNTPCT_EL0|CNTVCT_EL0|CNTV_CVAL_EL0)": "run on (KVM's id of CNTVCT_EL0 is "
    "that of CNTV_CVAL_EL0)",
}


def values(document):
    """The values of a host document by path, probes left out."""
    found = {}
    for key, value in document.items():
        if key in ("measured", "acceptedProbe"):
            continue
        if key == "vcpuProfiles":
            for profile in value:
                for part, content in profile.items():
                    if isinstance(content, dict):
                        for name, item in content.items():
                            found[f"{profile['name']}.{part}.{name}"] = item
                    else:
                        found[f"{profile['name']}.{part}"] = content
        elif isinstance(value, dict):
            for name, item in value.items():
                found[f"{key}.{name}"] = item
        else:
            found[key] = value
    return found


def as_recorded(ours, recorded):
    """The two of a value that varies, made equal in what does not vary."""
    if isinstance(ours, list):
        keys = recorded[0]
        return [{key: row.get(key) for key in keys} for row in ours], recorded
    if isinstance(ours, str) and ours.startswith("0x") and isinstance(recorded, str):
        bits = 1 << 19
        return int(ours, 16) & bits, int(recorded, 16) & bits
    return ours, recorded


def compare_capture(host, recorded):
    """Paths of recorded values: equal, varying by design, and different."""
    ours = values(host)
    equal, varying, different = [], [], []
    for path, value in values(recorded).items():
        if ours.get(path) == value:
            equal.append(path)
        elif path in ours and any(re.fullmatch(pattern, path) for pattern in by_design):
            is_constant = path == "cpus" or path.startswith("hostRegisters")
            pair = as_recorded(ours[path], value) if is_constant else (0, 0)
            (varying if pair[0] == pair[1] else different).append(path)
        else:
            different.append(path)
    return equal, varying, different


def compare_probe(host, rows):
    """Configurations of a probe that were measured: `(id, encodings that differ)` of each.

    A row has what became UNDEFINED of the encodings that its context's default configuration
    executes; the probe tries more encodings, which the rows say nothing about.
    """
    profiles = {profile["name"]: profile for profile in host["vcpuProfiles"]}
    measured = host["measured"]
    runs = [("all", {}, measured["undefined"])] + [
        (run["profile"], run.get("idRegisters", {}), run["undefined"])
        for run in measured["configurations"]
    ]
    compared = []
    for name, lowered, undefined in runs:
        profile = profiles[name]
        features = set(profile["vcpuFeatures"])
        registers = profile["registers"] | lowered
        same_kind = [row for row in rows if set(row["vcpuFeatures"]) == features]
        executable = {key for row in same_kind for key in row.get("executable", [])}
        for row in same_kind:
            if all(registers.get(key) == value for key, value in row["idRegisters"].items()):
                expected = set(row["expect"]["becameUndefined"])
                found = set(undefined) & executable
                compared.append((row["id"], sorted(found ^ expected)))
                break
    return compared, len(runs)


def report(document, captures, measured):
    """Prints the comparisons that folders are given for; true when each was made and is equal."""
    host = json.loads(document.read_text())
    release = re.match(r"\d+\.\d+\.\d+", host["kernelRelease"])[0]
    is_equal = True
    if captures:
        file = captures / f"max-linux-{release}.json"
        if not file.exists():
            print(f"no recorded capture of max on {release}: nothing is compared")
            is_equal = False
        else:
            equal, varying, different = compare_capture(host, json.loads(file.read_text()))
            total = len(equal) + len(varying) + len(different)
            print(f"{file.name}: {len(equal)} of {total} values equal, {len(varying)} vary by design")
            for pattern, reason in by_design.items():
                count = sum(bool(re.fullmatch(pattern, path)) for path in varying)
                print(f"  {count} {pattern}: {reason}")
            for path in different:
                print(f"  DIFFERENT {path}")
            is_equal &= not different and total > 0
    if measured and "measured" not in host:
        print("the host was not probed: nothing is compared with measurements")
        is_equal = False
    elif measured:
        series = release.rsplit(".", 1)[0]
        file = measured / f"undefined_max_{series}.jsonl.xz"
        if not file.exists():
            print(f"no measurement of max on {series}: nothing is compared")
            is_equal = False
        else:
            with lzma.open(file, "rt") as text:
                compared, total = compare_probe(host, [json.loads(line) for line in text])
            wrong = [row for row in compared if row[1]]
            print(
                f"{file.name}: {total} configurations run, {len(compared)} of them measured, "
                f"{len(compared) - len(wrong)} equal"
            )
            for identity, encodings in wrong:
                print(f"  DIFFERENT {identity}: {' '.join(encodings)}")
            is_equal &= not wrong and bool(compared)
    return is_equal


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("host", type=pathlib.Path)
    parser.add_argument("--captures", type=pathlib.Path)
    parser.add_argument("--measured", type=pathlib.Path)
    options = parser.parse_args()
    sys.exit(0 if report(options.host, options.captures, options.measured) else 1)


if __name__ == "__main__":
    main()
