import KVMEnforcement

extension SnapshotDocument: CanonicalDocument {
  /// `migrate-check/snapshot`.
  public static var kind: DocumentKind { .snapshot }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] { canonicalItem }

  /// SHA-256 of the content of the canonical form.
  public var digest: Digest { Digest(of: canonicalContent) }

  /// Decodes a canonical form.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of a
  ///   snapshot.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    self = try Self.decode(bytes)
  }
}

extension SnapshotDocument: CanonicalContent {
  var registerLists: [RegisterList] { vcpus.map { RegisterList($0.registers) } }

  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("vm", vm),
      CanonicalField("capturedAt", capturedAt),
      CanonicalField("host", host),
      CanonicalField("kernelRelease", kernelRelease),
      CanonicalField("vcpuFeatures", vcpuFeatures),
      CanonicalField("gic", gic),
      CanonicalField("mte", mte),
      CanonicalField("source") { $0.writeFields(source.fields) },
      CanonicalField("vcpus", array: vcpus) { $0.writeFields($1.fields(lists)) },
    ]
  }

  init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    let vcpus: [(index: Int, registers: RegisterState)]
    (self, vcpus) = try Self.read(&decoder) { decoder throws(CBORError) in
      try lists.registers(&decoder)
    }
    self.vcpus = vcpus.map { VCPUState(index: $0.index, registers: $0.registers) }
  }

  /// Reads the map, and the registers of its vCPUs as somebody wants to have them.
  ///
  /// - Returns: The document without its vCPUs, and those.
  static func read<Registers>(
    _ decoder: inout CBORDecoder,
    _ registers: CanonicalRead.Reader<Registers>
  ) throws(CBORError) -> (SnapshotDocument, [(index: Int, registers: Registers)]) {
    var fields = try CanonicalFieldReader(&decoder)
    let vm = try fields.required("vm", &decoder, CanonicalRead.name)
    let gic: GICModel? = try fields.optional("gic", &decoder, CanonicalRead.choice)
    let mte = try fields.optional("mte", &decoder, CanonicalRead.bool)
    let host = try fields.optional("host", &decoder, CanonicalRead.name)
    let vcpus = try fields.required("vcpus", &decoder) { decoder throws(CBORError) in
      try Self.vcpus(&decoder, registers)
    }
    let source = try fields.required("source", &decoder) { decoder throws(CBORError) in
      try CaptureSource(from: &decoder)
    }
    let capturedAt = try fields.required("capturedAt", &decoder, CanonicalRead.timestamp)
    var document = Self(vm: vm, capturedAt: capturedAt, source: source, vcpus: [])
    document.gic = gic
    document.mte = mte
    document.host = host
    document.vcpuFeatures = try fields.optional("vcpuFeatures", &decoder, CanonicalRead.features)
    document.kernelRelease = try fields.optional("kernelRelease", &decoder, CanonicalRead.release)
    try fields.finish(decoder)
    return (document, vcpus)
  }

  private static func vcpus<Registers>(
    _ decoder: inout CBORDecoder,
    _ registers: CanonicalRead.Reader<Registers>
  ) throws(CBORError) -> [(index: Int, registers: Registers)] {
    let start = decoder.offset
    let vcpus = try decoder.readArray { decoder throws(CBORError) in
      var fields = try CanonicalFieldReader(&decoder)
      let index = try fields.required("index", &decoder, CanonicalRead.int(in: 0...65_535))
      let registers = try fields.required("registers", &decoder, registers)
      try fields.finish(decoder)
      return (index: index, registers: registers)
    }
    guard !vcpus.isEmpty else {
      throw CBORError(offset: start, reason: .other("a snapshot has at least one vCPU"))
    }
    guard zip(vcpus, vcpus.dropFirst()).allSatisfy({ $0.index < $1.index }) else {
      throw CBORError(offset: start, reason: .other("vCPUs out of order"))
    }
    return vcpus
  }
}

extension VCPUState {
  fileprivate func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [CanonicalField("index", index), CanonicalField("registers", registers, lists)]
  }
}

extension CaptureSource {
  fileprivate var fields: [CanonicalField?] {
    [
      CanonicalField("format", format),
      CanonicalField("digest", digest),
      CanonicalField("note", note),
    ]
  }

  fileprivate init(from decoder: inout CBORDecoder) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    note = try fields.optional("note", &decoder, CanonicalRead.text)
    digest = try fields.optional("digest", &decoder, CanonicalRead.text)
    format = try fields.required("format", &decoder, CanonicalRead.text)
    try fields.finish(decoder)
  }
}
