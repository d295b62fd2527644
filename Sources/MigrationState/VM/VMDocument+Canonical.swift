import ArmArchitecture
import KVMEnforcement

extension VMDocument: CanonicalDocument {
  /// `migrate-check/vm`.
  public static var kind: DocumentKind { .vm }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] { canonicalItem }

  /// SHA-256 of the content of the canonical form.
  public var digest: Digest { Digest(of: canonicalContent) }

  /// Decodes a canonical form.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of a
  ///   VM.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    self = try Self.decode(bytes)
  }
}

extension VMDocument: CanonicalContent {
  var registerLists: [RegisterList] {
    [idRegisters, firmware].compactMap(\.self).map { RegisterList($0) }
  }

  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("name", name),
      CanonicalField("uuid", uuid),
      CanonicalField("vcpuCount", vcpuCount),
      CanonicalField("vcpuFeatures", vcpuFeatures),
      CanonicalField("gic", gic),
      CanonicalField("mte", mte),
      CanonicalField("idRegisters", idRegisters, lists),
      CanonicalField("createdOn", createdOn),
      CanonicalField("vmm", vmm),
      CanonicalField("writableImplementationIds", writableImplementationIds),
      CanonicalField("ipaSize", ipaSize),
      CanonicalField("sveVectorLengths", sveVectorLengths),
      CanonicalField("firmware", firmware, lists),
      CanonicalField("cpuAffinity", cpuAffinity),
      CanonicalField("machine", machine),
    ]
  }

  init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let gic: GICModel = try fields.required("gic", &decoder, CanonicalRead.choice)
    let mte = try fields.required("mte", &decoder, CanonicalRead.bool)
    let vmm: VMM? = try fields.optional("vmm", &decoder, CanonicalRead.choice)
    let name = try fields.required("name", &decoder, CanonicalRead.name)
    let uuid = try fields.optional("uuid", &decoder, CanonicalRead.text)
    let ipaSize = try fields.optional("ipaSize", &decoder, CanonicalRead.int(in: 32...56))
    let machine = try fields.optional(
      "machine",
      &decoder,
      CanonicalRead.checked(CanonicalRead.text, Self.machineRefusal)
    )
    let firmware = try fields.optional("firmware", &decoder) { decoder throws(CBORError) in
      try lists.registers(&decoder)
    }
    let createdOn = try fields.optional("createdOn", &decoder, CanonicalRead.name)
    let vcpuCount = try fields.required("vcpuCount", &decoder, CanonicalRead.int(in: 1...65_536))
    let cpuAffinity = try fields.optional(
      "cpuAffinity",
      &decoder,
      CanonicalRead.ascending(CanonicalRead.int(in: 0...65_535), by: \.self)
    )
    let idRegisters = try fields.required("idRegisters", &decoder) { decoder throws(CBORError) in
      try Self.idRegisters(&decoder, &lists)
    }
    self.init(
      name: name,
      vcpuCount: vcpuCount,
      vcpuFeatures: try fields.required("vcpuFeatures", &decoder, CanonicalRead.features),
      gic: gic,
      mte: mte,
      idRegisters: idRegisters
    )
    (self.vmm, self.uuid, self.ipaSize, self.machine) = (vmm, uuid, ipaSize, machine)
    (self.firmware, self.createdOn, self.cpuAffinity) = (firmware, createdOn, cpuAffinity)
    sveVectorLengths = try fields.optional(
      "sveVectorLengths",
      &decoder,
      CanonicalRead.ascending(Self.vectorLength, by: \.self)
    )
    writableImplementationIds = try fields.optional(
      "writableImplementationIds",
      &decoder,
      CanonicalRead.bool
    )
    try fields.finish(decoder)
  }

  private static var vectorLength: CanonicalRead.Reader<Int> {
    CanonicalRead.checked(CanonicalRead.int(in: 128...2048)) {
      $0 % 128 == 0 ? nil : "expected distinct multiples of 128"
    }
  }

  private static func idRegisters(
    _ decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) -> RegisterState {
    let start = decoder.offset
    let registers = try lists.registers(&decoder)
    guard registers.ids.allSatisfy({ $0.encoding != nil }) else {
      throw CBORError(offset: start, reason: .other("not ID registers"))
    }
    return registers
  }

  /// The description of the machine is the one compact spelling of a JSON object.
  private static func machineRefusal(_ text: String) -> String? {
    guard let document = try? JSONDocument(parsing: Array(text.utf8)),
      case .object = document.root.value,
      JSONWriter().string(JSONOutput(document.root)).utf8.elementsEqual(text.utf8)
    else { return "expected a JSON object without white space" }
    return nil
  }
}
