import ArmArchitecture

extension HostMeasurement {
  init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      var measurement = HostMeasurement()
      if let masks = reader.optional("masks") {
        var inner = decoder
        measurement.masks = try decoder.byRegister(masks) { c throws(DocumentError) in
          try inner.object(c) { _, reader throws(DocumentError) in
            RecordedMask(
              res0: try reader.required("res0").hex(),
              res1: try reader.required("res1").hex()
            )
          }
        }
        decoder = inner
      }
      if let undefined = reader.optional("undefined") {
        measurement.undefined = try Self.encodings(undefined)
      }
      if let configurations = reader.optional("configurations") {
        for element in try configurations.array() {
          measurement.configurations.append(try MeasuredConfiguration(element, &decoder))
        }
      }
      return measurement
    }
  }

  /// An array of encodings, in any order.
  fileprivate static func encodings(_ cursor: JSONCursor) throws(DocumentError) -> [Encoding] {
    var encodings: [Encoding] = []
    for element in try cursor.array() {
      guard let encoding = Encoding(try element.string()) else {
        throw element.error(.other("expected an encoding such as S3_0_C10_C2_3"))
      }
      encodings.append(encoding)
    }
    return encodings.sorted()
  }
}

extension MeasuredConfiguration {
  fileprivate init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      let idRegisters = try reader.optional("idRegisters") { c throws(DocumentError) in
        try decoder.registers(c)
      }
      return MeasuredConfiguration(
        profile: try reader.required("profile").string(),
        idRegisters: idRegisters ?? RegisterState(),
        undefined: try HostMeasurement.encodings(try reader.required("undefined"))
      )
    }
  }
}
