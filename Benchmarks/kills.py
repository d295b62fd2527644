#!/usr/bin/env python3
"""Kills bulk ingest at random moments: kills.py BINARIES CAPTURES [KILLS=50]

    swift build -c release --static-swift-stdlib --product migrate-check
    swift build -c release --static-swift-stdlib --product fleet-generator
    Benchmarks/kills.py .build/release CAPTURES

Three kinds of ingest get KILLS kills each: `import` of a bundle, which is one transaction, and
`vm snapshot --each` and `host record` of many files, which commit every 256. A moment is anywhere in
the time of an undisturbed run. After each kill `store verify` must accept the store, and it must hold a
whole number of batches (a bundle: everything or nothing), and no fewer than before. Half of the stores
are killed once more while the run is resumed; the others are completed, and must then export the very
bytes that an undisturbed run's store does. Prints a line for each kind; with a fault it ends with exit
code 1. KILLS_SEED picks other moments.
"""

import json
import lzma
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

BATCH = 256


class Ingest:
    """One kind of ingest: the command line, and what lists its records."""

    def __init__(self, tool, title, words, noun, count, batch):
        self.tool, self.title, self.words, self.noun = tool, title, words, noun
        self.count, self.batch = count, batch

    def start(self, store):
        return subprocess.Popen(
            [self.tool, *self.words, "--store", store],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, store, *words):
        return subprocess.run([self.tool, *words, "--store", store], capture_output=True, check=False)

    def faults(self, store, least):
        """How many records a store has, and what is wrong with it."""
        verified = self.ask(store, "store", "verify")
        if verified.returncode == 66 and least == 0:
            # Killed before the first transaction: there is no store yet.
            return 0, []
        if verified.returncode:
            return least, [f"store verify ends with {verified.returncode}: {verified.stdout}"]
        found = len(json.loads(self.ask(store, self.noun, "list", "--json").stdout))
        faults = []
        if found != self.count and found % self.batch:
            faults.append(f"{found} of {self.count} records, not a whole number of batches")
        if found < least:
            faults.append(f"{found} records, where there were {least}")
        return found, faults

    def export(self, store):
        """The bytes of everything in a store."""
        bundle = store.with_suffix(".bundle")
        self.ask(store, "export", bundle, "--all")
        return bundle.read_bytes()

    def kill(self, folder, kills, generator):
        """Kills runs, and prints what became of them; returns the number of faults."""
        whole = folder / "whole.sqlite"
        began = time.monotonic()
        if self.start(whole).wait():
            sys.exit(f"{self.title}: the undisturbed run failed")
        length = time.monotonic() - began
        expected = self.export(whole)
        killed = partial = faults = stores = found = 0
        store = None
        for _ in range(kills):
            if store is None:
                stores, found = stores + 1, 0
                store = folder / f"{stores}.sqlite"
            delay = generator.uniform(0, length)
            process = self.start(store)
            time.sleep(delay)
            process.kill()
            wrong = []
            if process.wait() == -9:
                killed += 1
            elif process.returncode:
                wrong.append(f"the run ended with {process.returncode}")
            found, more = self.faults(store, found)
            wrong += more
            partial += 0 < found < self.count
            if found == self.count or generator.random() < 0.5:
                if self.start(store).wait():
                    wrong.append("running it again fails")
                _, more = self.faults(store, self.count)
                wrong += more
                if self.export(store) != expected:
                    wrong.append("the completed store differs from that of an undisturbed run")
                for file in folder.glob(f"{stores}.*"):
                    file.unlink()
                store = None
            for fault in wrong:
                print(f"{self.title}, killed after {delay:.3f} s: {fault}", file=sys.stderr)
            faults += len(wrong)
        print(
            f"| {self.title} | {self.count:,} | {length:.1f} | {kills} | {killed} | {partial} "
            f"| {stores} | {faults} |",
            flush=True,
        )
        return faults


def document(folder):
    """The smallest document of a folder of captures, so that the time goes into recording."""
    file = min(folder.glob("*.json*"), key=lambda file: file.stat().st_size)
    data = file.read_bytes()
    return json.loads(lzma.decompress(data) if file.suffix == ".xz" else data)


def copies(document, key, count, folder):
    """Files with a document under other names."""
    folder.mkdir()
    files = []
    for number in range(count):
        document[key] = f"copy-{number:05}"
        files.append(folder / f"{number}.json")
        files[-1].write_text(json.dumps(document))
    return files


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    binaries, captures = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    kills = int(sys.argv[3]) if len(sys.argv) == 4 else 50
    tool = (binaries / "migrate-check").resolve()
    generator = random.Random(int(os.environ.get("KILLS_SEED", "1")))
    print("| ingest | records | s undisturbed | kills | really killed | with a part | stores | faults |")
    print("|---|---|---|---|---|---|---|---|")
    faults = 0
    with tempfile.TemporaryDirectory(prefix="migrate-check-kills-") as folder:
        folder = pathlib.Path(folder)
        bundle, vms = folder / "fleet.bundle", 2000
        subprocess.run([binaries / "fleet-generator", "50", str(vms), "1", captures, bundle], check=True)
        snapshots = copies(document(captures / "snapshots"), "vm", 1500, folder / "snapshots")
        hosts = copies(document(captures / "hosts"), "name", 600, folder / "hosts")
        for number, ingest in enumerate([
            Ingest(tool, "`import`", ["import", bundle], "vm", vms, vms),
            Ingest(tool, "`vm snapshot --each`", ["vm", "snapshot", "--each", *snapshots], "vm", 1500, BATCH),
            Ingest(tool, "`host record`", ["host", "record", *hosts], "host", 600, BATCH),
        ]):
            place = folder / str(number)
            place.mkdir()
            faults += ingest.kill(place, kills, generator)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
