import GRDB
import MigrationState

extension StoreWriter {
  /// Records a verdict; the same document again changes nothing.
  ///
  /// - Throws: ``StoreError``.
  @discardableResult
  public func record(_ verdict: VerdictDocument) throws -> RecordOutcome {
    let bytes = verdict.canonicalBytes()
    return try record(verdict, Digest(ofCanonicalForm: bytes), bytes)
  }

  /// Records a verdict whose canonical form is at hand.
  func record(
    _ verdict: VerdictDocument,
    _ digest: Digest,
    _ bytes: [UInt8]
  ) throws -> RecordOutcome {
    let documentID = try documentID(digest, bytes)
    if try id("SELECT id FROM verdict WHERE document_id = ?", [documentID]) != nil {
      return RecordOutcome(digest, isNew: false, isInForce: true)
    }
    let inputs = verdict.inputs
    let verdictID = try insert(
      """
      INSERT INTO verdict (
        document_id, outcome, vm, source, target, policy, checked_at, recorded_at, tool_version,
        model, vm_digest, snapshot_digest, source_digest, target_digest
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        documentID, verdict.verdict.rawValue, verdict.vm, verdict.source, verdict.target,
        verdict.policy.rawValue, verdict.checkedAt.seconds, recordedAt, verdict.toolVersion,
        verdict.model, inputs.vm.flatMap { Digest($0) },
        inputs.snapshot.flatMap { Digest($0) }, inputs.source.flatMap { Digest($0) },
        Digest(inputs.target),
      ]
    )
    for (position, finding) in verdict.findings.enumerated() {
      try run(
        """
        INSERT INTO verdict_finding (verdict_id, position, severity, code, subject, waived)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          verdictID, position, finding.severity.rawValue, finding.code, finding.subject,
          finding.waived,
        ]
      )
    }
    return RecordOutcome(digest, isNew: true, isInForce: true)
  }
}
