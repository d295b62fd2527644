import Foundation
import MigrationState
import Testing

/// By default 400 documents, to keep a debug build's run short; as many as the environment's
/// `MIGRATE_CHECK_RANDOM_DOCUMENTS` says otherwise, 10000 before a release.
@Suite("The canonical form of documents at random")
struct CanonicalRandomTests {
  static let count =
    ProcessInfo.processInfo.environment["MIGRATE_CHECK_RANDOM_DOCUMENTS"].flatMap { Int($0) }
    ?? 400

  @Test("documents come back from canonical form and JSON", arguments: DocumentKind.allCases)
  func roundTrip(kind: DocumentKind) throws {
    for seed in 0..<UInt64(Self.count / DocumentKind.allCases.count) {
      var random = RandomDocuments(seed: seed)
      switch kind {
      case .host: try check(random.host(), seed, json: \.json, Self.host)
      case .vm: try check(random.vm(), seed, json: \.json, Self.vm)
      case .snapshot: try check(random.snapshot(), seed, json: \.json, Self.snapshot)
      case .verdict:
        try check(random.verdict(), seed, json: \.json) {
          try VerdictDocument($0, unknownKeys: &$1)
        }
      }
    }
  }

  /// A document, its canonical form and its JSON each give the other two.
  private func check<Value: CanonicalDocument>(
    _ document: Value,
    _ seed: UInt64,
    json: (Value) -> JSONOutput,
    _ decode: (JSONCursor, inout [JSONPath]) throws -> Value
  ) throws {
    let bytes = document.canonicalBytes()
    let again = try Value(canonical: bytes)
    #expect(again == document, "\(Value.kind) seed \(seed)")
    #expect(document.digest.bytes == Array(bytes.suffix(32)), "\(Value.kind) seed \(seed)")
    let text = JSONWriter().string(json(document))
    var unknown: [JSONPath] = []
    let parsed = try decode(JSONDocument(parsing: Array(text.utf8)).cursor, &unknown)
    #expect(parsed.canonicalBytes() == bytes, "\(Value.kind) seed \(seed)")
    #expect(unknown.isEmpty, "\(Value.kind) seed \(seed)")
  }

  private static func host(
    _ cursor: JSONCursor,
    _ unknown: inout [JSONPath]
  ) throws -> HostDocument {
    guard case .host(let host) = try Document(cursor, unknownKeys: &unknown) else {
      throw CocoaError(.coderReadCorrupt)
    }
    return host
  }

  private static func vm(_ cursor: JSONCursor, _ unknown: inout [JSONPath]) throws -> VMDocument {
    guard case .vm(let vm) = try Document(cursor, unknownKeys: &unknown) else {
      throw CocoaError(.coderReadCorrupt)
    }
    return vm
  }

  private static func snapshot(
    _ cursor: JSONCursor,
    _ unknown: inout [JSONPath]
  ) throws -> SnapshotDocument {
    guard case .snapshot(let snapshot) = try Document(cursor, unknownKeys: &unknown) else {
      throw CocoaError(.coderReadCorrupt)
    }
    return snapshot
  }
}
