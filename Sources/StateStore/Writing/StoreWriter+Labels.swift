import GRDB

extension StoreWriter {
  /// Gives a host the values of a key, instead of those it had; no value removes the key.
  ///
  /// The host needs no record.
  ///
  /// - Throws: ``StoreError``.
  public func label(host: String, key: String, values: Set<String>) throws {
    let id = try nameID(host, in: .host)
    let had = Set(try reader.labels(ofHost: host).filter { $0.key == key }.map(\.value))
    for value in had.subtracting(values).sorted() {
      try run(
        """
        UPDATE host_label SET removed_at = ?
        WHERE host_id = ? AND key = ? AND value = ? AND removed_at IS NULL
        """,
        [recordedAt, id, key, value]
      )
    }
    for value in values.subtracting(had).sorted() {
      try run(
        "INSERT INTO host_label (host_id, key, value, recorded_at) VALUES (?, ?, ?, ?)",
        [id, key, value, recordedAt]
      )
    }
  }
}
