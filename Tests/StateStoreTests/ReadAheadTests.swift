import Dispatch
import Testing

@testable import StateStore

@Suite struct ReadAheadTests {
  private struct Failure: Error, Equatable {
    let number: Int
  }

  @Test("elements come in order and completely", arguments: [0, 1, 3, 5_000])
  func order(count: Int) throws {
    let numbers = ReadAhead<Int> { use in
      for number in 0..<count { try use(number, 1 << 14) }
    }
    var seen: [Int] = []
    try numbers.forEach { seen.append($0) }
    #expect(seen == Array(0..<count))
  }

  @Test("what the producer throws comes after the elements before", arguments: [0, 1, 99, 100])
  func producerFails(count: Int) {
    let numbers = ReadAhead<Int> { use in
      for number in 0..<count { try use(number, 1 << 16) }
      throw Failure(number: count)
    }
    var seen = 0
    #expect(throws: Failure(number: count)) { try numbers.forEach { _ in seen += 1 } }
    #expect(seen == count)
  }

  @Test("a user who fails ends the producer, wherever it is", arguments: [0, 1, 17, 400])
  func userFails(after count: Int) {
    let ended = DispatchSemaphore(value: 0)
    for _ in 0..<20 {
      let numbers = ReadAhead<Int> { use in
        defer { ended.signal() }
        var number = 0
        // Ends only because nobody takes more.
        while true {
          try use(number, 1 << 16)
          number += 1
        }
      }
      #expect(throws: Failure(number: count)) {
        try numbers.forEach { if $0 == count { throw Failure(number: count) } }
      }
    }
    for _ in 0..<20 { #expect(ended.wait(timeout: .now() + .seconds(60)) == .success) }
  }
}
