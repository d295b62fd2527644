-- The store of migrate-check, version 1. See schema/README.md for queries.
--
-- Conventions
--   *_at      seconds since 1970-01-01T00:00:00Z: datetime(x, 'unixepoch') prints one.
--   digest    the 32 bytes of a SHA-256; lower(hex(x)) prints one.
--   register values and masks are 64-bit patterns kept as SQLite's signed integers:
--             printf('0x%016x', x) prints one; the views do.
--   features  vCPU features in the kernel's order, separated by commas; '' is the empty set.
--   NULL      unknown, never zero.
--
-- Nothing is overwritten. A new version is a new row; removing a record only sets removed_at of
-- its rows. In force is, of what was not removed, the host record or snapshot captured last and the
-- VM definition recorded last; between equals the higher id.

-- Canonical bytes, kept once whatever refers to them.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  content BLOB NOT NULL
) STRICT;

-- Names of system registers, by encoding: op0[15:14] op1[13:11] CRn[10:7] CRm[6:3] op2[2:0].
CREATE TABLE register (
  encoding INTEGER PRIMARY KEY CHECK (encoding BETWEEN 0 AND 65535),
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Sets of ID registers, kept once: hosts of one kind and VMs of one configuration share them.
-- The digest is over the rows in order of register: register (2 bytes), value (8), a byte 1 and
-- the mask (8), or a byte 0, each little-endian.
CREATE TABLE id_set (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE id_value (
  set_id INTEGER NOT NULL REFERENCES id_set (id) ON DELETE CASCADE,
  register INTEGER NOT NULL REFERENCES register (encoding),
  value INTEGER NOT NULL,
  writable INTEGER,
  PRIMARY KEY (set_id, register)
) STRICT, WITHOUT ROWID;

-- Hosts -------------------------------------------------------------------------------------------

-- Every name a host was ever called by, recorded or only mentioned.
CREATE TABLE host (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE host_version (
  id INTEGER PRIMARY KEY,
  host_id INTEGER NOT NULL REFERENCES host (id),
  document_id INTEGER NOT NULL REFERENCES document (id),
  captured_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  removed_at INTEGER,
  kernel_release TEXT NOT NULL,
  build_id TEXT,
  boot_id TEXT,
  page_size INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX host_version_once
  ON host_version (host_id, document_id) WHERE removed_at IS NULL;
CREATE INDEX host_version_newest ON host_version (host_id, captured_at, id);

-- The kinds of CPU of a host, in the document's order.
CREATE TABLE host_cpu (
  version_id INTEGER NOT NULL REFERENCES host_version (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  midr INTEGER NOT NULL,
  revidr INTEGER NOT NULL,
  aidr INTEGER,
  cpus INTEGER,
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;

-- What KVM offers a fresh vCPU; id_value holds the limit and the writable mask of each register.
CREATE TABLE host_profile (
  version_id INTEGER NOT NULL REFERENCES host_version (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  cpu INTEGER,
  features TEXT NOT NULL,
  gic TEXT NOT NULL,
  mte INTEGER NOT NULL CHECK (mte IN (0, 1)),
  error TEXT,
  id_set_id INTEGER NOT NULL REFERENCES id_set (id),
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;

-- VMs ---------------------------------------------------------------------------------------------

CREATE TABLE vm (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Definitions. One of origin 'snapshot' has no document: the VM was first met in that snapshot,
-- and its configuration is what the snapshot says. defined_at is recorded_at, or the time of that
-- snapshot's capture if it is earlier.
CREATE TABLE vm_version (
  id INTEGER PRIMARY KEY,
  vm_id INTEGER NOT NULL REFERENCES vm (id),
  origin TEXT NOT NULL CHECK (origin IN ('definition', 'snapshot')),
  document_id INTEGER REFERENCES document (id),
  snapshot_id INTEGER REFERENCES snapshot (id),
  defined_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  removed_at INTEGER,
  uuid TEXT,
  vcpu_count INTEGER NOT NULL,
  features TEXT,
  gic TEXT,
  mte INTEGER CHECK (mte IN (0, 1)),
  created_on TEXT,
  vmm TEXT,
  id_set_id INTEGER NOT NULL REFERENCES id_set (id),
  CHECK ((origin = 'definition') = (document_id IS NOT NULL)),
  CHECK ((origin = 'snapshot') = (snapshot_id IS NOT NULL))
) STRICT;

CREATE INDEX vm_version_newest ON vm_version (vm_id, defined_at, id);
CREATE INDEX vm_version_uuid ON vm_version (uuid) WHERE uuid IS NOT NULL;

-- Captured state ----------------------------------------------------------------------------------

-- Lists of register ids in canonical form, ascending, kept once.
CREATE TABLE register_list (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  registers INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- States of vCPUs, kept once whatever VM, vCPU or time: the ID registers are a set of id_value, the
-- others are content, the packed values of the registers of the list, in its order. digest is that
-- of content.
CREATE TABLE vcpu_state (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  register_list_id INTEGER NOT NULL REFERENCES register_list (id),
  id_set_id INTEGER NOT NULL REFERENCES id_set (id),
  content BLOB NOT NULL,
  UNIQUE (digest, register_list_id, id_set_id)
) STRICT;

CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  vm_id INTEGER NOT NULL REFERENCES vm (id),
  host_id INTEGER REFERENCES host (id),
  captured_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  removed_at INTEGER,
  kernel_release TEXT,
  features TEXT,
  gic TEXT,
  mte INTEGER CHECK (mte IN (0, 1)),
  source_format TEXT NOT NULL,
  source_digest TEXT,
  source_note TEXT
) STRICT;

CREATE UNIQUE INDEX snapshot_once ON snapshot (digest) WHERE removed_at IS NULL;
CREATE INDEX snapshot_newest ON snapshot (vm_id, captured_at, id);

CREATE TABLE snapshot_vcpu (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE,
  vcpu INTEGER NOT NULL,
  state_id INTEGER NOT NULL REFERENCES vcpu_state (id),
  PRIMARY KEY (snapshot_id, vcpu)
) STRICT, WITHOUT ROWID;

-- Where a VM ran, and since when: told by a snapshot or by an operator.
CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  vm_id INTEGER NOT NULL REFERENCES vm (id),
  host_id INTEGER NOT NULL REFERENCES host (id),
  placed_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE INDEX placement_newest ON placement (vm_id, placed_at, id);

-- Verdicts ----------------------------------------------------------------------------------------

-- Names and digests as the verdict has them; the records may have been files that were never stored.
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL UNIQUE REFERENCES document (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('allowed', 'refused', 'undecided')),
  vm TEXT NOT NULL,
  source TEXT,
  target TEXT NOT NULL,
  policy TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  tool_version TEXT NOT NULL,
  model TEXT NOT NULL,
  vm_digest BLOB,
  snapshot_digest BLOB,
  source_digest BLOB,
  target_digest BLOB
) STRICT;

CREATE INDEX verdict_checked ON verdict (checked_at, id);
CREATE INDEX verdict_vm ON verdict (vm, checked_at, id);
CREATE INDEX verdict_target ON verdict (target, checked_at, id);
CREATE INDEX verdict_source ON verdict (source, checked_at, id) WHERE source IS NOT NULL;

CREATE TABLE verdict_finding (
  verdict_id INTEGER NOT NULL REFERENCES verdict (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('refuse', 'undecided', 'warn', 'note')),
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  waived TEXT,
  PRIMARY KEY (verdict_id, position)
) STRICT, WITHOUT ROWID;

-- Views -------------------------------------------------------------------------------------------

-- The record in force of each host.
CREATE VIEW current_host AS
SELECT
  host.name AS host, version.id AS version_id, version.kernel_release, version.build_id,
  version.boot_id, version.page_size,
  datetime(version.captured_at, 'unixepoch') AS captured,
  datetime(version.recorded_at, 'unixepoch') AS recorded,
  lower(hex(document.digest)) AS digest
FROM host
JOIN host_version AS version ON version.id = (
  SELECT id FROM host_version
  WHERE host_id = host.id AND removed_at IS NULL
  ORDER BY captured_at DESC, id DESC LIMIT 1
)
JOIN document ON document.id = version.document_id;

-- The definition in force of each VM.
CREATE VIEW current_vm AS
SELECT
  vm.name AS vm, vm.id AS vm_id, version.id AS version_id, version.origin, version.uuid,
  version.vcpu_count, version.features, version.gic, version.mte, version.created_on, version.vmm,
  version.id_set_id,
  datetime(version.recorded_at, 'unixepoch') AS recorded
FROM vm
JOIN vm_version AS version ON version.id = (
  SELECT id FROM vm_version
  WHERE vm_id = vm.id AND removed_at IS NULL
  ORDER BY defined_at DESC, id DESC LIMIT 1
);

-- The newest snapshot of each VM, with the ID registers of its first vCPU.
CREATE VIEW current_snapshot AS
SELECT
  vm.name AS vm, vm.id AS vm_id, snapshot.id AS snapshot_id, host.name AS host,
  snapshot.kernel_release, snapshot.features, snapshot.gic, snapshot.mte,
  datetime(snapshot.captured_at, 'unixepoch') AS captured,
  datetime(snapshot.recorded_at, 'unixepoch') AS recorded,
  lower(hex(snapshot.digest)) AS digest,
  (
    SELECT state.id_set_id
    FROM snapshot_vcpu JOIN vcpu_state AS state ON state.id = snapshot_vcpu.state_id
    WHERE snapshot_vcpu.snapshot_id = snapshot.id ORDER BY snapshot_vcpu.vcpu LIMIT 1
  ) AS id_set_id
FROM vm
JOIN snapshot ON snapshot.id = (
  SELECT id FROM snapshot
  WHERE vm_id = vm.id AND removed_at IS NULL
  ORDER BY captured_at DESC, id DESC LIMIT 1
)
LEFT JOIN host ON host.id = snapshot.host_id;

-- Where each VM was seen last.
CREATE VIEW current_placement AS
SELECT vm.name AS vm, host.name AS host, datetime(placement.placed_at, 'unixepoch') AS placed
FROM vm
JOIN placement ON placement.id = (
  SELECT id FROM placement
  WHERE vm_id = vm.id AND removed_at IS NULL
  ORDER BY placed_at DESC, id DESC LIMIT 1
)
JOIN host ON host.id = placement.host_id;

-- Limits and writable masks in force: one row a host, profile and register.
CREATE VIEW host_id_register AS
SELECT
  current_host.host, profile.name AS profile, register.name AS register,
  printf('0x%016x', id_value.value) AS "limit",
  CASE WHEN id_value.writable IS NOT NULL THEN printf('0x%016x', id_value.writable) END AS writable,
  id_value.value AS limit_bits, id_value.writable AS writable_bits
FROM current_host
JOIN host_profile AS profile ON profile.version_id = current_host.version_id
JOIN id_value ON id_value.set_id = profile.id_set_id
JOIN register ON register.encoding = id_value.register;

-- ID registers of VMs: from the newest snapshot where it has the register, else from the definition.
CREATE VIEW vm_id_register AS
SELECT
  current_snapshot.vm, register.name AS register, printf('0x%016x', id_value.value) AS value,
  id_value.value AS value_bits, 'snapshot' AS origin
FROM current_snapshot
JOIN id_value ON id_value.set_id = current_snapshot.id_set_id
JOIN register ON register.encoding = id_value.register
UNION ALL
SELECT
  current_vm.vm, register.name, printf('0x%016x', id_value.value), id_value.value, 'definition'
FROM current_vm
JOIN id_value ON id_value.set_id = current_vm.id_set_id
JOIN register ON register.encoding = id_value.register
WHERE current_vm.origin = 'definition'
  AND NOT EXISTS (
    SELECT 1
    FROM current_snapshot JOIN id_value AS captured ON captured.set_id = current_snapshot.id_set_id
    WHERE current_snapshot.vm_id = current_vm.vm_id AND captured.register = id_value.register
  );
