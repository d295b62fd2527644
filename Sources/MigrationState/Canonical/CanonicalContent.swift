/// What a document type says about its content; the rest of its canonical form follows from it.
///
/// The content of every kind is `[lists, fields]`: the lists of register ids that the document
/// uses, each once, and a map with the names of the JSON keys.
protocol CanonicalContent: CanonicalDocument {
  /// Every register list of the document, in any order and as often as it is used.
  var registerLists: [RegisterList] { get }

  /// The fields of the map that have a value.
  func fields(_ lists: RegisterListTable) -> [CanonicalField?]

  /// Reads the map.
  init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError)
}

extension CanonicalContent {
  /// The content of the canonical form.
  var canonicalContent: [UInt8] {
    let lists = RegisterListTable(registerLists)
    var encoder = CBOREncoder()
    encoder.writeArrayHeader(2)
    encoder.writeArrayHeader(lists.encoded.count)
    for list in lists.encoded { encoder.append(list[...]) }
    encoder.writeFields(fields(lists))
    return encoder.bytes
  }

  /// The whole canonical form.
  var canonicalItem: [UInt8] {
    CanonicalItem.encode(
      kind: Self.kind.rawValue,
      version: Self.kind.version,
      content: canonicalContent
    )
  }

  /// Decodes the only item of a buffer.
  static func decode(_ bytes: [UInt8]) throws(CanonicalError) -> Self {
    let supported = [(Self.kind.rawValue, Self.kind.version)]
    let item = try CanonicalItem(only: bytes, supported: supported)
    return try decode(content: item.content, of: bytes)
  }

  /// Decodes a content whose item was checked.
  static func decode(
    content: Range<Int>,
    of bytes: [UInt8]
  ) throws(CanonicalError) -> Self {
    try CanonicalRead.content(content, of: bytes, KnownRegisterLists()) {
      decoder,
      lists throws(CBORError) in
      try Self(from: &decoder, &lists)
    }
  }
}
