import ArmArchitecture
import KVMEnforcement

/// Decodes the parts that our documents share, and collects what only deserves a warning.
struct DocumentDecoder {
  /// The paths of keys that no schema knows, in the order met.
  var unknownKeys: [JSONPath] = []

  /// Decodes an object and notes the keys that `body` did not ask for.
  mutating func object<Value>(
    _ cursor: JSONCursor,
    _ body: (inout DocumentDecoder, inout JSONObjectReader) throws(DocumentError) -> Value
  ) throws(DocumentError) -> Value {
    var reader = try cursor.object()
    let value = try body(&self, &reader)
    unknownKeys += reader.unknownPaths()
    return value
  }

  /// Reads the key `schema` and refuses any other schema than the expected one.
  func schema(_ expected: String, _ reader: inout JSONObjectReader) throws(DocumentError) {
    let cursor = try reader.required("schema")
    guard try cursor.string() == expected else {
      throw cursor.error(.other("expected schema \(expected)"))
    }
  }

  /// A name that the store and the command line can carry.
  func name(_ cursor: JSONCursor) throws(DocumentError) -> String {
    let text = try cursor.string()
    if let reason = DocumentName.refusal(text) { throw cursor.error(.other(reason)) }
    return text
  }

  /// A moment, RFC 3339.
  func timestamp(_ cursor: JSONCursor) throws(DocumentError) -> Timestamp {
    guard let timestamp = Timestamp(try cursor.string()) else {
      throw cursor.error(.other("expected a time such as 2026-11-22T09:10:00Z"))
    }
    return timestamp
  }

  /// One of the raw values of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ cursor: JSONCursor,
    _: Choice.Type = Choice.self
  ) throws(DocumentError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try cursor.string()) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw cursor.error(.other("expected one of \(choices)"))
    }
    return choice
  }

  /// A set of vCPU features, each at most once.
  func vcpuFeatures(_ cursor: JSONCursor) throws(DocumentError) -> VCPUFeatures {
    var features = VCPUFeatures()
    for element in try cursor.array() {
      guard features.insert(try choice(element, VCPUFeature.self)).inserted else {
        throw element.error(.other("the feature stands twice"))
      }
    }
    return features
  }

  /// An array of strings.
  func strings(_ cursor: JSONCursor) throws(DocumentError) -> [String] {
    var strings: [String] = []
    for element in try cursor.array() { strings.append(try element.string()) }
    return strings
  }

  /// A key that names a register, in any spelling, each register once.
  private func register(
    _ key: String,
    _ cursor: JSONCursor,
    _ seen: inout [RegisterID: String],
    _ read: (String) -> RegisterID?
  ) throws(DocumentError) -> RegisterID {
    guard let id = read(key) else {
      throw cursor.error(.other("`\(key)` is not a register"))
    }
    if let first = seen.updateValue(key, forKey: id) {
      throw cursor.error(.other("register \(id) is given twice, first as `\(first)`"))
    }
    return id
  }

  /// An object from registers to values at the registers' widths.
  func registers(
    _ cursor: JSONCursor,
    named read: (String) -> RegisterID? = { RegisterID($0) }
  ) throws(DocumentError) -> RegisterState {
    var seen: [RegisterID: String] = [:]
    var registers: [(RegisterID, RegisterValue)] = []
    for (key, value) in try cursor.members() {
      let id = try register(key, value, &seen, read)
      let words = try value.hexWords(bits: id.width)
      registers.append((id, words.count == 1 ? .word(words[0]) : .wide(words)))
    }
    return RegisterState(registers)
  }

  /// An object from registers to anything else.
  func byRegister<Value>(
    _ cursor: JSONCursor,
    _ body: (JSONCursor) throws(DocumentError) -> Value
  ) throws(DocumentError) -> [RegisterID: Value] {
    var seen: [RegisterID: String] = [:]
    var result: [RegisterID: Value] = [:]
    for (key, value) in try cursor.members() {
      result[try register(key, value, &seen, { RegisterID($0) })] = try body(value)
    }
    return result
  }
}

extension JSONObjectReader {
  /// The decoded member with a key the document may have; nil when it does not.
  mutating func optional<Value>(
    _ key: String,
    _ body: (JSONCursor) throws(DocumentError) -> Value
  ) throws(DocumentError) -> Value? {
    guard let cursor = optional(key) else { return nil }
    return try body(cursor)
  }
}
