import GRDB

extension StoreReader {
  /// The labels of all hosts, by host, key and value.
  ///
  /// - Throws: ``StoreError``.
  public func labels() throws -> [HostLabel] {
    try labels("")
  }

  /// The labels of a host, by key and value.
  ///
  /// - Throws: ``StoreError``.
  public func labels(ofHost name: String) throws -> [HostLabel] {
    try labels("AND host.name = :name", ["name": name])
  }

  /// The names of the hosts in a pool, sorted, whether or not they have a record in force.
  ///
  /// - Throws: ``StoreError``.
  public func hosts(inPool name: String) throws -> [String] {
    try labels(
      "AND label.key = :key AND label.value = :name",
      ["key": HostLabel.pool, "name": name]
    ).map(\.host)
  }

  private func labels(
    _ clauses: String,
    _ arguments: StatementArguments = StatementArguments()
  ) throws -> [HostLabel] {
    let sql = """
      SELECT host.name, label.key, label.value
      FROM host_label AS label JOIN host ON host.id = label.host_id
      WHERE label.recorded_at <= :asOf AND (label.removed_at IS NULL OR label.removed_at > :asOf)
        \(clauses)
      ORDER BY host.name, label.key, label.value
      """
    return try rows(sql, arguments + ["asOf": asOf]).map {
      HostLabel(host: $0[0], key: $0[1], value: $0[2])
    }
  }
}
