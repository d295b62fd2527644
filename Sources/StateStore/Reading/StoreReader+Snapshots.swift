import GRDB
import MigrationState

extension StoreReader {
  /// The newest snapshot of a VM, the one captured last; nil when there is none.
  ///
  /// - Throws: ``StoreError``.
  public func newestSnapshot(ofVM name: String) throws -> StoredSnapshot? {
    try storedSnapshots(
      "WHERE vm.name = :name AND v.id = \(Self.snapshotInForce)",
      ["name": name, "asOf": asOf]
    ).first
  }

  /// The newest snapshot of every VM that has one, by name.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the VMs ever named.
  public func newestSnapshots() throws -> [StoredSnapshot] {
    try storedSnapshots("WHERE v.id = \(Self.snapshotInForce) ORDER BY vm.name", ["asOf": asOf])
  }

  /// The snapshot whose digest begins with some hexadecimal digits; nil when there is none.
  ///
  /// Removed snapshots are not found.
  ///
  /// - Throws: ``StoreError/ambiguous(prefix:digests:)`` when there are several; other
  ///   ``StoreError``.
  public func snapshot(digest prefix: String) throws -> StoredSnapshot? {
    guard let range = DigestPrefix(prefix) else { return nil }
    // Said apart because only the first form can use the index of snapshots not removed.
    let visible =
      asOf == .max ? "v.removed_at IS NULL" : "(v.removed_at IS NULL OR v.removed_at > :asOf)"
    let found = try storedSnapshots(
      """
      WHERE \(visible) AND v.digest BETWEEN :low AND :high
        AND (v.recorded_at <= :asOf OR v.captured_at <= :asOf)
      ORDER BY v.digest
      """,
      ["low": range.low, "high": range.high, "asOf": asOf]
    )
    guard Set(found.map(\.digest)).count < 2 else {
      throw StoreError.ambiguous(prefix: prefix, digests: found.map(\.digest))
    }
    return found.first
  }

  /// Every snapshot of a VM, removed ones too, the one captured first coming first.
  ///
  /// - Throws: ``StoreError``.
  public func snapshotHistory(ofVM name: String) throws -> [StoredSnapshot] {
    try storedSnapshots(
      "WHERE vm.name = :name AND v.recorded_at <= :asOf ORDER BY v.captured_at, v.id",
      ["name": name, "asOf": asOf]
    )
  }

  /// The document of a snapshot, with the registers of every vCPU.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when a state does not decode; other
  ///   ``StoreError``.
  public func document(of snapshot: StoredSnapshot) throws -> SnapshotDocument {
    var document = SnapshotDocument(
      vm: snapshot.vm,
      capturedAt: snapshot.capturedAt,
      source: snapshot.source,
      vcpus: try vcpuStates(of: snapshot)
    )
    document.host = snapshot.host
    document.kernelRelease = snapshot.kernelRelease
    document.vcpuFeatures = snapshot.vcpuFeatures
    document.gic = snapshot.gic
    document.mte = snapshot.mte
    return document
  }

  /// Where a VM was seen last; nil when nobody told.
  ///
  /// - Throws: ``StoreError``.
  public func placement(ofVM name: String) throws -> StoredPlacement? {
    try placements(
      "WHERE vm.name = :name AND v.id = \(Self.placementInForce)",
      ["name": name, "asOf": asOf]
    ).first
  }

  /// Where every VM was seen last, by name of the VM.
  ///
  /// - Throws: ``StoreError``.
  public func placements() throws -> [StoredPlacement] {
    try placements("WHERE v.id = \(Self.placementInForce) ORDER BY vm.name", ["asOf": asOf])
  }

  /// The VMs that were seen on a host last, by name of the VM.
  ///
  /// - Throws: ``StoreError``.
  public func placements(on host: String) throws -> [StoredPlacement] {
    try placements(
      "WHERE host.name = :host AND v.id = \(Self.placementInForce) ORDER BY vm.name",
      ["host": host, "asOf": asOf]
    )
  }

  /// Everywhere a VM was seen, the earliest first.
  ///
  /// - Throws: ``StoreError``.
  public func placementHistory(ofVM name: String) throws -> [StoredPlacement] {
    try placements(
      "WHERE vm.name = :name AND v.recorded_at <= :asOf ORDER BY v.placed_at, v.id",
      ["name": name, "asOf": asOf]
    )
  }

  /// Where a VM was when it was started: placed last when its definition in force was recorded, else
  /// placed first after it; nil when nobody told.
  ///
  /// A VM that is defined anew counts as started anew.
  ///
  /// - Throws: ``StoreError``.
  public func start(ofVM name: String) throws -> StoredPlacement? {
    guard let defined = try vm(name)?.recordedAt else { return nil }
    let placements = try placements(
      """
      WHERE vm.name = :name AND v.recorded_at <= :asOf
        AND (v.removed_at IS NULL OR v.removed_at > :asOf)
      ORDER BY v.placed_at, v.id
      """,
      ["name": name, "asOf": asOf]
    )
    return Self.start(of: placements, defined: defined)
  }

  /// The hosts that VMs were on when they were started, as ``start(ofVM:)`` tells, by name of the VM.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in all placements; one query.
  public func starts(of vms: [StoredVM]) throws -> [String: String] {
    let defined = Dictionary(vms.map { ($0.name, $0.recordedAt) }) { first, _ in first }
    let placements = try placements(
      """
      WHERE v.recorded_at <= :asOf AND (v.removed_at IS NULL OR v.removed_at > :asOf)
      ORDER BY v.vm_id, v.placed_at, v.id
      """,
      ["asOf": asOf]
    )
    var starts: [String: String] = [:]
    for (vm, own) in Dictionary(grouping: placements, by: \.vm) {
      if let defined = defined[vm] { starts[vm] = Self.start(of: own, defined: defined)?.host }
    }
    return starts
  }

  /// Of the placements of a VM in order: the last one before its definition, else the first.
  private static func start(
    of placements: [StoredPlacement],
    defined: Timestamp
  ) -> StoredPlacement? {
    placements.last { $0.recordedAt < defined } ?? placements.first
  }

  static let snapshotInForce = inForce("snapshot", of: "vm", latest: "captured_at")
  static let placementInForce = inForce("placement", of: "vm", latest: "placed_at")

  private func storedSnapshots(_ clauses: String, _ arguments: StatementArguments) throws
    -> [StoredSnapshot]
  {
    let sql = """
      SELECT v.*, vm.name AS vm, host.name AS host
      FROM vm
      JOIN snapshot AS v ON v.vm_id = vm.id
      LEFT JOIN host ON host.id = v.host_id
      \(clauses)
      """
    return try all(sql, arguments) { try StoredSnapshot($0) }
  }

  private func placements(_ clauses: String, _ arguments: StatementArguments) throws
    -> [StoredPlacement]
  {
    let sql = """
      SELECT v.*, vm.name AS vm, host.name AS host
      FROM vm
      JOIN placement AS v ON v.vm_id = vm.id
      JOIN host ON host.id = v.host_id
      \(clauses)
      """
    return try all(sql, arguments) { StoredPlacement($0) }
  }
}
