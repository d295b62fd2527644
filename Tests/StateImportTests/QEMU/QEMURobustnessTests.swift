import MigrationState
import Testing

@testable import StateImport

/// A damaged stream converts, where only guest memory or a value is hit, or is refused with the
/// place and the reason.
@Suite struct QEMURobustnessTests {
  private static let name = "kvm-n1-7.3-q11"

  @Test("a stream that is cut at every 97th byte is refused with an offset")
  func truncated() throws {
    let bytes = try #require(Resources.streams[Self.name])
    for count in stride(from: 97, to: bytes.count, by: 97) {
      let error = #expect(throws: ImportError.self) {
        try StateImporter.snapshot(Array(bytes[..<count]))
      }
      guard case .malformed(let offset, _, _)? = error else {
        Issue.record("cut at \(count): \(error.map { "\($0)" } ?? "read")")
        continue
      }
      #expect(offset <= count)
    }
  }

  @Test("a stream with every 61st byte flipped is read or refused with an offset")
  func flipped() throws {
    let bytes = try #require(Resources.streams[Self.name])
    var converted = 0
    for place in stride(from: 0, to: bytes.count, by: 61) {
      var damaged = bytes
      damaged[place] ^= 0xff
      do {
        _ = try StateImporter.document(damaged, as: .qemu)
        converted += 1
      } catch ImportError.malformed(let offset, _, _) {
        #expect(offset <= bytes.count)
      }
    }
    #expect(converted > 100)
    #expect(converted < bytes.count / 61)
  }
}
