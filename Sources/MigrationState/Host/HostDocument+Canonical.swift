import ArmArchitecture

extension HostDocument: CanonicalDocument {
  /// `migrate-check/host`.
  public static var kind: DocumentKind { .host }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] { canonicalItem }

  /// SHA-256 of the content of the canonical form.
  public var digest: Digest { Digest(of: canonicalContent) }

  /// Decodes a canonical form.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of a
  ///   host.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    self = try Self.decode(bytes)
  }
}

extension HostDocument: CanonicalContent {
  var registerLists: [RegisterList] {
    var lists = [RegisterList(userIdRegisters)]
    if let hostRegisters { lists.append(RegisterList(hostRegisters)) }
    if let measured {
      lists.append(RegisterList(measured.masks.keys))
      lists += measured.configurations.filter { $0.idRegisters.count > 0 }
        .map { RegisterList($0.idRegisters) }
    }
    for profile in vcpuProfiles {
      lists.append(RegisterList(profile.registers))
      if let masks = profile.writableMasks { lists.append(RegisterList(masks.keys)) }
    }
    return lists
  }

  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("name", name),
      CanonicalField("capturedAt", capturedAt),
      CanonicalField("kernelRelease", kernelRelease),
      CanonicalField("buildId", buildId),
      CanonicalField("bootId", bootId),
      CanonicalField("pageSize", pageSize),
      CanonicalField("cpus", array: cpus) { $0.writeFields($1.fields) },
      CanonicalField("kernelCpuFeatures", kernelCpuFeatures),
      CanonicalField("kvmMessages", kvmMessages),
      CanonicalField("vulnerabilities", vulnerabilities) { $0.writeTexts($1) },
      CanonicalField("hostRegisters", hostRegisters, lists),
      CanonicalField("acceptedProbe", acceptedProbe) { $0.writeProbe($1) },
      CanonicalField("measured", measured) { $0.writeFields($1.fields(lists)) },
      CanonicalField("kvmCapabilities") { $0.writeCapabilities(kvmCapabilities) },
      CanonicalField("userIdRegisters", userIdRegisters, lists),
      CanonicalField("vcpuProfiles", array: vcpuProfiles) { $0.writeFields($1.fields(lists)) },
    ]
  }

  init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let cpus = try fields.required("cpus", &decoder, Self.cpus)
    let name = try fields.required("name", &decoder, CanonicalRead.name)
    let bootId = try fields.optional("bootId", &decoder, CanonicalRead.text)
    let buildId = try fields.optional("buildId", &decoder, CanonicalRead.text)
    let measured = try fields.optional("measured", &decoder) { decoder throws(CBORError) in
      try HostMeasurement(from: &decoder, &lists)
    }
    let pageSize = try fields.required("pageSize", &decoder, Self.pageSize)
    let capturedAt = try fields.required("capturedAt", &decoder, CanonicalRead.timestamp)
    let messages = try fields.optional(
      "kvmMessages",
      &decoder,
      CanonicalRead.array(CanonicalRead.text)
    )
    let profiles = try fields.required("vcpuProfiles", &decoder) { decoder throws(CBORError) in
      try Self.profiles(&decoder, cpuCount: cpus.count, &lists)
    }
    let probe = try fields.optional("acceptedProbe", &decoder, Self.probe)
    let hostRegisters = try fields.optional("hostRegisters", &decoder) {
      decoder throws(CBORError) in try lists.registers(&decoder)
    }
    self.init(
      name: name,
      capturedAt: capturedAt,
      kernelRelease: try fields.required("kernelRelease", &decoder, CanonicalRead.release),
      pageSize: pageSize,
      cpus: cpus,
      vcpuProfiles: profiles
    )
    (self.bootId, self.buildId, self.measured) = (bootId, buildId, measured)
    (kvmMessages, acceptedProbe, self.hostRegisters) = (messages, probe, hostRegisters)
    kvmCapabilities = try fields.required("kvmCapabilities", &decoder, Self.capabilities)
    userIdRegisters = try fields.required("userIdRegisters", &decoder) {
      decoder throws(CBORError) in try lists.registers(&decoder)
    }
    vulnerabilities = try fields.optional("vulnerabilities", &decoder, Self.texts)
    kernelCpuFeatures = try fields.optional(
      "kernelCpuFeatures",
      &decoder,
      CanonicalRead.array(CanonicalRead.text)
    )
    try fields.finish(decoder)
  }

  private static func pageSize(_ decoder: inout CBORDecoder) throws(CBORError) -> Int {
    try CanonicalRead.checked(CanonicalRead.int(in: 4096...65_536)) {
      [4096, 16_384, 65_536].contains($0) ? nil : "expected 4096, 16384 or 65536"
    }(&decoder)
  }

  private static func cpus(_ decoder: inout CBORDecoder) throws(CBORError) -> [CPUIdentity] {
    let read = CanonicalRead.array { decoder throws(CBORError) in
      try CPUIdentity(from: &decoder)
    }
    return try CanonicalRead.checked(read) {
      $0.isEmpty ? "a host has at least one CPU" : nil
    }(&decoder)
  }

  private static func profiles(
    _ decoder: inout CBORDecoder,
    cpuCount: Int,
    _ lists: inout RegisterListReader
  ) throws(CBORError) -> [VCPUProfileRecord] {
    var names: Set<String> = []
    return try decoder.readArray { decoder throws(CBORError) in
      let start = decoder.offset
      let profile = try VCPUProfileRecord(from: &decoder, cpuCount: cpuCount, &lists)
      guard names.insert(profile.name).inserted else {
        throw CBORError(offset: start, reason: .other("a profile that stands twice"))
      }
      return profile
    }
  }
}

extension CPUIdentity {
  fileprivate var fields: [CanonicalField?] {
    [
      CanonicalField("midr", word: midr),
      CanonicalField("revidr", word: revidr),
      CanonicalField("aidr", word: aidr),
      CanonicalField("count", count),
    ]
  }

  fileprivate init(from decoder: inout CBORDecoder) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    aidr = try fields.optional("aidr", &decoder, CanonicalRead.word)
    midr = try fields.required("midr", &decoder, CanonicalRead.word)
    count = try fields.optional("count", &decoder, CanonicalRead.int(in: 1...65_536))
    revidr = try fields.required("revidr", &decoder, CanonicalRead.word)
    try fields.finish(decoder)
  }
}
