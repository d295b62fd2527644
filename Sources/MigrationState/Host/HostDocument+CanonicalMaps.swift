import ArmArchitecture

extension CBOREncoder {
  /// Writes `acceptedProbe`: field to accepted values, shorter names first.
  mutating func writeProbe(_ probe: [String: [UInt64]]) {
    writeFields(
      probe.map { field, values in
        CanonicalField(field, array: values) { $0.writeUInt($1) }
      }
    )
  }

  /// Writes a map from texts to texts, shorter keys first.
  mutating func writeTexts(_ texts: [String: String]) {
    writeFields(texts.map { key, value in CanonicalField(key) { $0.writeText(value) } })
  }

  /// Writes `kvmCapabilities`: number to value, ascending.
  mutating func writeCapabilities(_ capabilities: [Int: Int64]) {
    writeMapHeader(capabilities.count)
    for (number, value) in capabilities.sorted(by: { $0.key < $1.key }) {
      writeInt(Int64(number))
      writeInt(value)
    }
  }
}

extension HostDocument {
  /// Reads `acceptedProbe`.
  static func probe(_ decoder: inout CBORDecoder) throws(CBORError) -> [String: [UInt64]] {
    var probe: [String: [UInt64]] = [:]
    try decoder.readMap { decoder throws(CBORError) in
      let start = decoder.offset
      let key = try decoder.readText()
      guard let field = IDRegisters.standard.field(key), probe[key] == nil else {
        throw CBORError(offset: start, reason: .other("not a field of an ID register"))
      }
      let most = (1 << min(field.bits.width, 62)) - 1
      probe[key] = try decoder.readArray { decoder throws(CBORError) in
        UInt64(try CanonicalRead.int(in: 0...most)(&decoder))
      }
    }
    return probe
  }

  /// Reads `kvmCapabilities`.
  static func capabilities(_ decoder: inout CBORDecoder) throws(CBORError) -> [Int: Int64] {
    var capabilities: [Int: Int64] = [:]
    try decoder.readMap { decoder throws(CBORError) in
      let number = try CanonicalRead.int(in: 0...Int.max)(&decoder)
      capabilities[number] = try decoder.readInt()
    }
    return capabilities
  }

  /// Reads a map from texts to texts.
  static func texts(_ decoder: inout CBORDecoder) throws(CBORError) -> [String: String] {
    var texts: [String: String] = [:]
    try decoder.readMap { decoder throws(CBORError) in
      let key = try decoder.readText()
      texts[key] = try decoder.readText()
    }
    return texts
  }
}
