import Foundation
import TestSupport

/// The calls that a capture made on a real host, and what each answered: lines `CALL = ANSWER`.
///
/// A VM is a number, in the order of creation. Equal calls answer in the order recorded.
final class RecordedTrace {
  private var answers: [String: ArraySlice<String>] = [:]
  /// The content of files that were read.
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var log: [String] = []
  private(set) var userRegisters: [(encoding: UInt16, value: UInt64)] = []
  private(set) var system: [String] = []
  /// The answers about capabilities, which may be asked for more than once.
  private(set) var capabilities: [Int: String] = [:]
  /// Calls that the recording does not have.
  private(set) var unknownCalls: [String] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      guard let separator = line.range(of: " = ") else { continue }
      let call = String(line[..<separator.lowerBound])
      let answer = String(line[separator.upperBound...])
      let words = call.split(separator: " ")
      switch words[0] {
      case "file": files[String(words[1])] = Self.bytes(answer)
      case "log": log.append(answer)
      case "user": userRegisters.append((UInt16(Self.number(words[1])), Self.number(answer)))
      case "capability": capabilities[Int(Self.number(words[1]))] = answer
      case "system": system = words.dropFirst().map(String.init)
      default: answers[call, default: []].append(answer)
      }
    }
  }

  static func resource(_ name: String) throws -> RecordedTrace {
    let data = try Fixtures.data("Tests/Resources/HostCapture/\(name).trace.xz")
    return RecordedTrace(String(decoding: data, as: UTF8.self))
  }

  /// The answer to a call; a call that was not recorded is noted and answers ENOSYS.
  func answer(_ call: String) -> String {
    guard let answer = answers[call]?.popFirst() else {
      unknownCalls.append(call)
      return "-38"
    }
    return answer
  }

  /// The number of answers that nobody asked for.
  var unusedCount: Int { answers.values.reduce(0) { $0 + $1.count } }

  /// A number, decimal or after 0x hexadecimal.
  static func number(_ text: some StringProtocol) -> UInt64 {
    text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) ?? 0 : UInt64(text) ?? 0
  }

  /// Bytes, two digits each.
  static func bytes(_ digits: some StringProtocol) -> [UInt8] {
    let digits = Array(digits.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16) ?? 0
    }
  }
}
