import KVMEnforcement

/// One pair of a map of named fields, to be written.
struct CanonicalField {
  /// The key.
  let key: String
  /// Writes the value, one item.
  let write: (inout CBOREncoder) -> Void

  init(_ key: String, _ write: @escaping (inout CBOREncoder) -> Void) {
    self.key = key
    self.write = write
  }

  /// A field that is absent when there is no value.
  init?<Value>(
    _ key: String,
    _ value: Value?,
    _ write: @escaping (inout CBOREncoder, Value) -> Void
  ) {
    guard let value else { return nil }
    self.init(key) { write(&$0, value) }
  }

  /// A text; absent when nil.
  init?(_ key: String, _ text: String?) {
    self.init(key, text) { $0.writeText($1) }
  }

  /// One of the raw values of an enumeration; absent when nil.
  init?<Choice: RawRepresentable>(_ key: String, _ choice: Choice?)
  where Choice.RawValue == String {
    self.init(key, choice?.rawValue)
  }

  /// An integer; absent when nil.
  init?(_ key: String, _ number: Int?) {
    self.init(key, number) { $0.writeInt(Int64($1)) }
  }

  /// A 64-bit number; absent when nil.
  init?(_ key: String, word: UInt64?) {
    self.init(key, word) { $0.writeUInt($1) }
  }

  /// A truth value; absent when nil.
  init?(_ key: String, _ flag: Bool?) {
    self.init(key, flag) { $0.writeBool($1) }
  }

  /// A moment, as seconds since 1970; absent when nil.
  init?(_ key: String, _ time: Timestamp?) {
    self.init(key, time) { $0.writeInt($1.seconds) }
  }

  /// An array of texts; absent when nil.
  init?(_ key: String, _ texts: [String]?) {
    self.init(key, array: texts) { $0.writeText($1) }
  }

  /// An array of integers; absent when nil.
  init?(_ key: String, _ numbers: [Int]?) {
    self.init(key, array: numbers) { $0.writeInt(Int64($1)) }
  }

  /// An array of vCPU features, in the order of their bits; absent when nil.
  init?(_ key: String, _ features: VCPUFeatures?) {
    let features = features.map { set in VCPUFeature.allCases.filter(set.contains) }
    self.init(key, array: features) { $0.writeText($1.rawValue) }
  }

  /// An array; absent when nil.
  init?<Element>(
    _ key: String,
    array: [Element]?,
    _ write: @escaping (inout CBOREncoder, Element) -> Void
  ) {
    self.init(key, array) { encoder, elements in
      encoder.writeArrayHeader(elements.count)
      for element in elements { write(&encoder, element) }
    }
  }

  /// Registers with their values; absent when nil.
  init?(_ key: String, _ registers: RegisterState?, _ lists: RegisterListTable) {
    self.init(key, registers) { $0.writeRegisters($1, lists) }
  }
}

extension CBOREncoder {
  /// Writes a map of those fields that are there, in the bytewise order of their encoded keys:
  /// shorter keys first.
  mutating func writeFields(_ fields: [CanonicalField?]) {
    let present = fields.compactMap(\.self).sorted { lhs, rhs in
      let (lhs, rhs) = (lhs.key.utf8, rhs.key.utf8)
      return lhs.count == rhs.count ? lhs.lexicographicallyPrecedes(rhs) : lhs.count < rhs.count
    }
    writeMapHeader(present.count)
    for field in present {
      writeText(field.key)
      field.write(&self)
    }
  }
}
