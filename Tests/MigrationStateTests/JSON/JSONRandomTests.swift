import Testing

@testable import MigrationState

@Suite("JSON at random")
struct JSONRandomTests {
  private func randomString(_ random: inout SplitMix64) -> String {
    let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
      Unicode.Scalar(
        UInt32.random(
          in: 0...[0x7F, 0x7FF, 0x10FFFF][Int.random(in: 0...2, using: &random)],
          using: &random
        )
      )
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private func randomValue(depth: Int, _ random: inout SplitMix64) -> JSONOutput {
    switch Int.random(in: 0...(depth == 0 ? 3 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int.random(in: .min ... .max, using: &random))
    case 3: return .string(randomString(&random))
    case 4:
      return .array(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          randomValue(depth: depth - 1, &random)
        }
      )
    default:
      return .object(
        (0..<Int.random(in: 0...12, using: &random)).map {
          .init("\($0)" + randomString(&random), randomValue(depth: depth - 1, &random))
        }
      )
    }
  }

  @Test("what is written is read back, in either layout", arguments: 1...200)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = randomValue(depth: 4, &random)
    for layout in [JSONWriter.Layout.compact, .pretty] {
      var bytes: [UInt8] = []
      JSONWriter(layout).write(value, to: &bytes)
      let document = try JSONDocument(parsing: bytes)
      #expect(JSONOutput(document.root) == value, "seed \(seed)")
    }
  }

  @Test("every truncation of an object is refused")
  func truncation() throws {
    let bytes = Array(#"{"a":[1.5e3,"é\ud83d\ude00",{"b":null}],"c":true}"#.utf8)
    _ = try JSONDocument(parsing: bytes)
    for length in bytes.indices {
      #expect(throws: JSONSyntaxError.self, "\(length) bytes") {
        try JSONDocument(parsing: Array(bytes[..<length]))
      }
    }
  }

  @Test("a changed byte makes an error inside of the text, or another text", arguments: 1...20)
  func mutation(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var original: [UInt8] = []
    JSONWriter(.pretty).write(randomValue(depth: 4, &random), to: &original)
    for _ in 0..<200 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      do {
        let document = try JSONDocument(parsing: bytes)
        // Whatever was accepted means the same when it is written again.
        let value = JSONOutput(document.root)
        let again = try JSONDocument(parsing: Array(JSONWriter().string(value).utf8))
        #expect(JSONOutput(again.root) == value, "seed \(seed)")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed)")
      }
    }
  }
}
