import ArmArchitecture
import KVMEnforcement

/// Readers of the values that our documents share, held to the rules that JSON documents obey.
enum CanonicalRead {
  /// Reads one value.
  typealias Reader<Value> = (inout CBORDecoder) throws(CBORError) -> Value

  /// Reads a whole content: the register lists, then what refers to them.
  static func content<Value>(
    _ range: Range<Int>,
    of bytes: [UInt8],
    _ known: KnownRegisterLists,
    _ read: (inout CBORDecoder, inout RegisterListReader) throws(CBORError) -> Value
  ) throws(CanonicalError) -> Value {
    try CanonicalError.wrap { () throws(CBORError) in
      var decoder = CBORDecoder(bytes, in: range)
      try tuple(2, &decoder)
      var lists = try RegisterListReader(from: &decoder, known)
      let value = try read(&decoder, &lists)
      try decoder.finish()
      try lists.finish()
      return value
    }
  }

  /// A text.
  static func text(_ decoder: inout CBORDecoder) throws(CBORError) -> String {
    let start = decoder.offset
    let text = try decoder.readText()
    if let reason = DocumentText.refusal(text) {
      throw CBORError(offset: start, reason: .other(reason))
    }
    return text
  }

  /// A truth value.
  static func bool(_ decoder: inout CBORDecoder) throws(CBORError) -> Bool {
    try decoder.readBool()
  }

  /// A 64-bit number.
  static func word(_ decoder: inout CBORDecoder) throws(CBORError) -> UInt64 {
    try decoder.readUInt()
  }

  /// An integer in a range.
  static func int(in range: ClosedRange<Int>) -> Reader<Int> {
    { decoder throws(CBORError) in
      let start = decoder.offset
      guard let value = Int(exactly: try decoder.readInt()), range.contains(value) else {
        throw CBORError(offset: start, reason: .integerOutOfRange)
      }
      return value
    }
  }

  /// A value that `refusal` has nothing against.
  static func checked<Value>(
    _ read: @escaping Reader<Value>,
    _ refusal: @escaping (Value) -> String?
  ) -> Reader<Value> {
    { decoder throws(CBORError) in
      let start = decoder.offset
      let value = try read(&decoder)
      if let reason = refusal(value) { throw CBORError(offset: start, reason: .other(reason)) }
      return value
    }
  }

  /// The name of a host or VM.
  static func name(_ decoder: inout CBORDecoder) throws(CBORError) -> String {
    try checked(text, DocumentName.refusal)(&decoder)
  }

  /// A kernel release.
  static func release(_ decoder: inout CBORDecoder) throws(CBORError) -> String {
    try checked(text) {
      KernelVersion($0) == nil ? "expected a kernel release such as 7.3.4" : nil
    }(&decoder)
  }

  /// A moment between the years 0000 and 9999, which are those RFC 3339 can spell.
  static func timestamp(_ decoder: inout CBORDecoder) throws(CBORError) -> Timestamp {
    Timestamp(seconds: Int64(try int(in: -62_167_219_200...253_402_300_799)(&decoder)))
  }

  /// One of the raw values of an enumeration.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ decoder: inout CBORDecoder
  ) throws(CBORError) -> Choice where Choice.RawValue == String {
    let start = decoder.offset
    guard let choice = Choice(rawValue: try decoder.readText()) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw CBORError(offset: start, reason: .other("expected one of \(choices)"))
    }
    return choice
  }

  /// An array.
  static func array<Element>(_ element: @escaping Reader<Element>) -> Reader<[Element]> {
    { decoder throws(CBORError) in try decoder.readArray(element) }
  }

  /// An array whose elements ascend strictly in an order.
  static func ascending<Element>(
    _ element: @escaping Reader<Element>,
    by key: @escaping (Element) -> Int
  ) -> Reader<[Element]> {
    checked(array(element)) { elements in
      zip(elements, elements.dropFirst()).allSatisfy { key($0) < key($1) }
        ? nil : "elements out of order"
    }
  }

  /// A set of vCPU features, in the order of their bits.
  static func features(_ decoder: inout CBORDecoder) throws(CBORError) -> VCPUFeatures {
    VCPUFeatures(try ascending(choice, by: \VCPUFeature.bit)(&decoder))
  }

  /// The head of an array that has a certain number of elements.
  static func tuple(_ count: Int, _ decoder: inout CBORDecoder) throws(CBORError) {
    let start = decoder.offset
    let found = try decoder.readArrayHeader()
    guard found == count else {
      throw CBORError(
        offset: start,
        reason: .other("expected \(count) elements, found \(found)")
      )
    }
  }
}
