#!/usr/bin/env python3
"""Reads canonical forms with libraries that are not ours, and compares them with the JSON.

    check_canonical.py DIRECTORY

The directory holds pairs NAME.json and NAME.cbor of one document each, and bundle.cborseq, a bundle
of all the documents in the order of their names. Needs cbor2; checks the CDDL with cddl-verifier and
the JSON Schemas with jsonschema where they are installed, and says so where they are not.
"""

import hashlib
import io
import itertools
import json
import pathlib
import re
import sys

import cbor2

try:
    from cddl_verifier import Validator
except ImportError:
    Validator = None
try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ["host", "vm", "snapshot", "verdict"]
REGISTER_MAPS = {"registers", "hostRegisters", "userIdRegisters", "idRegisters", "firmware"}
TIMES = {"capturedAt", "checkedAt"}
# Enough of the architecture to see that ids and names belong together; the rest must agree with
# itself: one name, one id, in every document.
NAMES = {
    "MIDR_EL1": 0x603000000013C000,
    "ID_AA64PFR0_EL1": 0x603000000013C020,
    "SCTLR_EL1": 0x603000000013C080,
    "CNTVCT_EL0": 0x603000000013DF02,
}


class Disagreement(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Disagreement(message)


def item(encoded):
    """Decodes one item, and encodes it again: equal bytes mean that the form is deterministic."""
    value = cbor2.loads(encoded)
    require(cbor2.dumps(value, canonical=True) == encoded, "not the deterministic encoding")
    return value


def envelope(encoded):
    kind, version, content, digest = item(encoded)
    require(version == 1, f"version {version}")
    require(hashlib.sha256(content).digest() == digest, "the digest is not that of the content")
    return kind, item(content), digest


def width(register):
    return 8 << (register >> 52 & 0xF)


def check_key(key, register):
    """A JSON key is the id, the encoding's generic spelling, or a name."""
    if key.startswith("0x"):
        require(int(key, 16) == register, f"{key} is not {register:#x}")
        return
    require(register >> 16 == 0x603000000013, f"{register:#x} has a name, {key}")
    generic = re.fullmatch(r"S([0-3])_([0-7])_C(\d+)_C(\d+)_([0-7])", key)
    if generic:
        op0, op1, crn, crm, op2 = map(int, generic.groups())
        packed = op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2
        require(register & 0xFFFF == packed, f"{key} is not {register:#x}")
    require(NAMES.setdefault(key, register) == register, f"{key} is not {register:#x}")


def check_ids(json_keys, ids):
    require(len(json_keys) == len(ids), f"{len(json_keys)} registers in JSON, {len(ids)} in CBOR")
    for key, register in zip(json_keys, ids):
        check_key(key, register)


def check_registers(in_json, in_cbor, lists):
    place, values = in_cbor
    ids = lists[place]
    check_ids(list(in_json), ids)
    require(len(values) == len(ids), "not one value a register")
    for text, register, value in zip(in_json.values(), ids, values):
        require(isinstance(value, bytes) == (width(register) > 64), f"type of {register:#x}")
        number = int.from_bytes(value, "big") if isinstance(value, bytes) else value
        require(int(text, 16) == number, f"value of {register:#x}: {text}, {number:#x}")


def seconds(text):
    """Seconds since 1970 of an RFC 3339 time in UTC, from the year 0000 on."""
    year, month, day, hour, minute, second = map(int, re.findall(r"\d+", text))
    # Days before the year in the proleptic Gregorian calendar; the year 0 is a leap year.
    before = 365 * year + (year + 3) // 4 - (year + 99) // 100 + (year + 399) // 400
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    months = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    days = before + sum(months[: month - 1]) + day - 1 - 719528
    return days * 86400 + hour * 3600 + minute * 60 + second


def compare(in_json, in_cbor, lists, key=None):
    """Compares a value of the JSON document with what stands for it in the canonical form."""
    if key in REGISTER_MAPS:
        check_registers(in_json, in_cbor, lists)
    elif key == "writableMasks":
        check_ids(list(in_json), lists[in_cbor[0]])
        require([int(mask, 16) for mask in in_json.values()] == in_cbor[1], "masks")
    elif key == "masks":
        check_ids(list(in_json), lists[in_cbor[0]])
        for name, column in zip(["res0", "res1"], in_cbor[1:]):
            require([int(mask[name], 16) for mask in in_json.values()] == column, name)
    elif key == "kvmCapabilities":
        require({int(k): v for k, v in in_json.items()} == in_cbor, key)
    elif key == "undefined":
        for text, packed in itertools.zip_longest(in_json, in_cbor):
            check_key(text, 0x6030000000130000 | packed)
    elif key == "machine":
        require(in_json == json.loads(in_cbor), key)
    elif key in TIMES:
        require(seconds(in_json) == in_cbor, f"{key}: {in_json}, {in_cbor}")
    elif isinstance(in_json, dict):
        require(in_json.keys() == in_cbor.keys(), f"keys {in_json.keys() ^ in_cbor.keys()}")
        for name in in_json:
            compare(in_json[name], in_cbor[name], lists, name)
    elif isinstance(in_json, list):
        require(len(in_json) == len(in_cbor), f"length of {key}")
        for one, other in zip(in_json, in_cbor):
            compare(one, other, lists)
    elif isinstance(in_cbor, int) and isinstance(in_json, str):
        require(int(in_json, 16) == in_cbor, f"{key}: {in_json}, {in_cbor:#x}")
    else:
        require(in_json == in_cbor and type(in_json) is type(in_cbor), f"{key}: {in_json}, {in_cbor}")


def check_document(document, encoded):
    kind, (lists, fields), digest = envelope(encoded)
    require(document.pop("schema") == kind + "/v1", f"kind {kind}")
    document.pop("summary", None)
    if kind == "migrate-check/host":
        # A profile that KVM refused may leave its registers out.
        for profile in document["vcpuProfiles"]:
            profile.setdefault("registers", {})
    lists = [list(itertools.accumulate(steps)) for steps in lists]
    compare(document, fields, lists)
    return digest


def check_bundle(encoded, digests):
    stream = io.BytesIO(encoded)
    items = []
    while stream.tell() < len(encoded):
        start = stream.tell()
        cbor2.load(stream)
        items.append(envelope(encoded[start : stream.tell()]))
    require(items[0][:2] == ("migrate-check/bundle", {}), "the start of the bundle")
    require([digest for _, _, digest in items[1:-1]] == digests, "the bundle's documents")
    chain = bytes(32)
    for digest in digests:
        chain = hashlib.sha256(chain + digest).digest()
    end = ("migrate-check/bundle-end", {"count": len(digests), "digest": chain})
    require(items[-1][:2] == end, "the end of the bundle")


def check_schema(schemas, document):
    """The document is valid; without a required key, or with a value of another type, it is not."""
    kind = document["schema"].split("/")[1]
    validator = schemas[kind]
    validator.validate(document)
    for key in validator.schema["required"]:
        without = {name: value for name, value in document.items() if name != key}
        require(not validator.is_valid(without), f"valid without {key}")
    for key in document:
        require(not validator.is_valid({**document, key: None}), f"{key} may be null")
    require(validator.is_valid({**document, "anotherKey": 1}), "another key is refused")


def main(directory):
    cddl = Validator(ROOT / "schema/canonical.cddl") if Validator else None
    schemas = {}
    for kind in KINDS if jsonschema else []:
        schema = json.loads((ROOT / f"schema/documents/{kind}-v1.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[kind] = jsonschema.Draft202012Validator(schema)

    failures = 0
    digests = []
    paths = sorted(directory.glob("*.json"))
    for path in paths:
        encoded = path.with_suffix(".cbor").read_bytes()
        document = json.loads(path.read_text(encoding="utf-8"))
        try:
            if schemas:
                check_schema(schemas, document)
            if cddl:
                kind = document["schema"].split("/")[1]
                result = cddl.validate(encoded, root_type=kind)
                require(result.valid, f"CDDL: {[str(d)[:200] for d in result.diagnostics][:3]}")
                other = KINDS[KINDS.index(kind) - 1]
                require(not cddl.validate(encoded, root_type=other).valid, f"CDDL: also a {other}")
            digests.append(check_document(document, encoded))
        except (Disagreement, cbor2.CBORDecodeError) as error:
            failures += 1
            print(f"{path.name}: {error}")
        except Exception as error:
            failures += 1
            print(f"{path.name}: {type(error).__name__}: {str(error)[:500]}")
    if failures == 0:
        check_bundle((directory / "bundle.cborseq").read_bytes(), digests)
    print(f"{len(paths)} documents, {failures} disagree")
    print("CDDL: " + ("checked" if cddl else "not checked, cddl-verifier is not installed"))
    print("JSON Schemas: " + ("checked" if schemas else "not checked, jsonschema is not installed"))
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
