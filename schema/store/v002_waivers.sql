-- Version 2: waivers.
--
-- A waiver is never changed: revoking it adds a row. It holds from created_at until expires_at or,
-- if it comes first, revoked_at. Verdicts name it by its id in verdict_finding.waived.

CREATE TABLE waiver (
  id INTEGER PRIMARY KEY,
  -- 'w' and the first 12 hexadecimal digits of the SHA-256 of code, subject, scope, scope_name,
  -- reason, expiry as the tool prints it, and occurrence, separated by NUL bytes.
  name TEXT NOT NULL UNIQUE,
  -- How often the same waiver was granted before.
  occurrence INTEGER NOT NULL,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('vm', 'pool', 'host-class')),
  scope_name TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The newest id of host_version when it was granted, 0 without one: a waiver for a VM or pool no
  -- longer holds for a host whose CPU or kernel build is another than in its record of then.
  host_version_id INTEGER NOT NULL
) STRICT;

CREATE INDEX waiver_scope ON waiver (scope, scope_name);

CREATE TABLE waiver_revocation (
  waiver_id INTEGER PRIMARY KEY REFERENCES waiver (id),
  revoked_at INTEGER NOT NULL,
  revoked_by TEXT NOT NULL
) STRICT;

-- The waivers that hold now.
CREATE VIEW current_waiver AS
SELECT
  waiver.name AS waiver, waiver.code, waiver.subject, waiver.scope, waiver.scope_name,
  waiver.reason, waiver.created_by,
  datetime(waiver.created_at, 'unixepoch') AS created,
  datetime(waiver.expires_at, 'unixepoch') AS expires
FROM waiver
WHERE waiver.expires_at > unixepoch('now')
  AND NOT EXISTS (SELECT 1 FROM waiver_revocation WHERE waiver_id = waiver.id);
