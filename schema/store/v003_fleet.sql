-- Version 3: labels on hosts. A pool is the hosts that have the label of key 'pool' with its name.
--
-- Setting a key removes its earlier values and adds rows; nothing is overwritten. A label belongs to
-- the host's name, whatever record of the host is in force.

CREATE TABLE host_label (
  id INTEGER PRIMARY KEY,
  host_id INTEGER NOT NULL REFERENCES host (id),
  key TEXT NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL CHECK (value <> ''),
  recorded_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX host_label_once
  ON host_label (host_id, key, value) WHERE removed_at IS NULL;
CREATE INDEX host_label_value ON host_label (key, value);

-- The labels in force.
CREATE VIEW current_host_label AS
SELECT host.name AS host, host_label.key, host_label.value,
  datetime(host_label.recorded_at, 'unixepoch') AS recorded
FROM host_label JOIN host ON host.id = host_label.host_id
WHERE host_label.removed_at IS NULL;
