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
    var fields = try CanonicalFieldReader(&decoder)
    let vm = try fields.required("vm", &decoder, CanonicalRead.name)
    let gic: GICModel? = try fields.optional("gic", &decoder, CanonicalRead.choice)
    let mte = try fields.optional("mte", &decoder, CanonicalRead.bool)
    let host = try fields.optional("host", &decoder, CanonicalRead.name)
    let vcpus = try fields.required("vcpus", &decoder) { decoder throws(CBORError) in
      try Self.vcpus(&decoder, &lists)
    }
    let source = try fields.required("source", &decoder) { decoder throws(CBORError) in
      try CaptureSource(from: &decoder)
    }
    let capturedAt = try fields.required("capturedAt", &decoder, CanonicalRead.timestamp)
    self.init(vm: vm, capturedAt: capturedAt, source: source, vcpus: vcpus)
    self.gic = gic
    self.mte = mte
    self.host = host
    vcpuFeatures = try fields.optional("vcpuFeatures", &decoder, CanonicalRead.features)
    kernelRelease = try fields.optional("kernelRelease", &decoder, CanonicalRead.release)
    try fields.finish(decoder)
  }

  private static func vcpus(
    _ decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) -> [VCPUState] {
    let start = decoder.offset
    let vcpus = try decoder.readArray { decoder throws(CBORError) in
      try VCPUState(from: &decoder, &lists)
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

  fileprivate init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    index = try fields.required("index", &decoder, CanonicalRead.int(in: 0...65_535))
    registers = try fields.required("registers", &decoder) { decoder throws(CBORError) in
      try lists.registers(&decoder)
    }
    try fields.finish(decoder)
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
