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
}

extension HostMeasurement {
  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("masks") { $0.writeColumns(masks, lists, \.res0, \.res1) },
      CanonicalField("undefined", array: undefined) { $0.writeUInt(UInt64($1.packed)) },
    ]
  }

  init(from decoder: inout CBORDecoder, _ lists: inout RegisterListReader) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let rows = try fields.required("masks", &decoder) { decoder throws(CBORError) in
      try lists.columns(2, &decoder)
    }
    let undefined = try fields.required("undefined", &decoder, Self.undefined)
    try fields.finish(decoder)
    let masks = rows.map { ($0.id, RecordedMask(res0: $0.values[0], res1: $0.values[1])) }
    self.init(masks: Dictionary(uniqueKeysWithValues: masks), undefined: undefined)
  }

  /// Reads packed encodings, which ascend; one may stand more than once.
  private static func undefined(_ decoder: inout CBORDecoder) throws(CBORError) -> [Encoding] {
    let read = CanonicalRead.array { decoder throws(CBORError) in
      Encoding(packed: UInt16(try CanonicalRead.int(in: 0...0xffff)(&decoder)))
    }
    return try CanonicalRead.checked(read) { encodings in
      zip(encodings, encodings.dropFirst()).allSatisfy { $0 <= $1 } ? nil : "elements out of order"
    }(&decoder)
  }
}
