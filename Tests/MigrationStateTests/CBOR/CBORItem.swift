@testable import MigrationState

/// Any CBOR item of the types we use, as a tree: the naive model to compare with.
indirect enum CBORItem: Equatable, Sendable {
  case unsigned(UInt64)
  /// −1 − n.
  case negative(UInt64)
  case bytes([UInt8])
  case text([UInt8])
  case array([CBORItem])
  /// Text or unsigned keys, in the order read or in any order to write.
  case map([CBORItem], [CBORItem])
  case tag(UInt64, CBORItem)
  case bool(Bool)
  case null
}

extension CBORItem {
  /// Reads one item through the public interface only.
  init(from decoder: inout CBORDecoder) throws(CBORError) {
    switch try decoder.peekType() {
    case .negative:
      // −2⁶⁴ to −2⁶³ − 1 are valid CBOR that `readInt` has no type for.
      self = .negative(UInt64(bitPattern: ~(try decoder.readInt())))
    case .bytes: self = .bytes(Array(try decoder.readBytes()))
    case .text: self = .text(Array(try decoder.readText().utf8))
    case .array:
      self = .array(
        try decoder.readArray { decoder throws(CBORError) in try CBORItem(from: &decoder) }
      )
    case .map:
      var keys: [CBORItem] = []
      var values: [CBORItem] = []
      try decoder.readMap { decoder throws(CBORError) in
        keys.append(try CBORItem(from: &decoder))
        values.append(try CBORItem(from: &decoder))
      }
      self = .map(keys, values)
    case .tag: self = .tag(try decoder.readTag(), try CBORItem(from: &decoder))
    case .bool: self = .bool(try decoder.readBool())
    case .null:
      try decoder.readNull()
      self = .null
    case .unsigned, nil: self = .unsigned(try decoder.readUInt())
    }
  }

  /// Reads the only item of some bytes.
  init(only bytes: [UInt8]) throws(CBORError) {
    var decoder = CBORDecoder(bytes)
    try self.init(from: &decoder)
    try decoder.finish()
  }

  /// Writes the item; the keys of a map must be text or unsigned.
  func write(to encoder: inout CBOREncoder) throws(CBORError) {
    switch self {
    case .unsigned(let value): encoder.writeUInt(value)
    case .negative(let value): encoder.writeInt(~Int64(bitPattern: value))
    case .bytes(let bytes): encoder.writeBytes(bytes)
    case .text(let bytes): encoder.writeText(String(decoding: bytes, as: UTF8.self))
    case .array(let elements):
      encoder.writeArrayHeader(elements.count)
      for element in elements { try element.write(to: &encoder) }
    case .map(let keys, let values):
      try encoder.writeMap { map throws(CBORError) in
        for (key, value) in zip(keys, values) {
          let body = { (encoder: inout CBOREncoder) throws(CBORError) in
            try value.write(to: &encoder)
          }
          switch key {
          case .text(let bytes): try map.add(String(decoding: bytes, as: UTF8.self), body)
          case .unsigned(let number): try map.add(number, body)
          default: throw CBORError(offset: 0, reason: .other("a key of another type"))
          }
        }
      }
    case .tag(let tag, let content):
      encoder.writeTag(tag)
      try content.write(to: &encoder)
    case .bool(let value): encoder.writeBool(value)
    case .null: encoder.writeNull()
    }
  }

  /// The bytes of the item.
  func encoded() throws(CBORError) -> [UInt8] {
    var encoder = CBOREncoder()
    try write(to: &encoder)
    return encoder.bytes
  }
}

/// Bytes written as hexadecimal digits; white space does not count.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.utf8.compactMap { HexDigits.value(of: $0) }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
