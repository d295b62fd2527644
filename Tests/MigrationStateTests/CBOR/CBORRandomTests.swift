import TestSupport
import Testing

@testable import MigrationState

@Suite("CBOR at random")
struct CBORRandomTests {
  private func randomNumber(_ random: inout SeededGenerator) -> UInt64 {
    random.next() >> UInt64.random(in: 0...63, using: &random)
  }

  private func randomText(_ random: inout SeededGenerator) -> [UInt8] {
    let scalars = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
      Unicode.Scalar(UInt32(truncatingIfNeeded: randomNumber(&random)) & 0xFFFF)
    }
    return Array(String(String.UnicodeScalarView(scalars)).utf8)
  }

  private func randomItem(depth: Int, _ random: inout SeededGenerator) -> CBORItem {
    switch Int.random(in: 0...(depth == 0 ? 5 : 8), using: &random) {
    case 0: return .unsigned(randomNumber(&random))
    case 1: return .negative(randomNumber(&random) >> 1)
    case 2: return .bytes(randomText(&random))
    case 3: return .text(randomText(&random))
    case 4: return .bool(Bool.random(using: &random))
    case 5: return .null
    case 6: return .tag(randomNumber(&random), randomItem(depth: depth - 1, &random))
    case 7:
      return .array(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in
          randomItem(depth: depth - 1, &random)
        }
      )
    default:
      let keys: [CBORItem] = (0..<Int.random(in: 0...30, using: &random)).map { number in
        Bool.random(using: &random)
          ? .unsigned(UInt64(number * 13)) : .text(Array("\(number)".utf8) + randomText(&random))
      }
      // The model of the order: by encoded bytes.
      let sorted = keys.map { key in (key, (try? key.encoded()) ?? []) }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
      return .map(sorted, sorted.map { _ in randomItem(depth: depth - 1, &random) })
    }
  }

  @Test("what is written is read back, and skipped as one item", arguments: 1...200)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let item = randomItem(depth: 3, &random)
    let encoded = try item.encoded()
    #expect(try CBORItem(only: encoded) == item, "seed \(seed)")
    var decoder = CBORDecoder(encoded)
    #expect(try decoder.skipItem() == encoded.indices, "seed \(seed)")
  }

  /// One item with every type, nested, with lengths of one and two bytes.
  private func sample() throws -> (item: CBORItem, encoded: [UInt8]) {
    let name = CBORItem.text(Array("rack2-07 é€😀".utf8))
    let item = CBORItem.map(
      [.unsigned(1), .unsigned(300), .text(Array("a".utf8)), .text(Array("bc".utf8))],
      [
        .array([.unsigned(0), .unsigned(23), .unsigned(24), .unsigned(65536), .unsigned(.max)]),
        .tag(1000, .map([.unsigned(0), .unsigned(7)], [.null, .negative(500)])),
        .array([.bool(true), .bool(false), .bytes(Array(0..<30)), name]),
        .array([.array([.array([])]), .bytes([])]),
      ]
    )
    return (item, try item.encoded())
  }

  @Test("every truncation is refused, and every byte that follows")
  func truncation() throws {
    let encoded = try sample().encoded
    #expect(try CBORItem(only: encoded) == sample().item)
    for length in encoded.indices {
      #expect(throws: CBORError.self, "\(length) bytes") {
        try CBORItem(only: Array(encoded[..<length]))
      }
      var decoder = CBORDecoder(encoded, in: 0..<length)
      #expect(throws: CBORError.self, "\(length) bytes") { try decoder.skipItem() }
    }
    for byte in UInt8.min...UInt8.max {
      #expect(throws: CBORError(offset: encoded.count, reason: .trailingBytes(1))) {
        try CBORItem(only: encoded + [byte])
      }
    }
  }

  @Test("every change of a single byte is refused or gives another value, and only one spelling")
  func flips() throws {
    let (item, encoded) = try sample()
    var decodedOnes = 0
    for position in encoded.indices {
      for byte in UInt8.min...UInt8.max where byte != encoded[position] {
        var changed = encoded
        changed[position] = byte
        guard let other = try? CBORItem(only: changed) else { continue }
        decodedOnes += 1
        #expect(other != item, "byte \(position) = \(byte)")
        if let again = try? other.encoded() {
          #expect(again == changed, "byte \(position) = \(byte)")
        }
      }
    }
    // Changes inside of strings and numbers do decode, so that both outcomes were seen.
    #expect(decodedOnes > 1000)
    #expect(decodedOnes < encoded.count * 255)
  }

  @Test("random bytes that decode are the only spelling of their value", arguments: 1...20)
  func randomBytes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let noise = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      var decoder = CBORDecoder(noise)
      guard let item = try? CBORItem(from: &decoder), let again = try? item.encoded() else {
        continue
      }
      #expect(again == Array(noise[..<decoder.offset]), "seed \(seed)")
    }
  }
}
