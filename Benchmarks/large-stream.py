#!/usr/bin/env python3
"""large-stream.py STREAM MIB OUT: a QEMU stream with MIB more mebibytes of pages of guest memory.

    xz -dc Tests/Resources/StateImport/qemu/kvm-n1-7.3-q11.stream.xz > small.stream
    python3 Benchmarks/large-stream.py small.stream 1024 large.stream
    swift build -c release --product migrate-check
    /usr/bin/time -v .build/release/migrate-check convert large.stream --json > /dev/null
"""
import struct
import sys

source, mebibytes, target = sys.argv[1], int(sys.argv[2]), sys.argv[3]
stream = open(source, "rb").read()
# The first section of guest memory: its header, then records up to the one that ends it.
start = stream.index(b"\x03ram") + 4 + 8
record = struct.pack(">Q", 0x08) + b"\x0dmach-virt.ram" + bytes(4096)
with open(target, "wb") as out:
    # The list of blocks comes first; the pages go before the next record.
    size = start + 8
    total = struct.unpack(">Q", stream[start:size])[0]
    assert total & 0xFFF == 0x04, "the list of blocks is expected"
    left = total & ~0xFFF
    while left:
        length = stream[size]
        left -= struct.unpack(">Q", stream[size + 1 + length : size + 9 + length])[0]
        size += 9 + length
    out.write(stream[:size])
    follow = struct.pack(">Q", 0x08 | 0x20)
    out.write(record)
    chunk = b"".join(follow + bytes([page & 0xFF]) * 4096 for page in range(256))
    for _ in range(mebibytes):
        out.write(chunk)
    out.write(stream[size:])
