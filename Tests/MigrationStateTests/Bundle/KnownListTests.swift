import TestSupport
import Testing

@testable import MigrationState

/// Snapshots that follow one with the same list of registers, whose values are not all looked at again.
@Suite struct KnownListTests {
  /// What became of the last document of a bundle: the document, or the error and how far from the end
  /// of the document it stands.
  private enum Outcome: Equatable {
    case read(BundleItem)
    case refused(BundleError.Reason, fromEnd: Int)
  }

  private func outcome(_ documents: [[UInt8]]) throws -> Outcome {
    var bytes: [UInt8] = []
    var writer = try BundleWriter { bytes += $0 }
    for document in documents { try writer.append(canonical: document) }
    let end = bytes.count
    try writer.finish()
    var rest = bytes[...]
    var reader = BundleReader { most in
      defer { rest = rest.dropFirst(most) }
      return Array(rest.prefix(most))
    }
    var last: BundleItem?
    do {
      while let item = try reader.next() { last = item }
    } catch let error as BundleError {
      #expect(error.item == documents.count)
      return .refused(error.reason, fromEnd: end - error.offset)
    }
    return .read(try #require(last))
  }

  @Test("a changed byte has the same effect after a sound snapshot as without it")
  func mutated() throws {
    let file = Fixtures.root.appending(path: "samples/snapshots/max-linux-7.3.4.all.json")
    guard case .snapshot(var snapshot) = try DocumentFiles.read(file).document else {
      Issue.record("a snapshot is expected")
      return
    }
    snapshot.vcpus.append(VCPUState(index: 1, registers: snapshot.vcpus[0].registers))
    let good = snapshot.canonicalBytes()
    let supported = [(kind: DocumentKind.snapshot.rawValue, version: UInt64(1))]
    let content = Array(good[try CanonicalItem(only: good, supported: supported).content])
    var random = SeededGenerator(seed: 21)
    var refused = 0
    for _ in 0..<600 {
      var content = content
      let place = Int.random(in: content.indices, using: &random)
      content[place] = UInt8.random(in: 0...255, using: &random)
      if Bool.random(using: &random) {
        let end = min(content.count, place + Int.random(in: 0...3, using: &random))
        content.removeSubrange(place..<end)
      }
      let mutated = CanonicalItem.encode(
        kind: DocumentKind.snapshot.rawValue,
        version: 1,
        content: content
      )
      let alone = try outcome([mutated])
      #expect(try outcome([good, mutated]) == alone, "byte \(place)")
      if case .refused = alone { refused += 1 }
    }
    #expect(refused > 100)
    #expect(refused < 600)
  }

  @Test("a text with U+0000 is refused, which SQLite would cut")
  func zero() throws {
    let file = Fixtures.root.appending(path: "samples/snapshots/max-linux-7.3.4.all.json")
    guard case .snapshot(var snapshot) = try DocumentFiles.read(file).document else {
      Issue.record("a snapshot is expected")
      return
    }
    snapshot.source.note = "before\0after"
    #expect(throws: CanonicalError.self) {
      try SnapshotDocument(canonical: snapshot.canonicalBytes())
    }
    let json = try JSONDocument(parsing: Array(#""before\u0000after""#.utf8))
    #expect(throws: DocumentError.self) { try json.cursor.string() }
  }
}
