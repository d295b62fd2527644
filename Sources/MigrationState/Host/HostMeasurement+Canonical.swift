import ArmArchitecture

extension HostMeasurement {
  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("masks") { $0.writeColumns(masks, lists, \.res0, \.res1) },
      CanonicalField("undefined", array: undefined) { $0.writeUInt(UInt64($1.packed)) },
      configurations.isEmpty
        ? nil
        : CanonicalField("configurations", array: configurations) {
          $0.writeFields($1.fields(lists))
        },
    ]
  }

  init(from decoder: inout CBORDecoder, _ lists: inout RegisterListReader) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let rows = try fields.required("masks", &decoder) { decoder throws(CBORError) in
      try lists.columns(2, &decoder)
    }
    let undefined = try fields.required("undefined", &decoder, Self.encodings)
    let configurations = try fields.optional("configurations", &decoder) {
      decoder throws(CBORError) in
      let start = decoder.offset
      let configurations = try decoder.readArray { decoder throws(CBORError) in
        try MeasuredConfiguration(from: &decoder, &lists)
      }
      guard !configurations.isEmpty else {
        throw CBORError(offset: start, reason: .other("no configuration"))
      }
      return configurations
    }
    try fields.finish(decoder)
    let masks = rows.map { ($0.id, RecordedMask(res0: $0.values[0], res1: $0.values[1])) }
    self.init(
      masks: Dictionary(uniqueKeysWithValues: masks),
      undefined: undefined,
      configurations: configurations ?? []
    )
  }

  /// Reads packed encodings, which ascend; one may stand more than once.
  fileprivate static func encodings(
    _ decoder: inout CBORDecoder
  ) throws(CBORError) -> [Encoding] {
    let read = CanonicalRead.array { decoder throws(CBORError) in
      Encoding(packed: UInt16(try CanonicalRead.int(in: 0...0xffff)(&decoder)))
    }
    return try CanonicalRead.checked(read) { encodings in
      zip(encodings, encodings.dropFirst()).allSatisfy { $0 <= $1 } ? nil : "elements out of order"
    }(&decoder)
  }
}

extension MeasuredConfiguration {
  fileprivate func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("profile", profile),
      idRegisters.count == 0 ? nil : CanonicalField("idRegisters", idRegisters, lists),
      CanonicalField("undefined", array: undefined) { $0.writeUInt(UInt64($1.packed)) },
    ]
  }

  fileprivate init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let profile = try fields.required("profile", &decoder, CanonicalRead.text)
    let undefined = try fields.required("undefined", &decoder, HostMeasurement.encodings)
    let idRegisters = try fields.optional("idRegisters", &decoder) {
      decoder throws(CBORError) in
      let start = decoder.offset
      let registers = try lists.registers(&decoder)
      guard registers.count > 0 else {
        throw CBORError(offset: start, reason: .other("no register"))
      }
      return registers
    }
    try fields.finish(decoder)
    self.init(
      profile: profile,
      idRegisters: idRegisters ?? RegisterState(),
      undefined: undefined
    )
  }
}
