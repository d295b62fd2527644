import ArmArchitecture
import GRDB
import MigrationState

extension StoreWriter {
  /// Records a host under the name in its document.
  ///
  /// The version captured last is in force; of two captured at the same time, the one recorded
  /// last. The same document again changes nothing, unless the host was removed in between.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the registers of the document.
  @discardableResult
  public func record(_ host: HostDocument) throws -> RecordOutcome {
    let bytes = host.canonicalBytes()
    return try record(host, Digest(ofCanonicalForm: bytes), bytes)
  }

  /// Records a host whose canonical form is at hand.
  func record(_ host: HostDocument, _ digest: Digest, _ bytes: [UInt8]) throws -> RecordOutcome {
    let hostID = try nameID(host.name, in: .host)
    let documentID = try documentID(digest, bytes)
    let live = """
      SELECT id FROM host_version
      WHERE host_id = ? AND document_id = ? AND removed_at IS NULL
      """
    if let version = try id(live, [hostID, documentID]) {
      let isInForce = try reader.host(host.name)?.id == version
      return RecordOutcome(digest, isNew: false, isInForce: isInForce)
    }
    let version = try insert(
      """
      INSERT INTO host_version (
        host_id, document_id, captured_at, recorded_at, kernel_release, build_id, boot_id,
        page_size
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        hostID, documentID, host.capturedAt.seconds, recordedAt, host.kernelRelease, host.buildId,
        host.bootId, host.pageSize,
      ]
    )
    for (position, cpu) in host.cpus.enumerated() {
      try insert(cpu, at: position, of: version)
    }
    for (position, profile) in host.vcpuProfiles.enumerated() {
      try insert(profile, at: position, of: version)
    }
    let isInForce = try reader.host(host.name)?.id == version
    return RecordOutcome(digest, isNew: true, isInForce: isInForce)
  }

  /// Removes a host: it is no longer listed, its history and the verdicts about it stay.
  ///
  /// - Returns: False when there is no record of it.
  /// - Throws: ``StoreError``.
  public func removeHost(_ name: String) throws -> Bool {
    try run(
      """
      UPDATE host_version SET removed_at = ?
      WHERE host_id = (SELECT id FROM host WHERE name = ?) AND removed_at IS NULL
      """,
      [recordedAt, name]
    )
    return database.changesCount > 0
  }

  private func insert(_ cpu: CPUIdentity, at position: Int, of version: Int64) throws {
    try run(
      """
      INSERT INTO host_cpu (version_id, position, midr, revidr, aidr, cpus)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        version, position, Int64(bitPattern: cpu.midr), Int64(bitPattern: cpu.revidr),
        cpu.aidr.map { Int64(bitPattern: $0) }, cpu.count,
      ]
    )
  }

  private func insert(_ profile: VCPUProfileRecord, at position: Int, of version: Int64) throws {
    let set = IDSet(profile.registers, masks: profile.writableMasks ?? [:])
    try run(
      """
      INSERT INTO host_profile (
        version_id, position, name, cpu, features, gic, mte, error, id_set_id
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        version, position, profile.name, profile.cpu, profile.vcpuFeatures.text,
        profile.gic.rawValue, profile.mte, profile.error, try idSetID(set),
      ]
    )
  }
}
