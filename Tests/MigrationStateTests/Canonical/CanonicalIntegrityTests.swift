import MigrationState
import Testing

@Suite("Damage to a canonical form")
struct CanonicalIntegrityTests {
  /// The shortest of some forms, among those whose content is not next to nothing.
  private static func small(_ kind: DocumentKind) -> [UInt8] {
    let forms = (0..<30 as Range<UInt64>).map { seed in
      var random = RandomDocuments(seed: seed)
      switch kind {
      case .host: return random.host().canonicalBytes()
      case .vm: return random.vm().canonicalBytes()
      case .snapshot: return random.snapshot().canonicalBytes()
      case .verdict: return random.verdict().canonicalBytes()
      }
    }
    return forms.filter { $0.count >= 200 }.min { $0.count < $1.count } ?? []
  }

  private static func decode(_ kind: DocumentKind, _ bytes: [UInt8]) throws(CanonicalError) {
    switch kind {
    case .host: _ = try HostDocument(canonical: bytes)
    case .vm: _ = try VMDocument(canonical: bytes)
    case .snapshot: _ = try SnapshotDocument(canonical: bytes)
    case .verdict: _ = try VerdictDocument(canonical: bytes)
    }
  }

  private static func isRefused(_ kind: DocumentKind, _ bytes: [UInt8]) -> Bool {
    do throws(CanonicalError) {
      try decode(kind, bytes)
      return false
    } catch {
      return 0...bytes.count ~= error.offset
    }
  }

  @Test("every change of a single byte of a snapshot is refused")
  func changes() throws {
    let bytes = Self.small(.snapshot)
    try Self.decode(.snapshot, bytes)
    #expect(200...300 ~= bytes.count)
    for place in bytes.indices {
      var changed = bytes
      for byte in UInt8.min...UInt8.max where byte != bytes[place] {
        changed[place] = byte
        if !Self.isRefused(.snapshot, changed) { Issue.record("byte \(place) = \(byte)") }
      }
    }
  }

  @Test("every change of a single bit is refused", arguments: DocumentKind.allCases)
  func flips(kind: DocumentKind) throws {
    let bytes = Self.small(kind)
    try Self.decode(kind, bytes)
    for place in bytes.indices {
      var changed = bytes
      for bit in 0..<8 {
        changed[place] = bytes[place] ^ 1 << UInt8(bit)
        if !Self.isRefused(kind, changed) { Issue.record("byte \(place) bit \(bit)") }
      }
    }
  }

  @Test(
    "every truncation is refused, and every byte that follows",
    arguments: DocumentKind.allCases
  )
  func truncations(kind: DocumentKind) {
    let bytes = Self.small(kind)
    for length in bytes.indices {
      #expect(Self.isRefused(kind, Array(bytes[..<length])), "\(length) bytes")
    }
    for byte in UInt8.min...UInt8.max { #expect(Self.isRefused(kind, bytes + [byte])) }
  }
}
