import GRDB
import MigrationState

extension StoreReader {
  /// The recorded verdicts that pass a filter, the one judged last coming first.
  ///
  /// As of a moment, those judged at or before it.
  ///
  /// - Throws: ``StoreError``.
  public func verdicts(_ filter: VerdictFilter = VerdictFilter()) throws -> [StoredVerdict] {
    var clauses = ["v.checked_at <= :asOf"]
    var arguments: StatementArguments = ["asOf": asOf]
    if let vm = filter.vm {
      clauses.append("v.vm = :vm")
      arguments += ["vm": vm]
    }
    if let host = filter.host {
      clauses.append("(v.source = :host OR v.target = :host)")
      arguments += ["host": host]
    }
    if let verdict = filter.verdict {
      clauses.append("v.outcome = :outcome")
      arguments += ["outcome": verdict.rawValue]
    }
    if let since = filter.since {
      clauses.append("v.checked_at >= :since")
      arguments += ["since": since.seconds]
    }
    arguments += ["limit": filter.limit ?? -1]
    return try storedVerdicts(
      "WHERE \(clauses.joined(separator: " AND ")) "
        + "ORDER BY v.checked_at DESC, v.id DESC LIMIT :limit",
      arguments
    )
  }

  /// The verdict whose digest begins with some hexadecimal digits; nil when there is none.
  ///
  /// - Throws: ``StoreError/ambiguous(prefix:digests:)`` when there are several; other
  ///   ``StoreError``.
  public func verdict(digest prefix: String) throws -> StoredVerdict? {
    guard let range = DigestPrefix(prefix) else { return nil }
    let found = try storedVerdicts(
      "WHERE document.digest BETWEEN :low AND :high ORDER BY document.digest",
      ["low": range.low, "high": range.high]
    )
    guard found.count < 2 else {
      throw StoreError.ambiguous(prefix: prefix, digests: found.map(\.digest))
    }
    return found.first
  }

  /// The document of a verdict, with its findings.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when it does not decode; other ``StoreError``.
  public func document(of verdict: StoredVerdict) throws -> VerdictDocument {
    let content = try content(verdict.digest)
    return try Self.decoding("verdict \(verdict.digest)") { () throws(CanonicalError) in
      try VerdictDocument(canonical: content)
    }
  }

  private func storedVerdicts(_ clauses: String, _ arguments: StatementArguments) throws
    -> [StoredVerdict]
  {
    let sql = """
      SELECT v.*, document.digest
      FROM verdict AS v JOIN document ON document.id = v.document_id
      \(clauses)
      """
    return try rows(sql, arguments).map { try StoredVerdict($0) }
  }
}
