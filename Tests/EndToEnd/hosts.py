"""Emulated KVM hosts: what they are made of, booting one, and what it answered."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
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
# Hosts that are more than a CPU model: their name to the model, what is added to the machine's
# options, and KVM's mode. With memory tagging, emulation is so slow at ending VMs with EL2 that the
# host runs without nesting.
machines = {"max+mte": ("max", "mte=on", "nvhe")}


def unavailable(reason):
    print(f"lab: not available: {reason}", file=sys.stderr)
    sys.exit(69)


def prepare(work):
    """Fetches what is missing and builds init and agent; names of registers to encodings."""
    fetched = subprocess.run([str(here / "fetch"), str(cache)])
    if fetched.returncode != 0:
        sys.exit(fetched.returncode)
    for program in ["aarch64-linux-gnu-gcc", "cpio"]:
        if not shutil.which(program):
            unavailable(f"{program} is not there")
    header = work / "agent_tables.h"
    header.write_text(subprocess.run([tables], check=True, capture_output=True, text=True).stdout)
    environment = dict(os.environ, AGENT_TABLES=str(header))
    subprocess.run([str(root / ".ci/build-agent"), str(work / "agent")], check=True, env=environment)
    subprocess.run(
        ["aarch64-linux-gnu-gcc", "-Wall", "-Os", "-static", "-s"]
        + ["-o", str(work / "init"), str(here / "init.c")],
        check=True,
    )
    return {
        name: int(encoding)
        for encoding, name in re.findall(r'\{(\d+), "([A-Za-z]\w*)"\}', header.read_text())
    }


def qemu_version():
    """The version of QEMU in the cache."""
    qemu = cache / "qemu"
    run = subprocess.run(
        [str(qemu / "usr/lib64/ld-linux-x86-64.so.2"), "--library-path"]
        + [str(qemu / "usr/lib/x86_64-linux-gnu"), str(qemu / "usr/bin/qemu-system-aarch64")]
        + ["--version"],
        check=True,
        capture_output=True,
        text=True,
    )
    return re.search(r"version (\S+)", run.stdout)[1]


def programs(work):
    """What every host has in its root."""
    return [work / "init", work / "agent"]


def boot(host, commands, output, files=()):
    """Boots a host that runs the commands; what they print lies in `output`."""
    cpu, options, mode = machines.get(host, (host, "", "nested"))
    output.mkdir(parents=True, exist_ok=True)
    (output / "commands").write_text("".join(line + "\n" for line in commands))
    start = time.monotonic()
    run = subprocess.run(
        [str(here / "boot"), str(cache), cpu, str(output / "commands"), str(output)]
        + [str(file) for file in files],
        env=dict(os.environ, LAB_MACHINE=options, LAB_MODE=mode),
    )
    if run.returncode == 69:
        sys.exit(69)
    run.check_returncode()
    print(f"lab: {output.name}: {time.monotonic() - start:.0f} s", file=sys.stderr)


def answer(output, name):
    """What a command printed, as JSON; None when it failed."""
    text = (output / f"{name}.out").read_text()
    return json.loads(text) if text.strip() else None


def capture(host, profiles, work, is_probing=False):
    """Captures a host, a snapshot of a VM of each profile, and its folder in debugfs."""
    output = work / f"capture-{host}"
    probing = " --probe" if is_probing else ""
    commands = [f"host /agent capture --name {host} --trace /trace{probing}", "trace = /trace"]
    for profile in profiles:
        commands.append(
            f"{profile} /agent snapshot {profile} --name {profile} --host {host} --debugfs /{profile}"
        )
        commands.append(f"{profile}.debugfs = /{profile}")
    boot(host, commands, output, programs(work))
    return output
