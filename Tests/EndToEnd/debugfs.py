"""What `vm capture` makes of a running VM, beside what KVM's own interface told of it."""
import json
import subprocess

import hosts


def unpack(output, profile, folder):
    """Lays out the VM's folder in debugfs as the agent copied it; the id of the VM's process."""
    file, name = None, None
    for line in (output / f"{profile}.debugfs.out").read_text().splitlines(keepends=True):
        if line.startswith("# "):
            name = line[2:].strip()
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            file = (folder / name).open("w")
        else:
            file.write(line)
    file.close()
    return name.split("-")[0]


def compare(output, host, profile, work):
    """The cells of a row: what we make of debugfs, what KVM says, and whether they are equal."""
    folder = work / f"debugfs-{host}-{profile}"
    process = unpack(output, profile, folder)
    store = folder / "store.sqlite"
    selection = ["vm", "capture", "--debugfs", str(folder), "--pid", process, "--name", profile]
    printed = run(selection + ["--print"])
    recorded = run(
        selection + ["--host", f"@{output / 'host.out'}", "--store", str(store), "--json", "--quiet"]
    )
    snapshot = hosts.answer(output, profile)
    registers = snapshot["vcpus"][0]["registers"]
    ids = printed["idRegisters"]
    wrong = [name for name, value in ids.items() if registers.get(name) != value]
    kind = all(printed[key] == snapshot[key] for key in ("vcpuFeatures", "gic", "mte"))
    masks = recorded[0].get("masks")
    has_el2 = "el2" in snapshot["vcpuFeatures"]
    ours = f"{len(ids)} ID registers"
    kvm = f"{len(ids) - len(wrong)} equal"
    if masks:
        ours += f", masks of {masks['compared']} registers"
        kvm += f", masks of {masks['compared'] - len(masks['differences'])} equal"
    equal = kind and not wrong and len(ids) > 50 and printed["vcpuCount"] == 1
    return ours, kvm, equal and bool(masks) == has_el2 and not (masks and masks["differences"])


def run(arguments):
    """The answer of a command as JSON; exit code 1, different masks, is an answer too."""
    done = subprocess.run([hosts.tool] + arguments, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"lab: vm capture failed: {done.stderr}")
    return json.loads(done.stdout)
