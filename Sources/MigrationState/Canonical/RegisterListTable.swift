import ArmArchitecture

/// The register lists of one document, each once, in the bytewise order of their encodings.
///
/// That order depends on nothing but the lists, so that a document has one form only.
struct RegisterListTable {
  /// The canonical forms of the lists.
  let encoded: [[UInt8]]
  private let places: [RegisterList: Int]

  init(_ lists: [RegisterList]) {
    let sorted = Set(lists).map { ($0, $0.canonicalBytes()) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }
    encoded = sorted.map(\.1)
    places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element.0, $0.offset) })
  }

  /// The number that stands for a list.
  func place(of list: RegisterList) -> UInt64 { UInt64(places[list] ?? encoded.count) }
}

extension CBOREncoder {
  /// Writes `[list, values]`.
  mutating func writeRegisters(_ registers: RegisterState, _ lists: RegisterListTable) {
    writeArrayHeader(2)
    writeUInt(lists.place(of: RegisterList(registers)))
    writeRegisterValues(registers)
  }

  /// Writes `[list, words…]`, with one array of numbers a column.
  mutating func writeColumns<Value>(
    _ values: [RegisterID: Value],
    _ lists: RegisterListTable,
    _ columns: (Value) -> UInt64...
  ) {
    let list = RegisterList(values.keys)
    writeArrayHeader(1 + columns.count)
    writeUInt(lists.place(of: list))
    for column in columns {
      writeArrayHeader(list.count)
      for id in list.ids { writeUInt(values[id].map(column) ?? 0) }
    }
  }
}
