import ArmArchitecture

/// What QEMU says of registers when a migration to an arm64 host fails.
///
/// - Source: QEMU `target/arm/kvm.c` (`write_list_to_kvmstate`, `kvm_print_register_name`) and
///   `target/arm/machine.c` (`handle_cpreg_only_in_incoming_stream`), 11.1.
public struct QEMUMessageLog: Sendable {
  /// One message about one register.
  public enum Message: Hashable, Sendable {
    /// KVM refused the value; the second is what the target holds.
    case refused(RegisterID, value: UInt64, target: UInt64)
    /// The target does not have the register.
    case missing(RegisterID)
    /// The target does not have the register, and QEMU goes on without it.
    case missingTolerated(RegisterID)
  }

  /// The messages, in the order of the log, each once.
  public let messages: [Message]

  /// Takes the messages out of a log; lines about anything else are passed over.
  ///
  /// - Throws: ``ImportError`` for a message that is cut, and for a log without any.
  init(_ text: TextLines) throws(ImportError) {
    var messages: [Message] = []
    for line in text.lines {
      guard let message = try Self.message(line), !messages.contains(message) else { continue }
      messages.append(message)
    }
    if messages.isEmpty { throw .unusable("no line of the file is a message about a register") }
    self.messages = messages
  }

  /// True when a line of the beginning is a message.
  static func recognises(_ head: [UInt8]) -> Bool {
    guard let text = try? TextLines(Array(head[..<(head.lastIndex(of: 0x0a) ?? head.count)]))
    else { return false }
    return text.lines.contains { ((try? message($0)) ?? nil) != nil }
  }

  private static func message(_ line: TextLines.Line) throws(ImportError) -> Message? {
    let text = line.text
    if let start = text.firstRange(of: "Could not set register ")?.upperBound {
      let words = text[start...].split(separator: " ")
      guard let place = words.firstIndex(of: "to"), place + 3 < words.count,
        words[place + 2] == "(is", let register = register(words[..<place]),
        let value = number(words[place + 1]), let target = number(words[place + 3])
      else {
        throw line.error("a register, `to`, a value and `(is` another", found: text[start...])
      }
      return .refused(register, value: value, target: target)
    }
    let tolerated = text.contains("tolerate_cpreg_only_in_incoming_stream")
    guard tolerated || text.contains("in the incoming stream but unknown on the destination"),
      let words = Optional(text.split { " ,".contains($0) }),
      let place = words.firstIndex(where: { $0.hasPrefix("op0:") || $0 == "fw" || $0 == "demux" }),
      let register = register(words[place...])
    else { return nil }
    return tolerated ? .missingTolerated(register) : .missing(register)
  }

  /// `op0:3 op1:0 crn:0 crm:4 op2:0`, `fw reg 0` or `fw feat reg 3`.
  private static func register(_ words: ArraySlice<Substring>) -> RegisterID? {
    var operands: [Substring: Int] = [:]
    for word in words {
      let parts = word.split(separator: ":")
      if parts.count == 2, let number = Int(parts[1]), operands[parts[0]] == nil {
        operands[parts[0]] = number
      }
    }
    if let op0 = operands["op0"], let op1 = operands["op1"], let crn = operands["crn"],
      let crm = operands["crm"], let op2 = operands["op2"]
    {
      return Encoding(op0: op0, op1: op1, crn: crn, crm: crm, op2: op2).map { RegisterID($0) }
    }
    guard let place = words.firstIndex(of: "reg"), place + 1 < words.endIndex,
      let number = UInt64(words[place + 1]), number < 0x1_0000
    else { return nil }
    switch words[..<place].suffix(2).joined(separator: " ") {
    case "fw feat": return RegisterID(rawValue: 0x6030_0000_0016_0000 | number)
    case let name where name.hasSuffix("fw"):
      return RegisterID(rawValue: 0x6030_0000_0014_0000 | number)
    default: return nil
    }
  }

  /// Hexadecimal as QEMU prints it, without a prefix.
  private static func number(_ word: Substring) -> UInt64? {
    let digits = word.hasSuffix(")") ? word.dropLast() : word
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    return UInt64(digits.hasPrefix("0x") ? digits.dropFirst(2) : digits, radix: 16)
  }
}
