import ArmArchitecture
import KVMEnforcement

extension HostDocument {
  init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      try decoder.schema(Self.schema, &reader)
      var cpus: [CPUIdentity] = []
      let cpuCursor = try reader.required("cpus")
      for element in try cpuCursor.array() { cpus.append(try CPUIdentity(element, &decoder)) }
      guard !cpus.isEmpty else { throw cpuCursor.error(.other("a host has at least one CPU")) }
      let pageCursor = try reader.required("pageSize")
      let pageSize = try pageCursor.int(in: 4096...65_536)
      guard [4096, 16_384, 65_536].contains(pageSize) else {
        throw pageCursor.error(.other("expected 4096, 16384 or 65536"))
      }
      var host = HostDocument(
        name: try decoder.name(try reader.required("name")),
        capturedAt: try decoder.timestamp(try reader.required("capturedAt")),
        kernelRelease: try Self.release(try reader.required("kernelRelease")),
        pageSize: pageSize,
        cpus: cpus,
        vcpuProfiles: []
      )
      host.buildId = try reader.optional("buildId") { c throws(DocumentError) in try c.string() }
      host.bootId = try reader.optional("bootId") { c throws(DocumentError) in try c.string() }
      host.kernelCpuFeatures = try reader.optional("kernelCpuFeatures", decoder.strings)
      host.kvmMessages = try reader.optional("kvmMessages", decoder.strings)
      host.vulnerabilities = try reader.optional("vulnerabilities", Self.vulnerabilities)
      host.hostRegisters = try reader.optional("hostRegisters") { c throws(DocumentError) in
        try decoder.registers(c)
      }
      host.acceptedProbe = try reader.optional("acceptedProbe", Self.acceptedProbe)
      if let measured = reader.optional("measured") {
        host.measured = try HostMeasurement(measured, &decoder)
      }
      host.kvmCapabilities = try Self.capabilities(try reader.required("kvmCapabilities"))
      host.userIdRegisters = try decoder.registers(try reader.required("userIdRegisters"))
      host.vcpuProfiles = try Self.profiles(
        try reader.required("vcpuProfiles"),
        cpuCount: cpus.count,
        &decoder
      )
      return host
    }
  }

  /// A kernel release must begin with `major.minor`: every rule depends on it.
  static func release(_ cursor: JSONCursor) throws(DocumentError) -> String {
    let release = try cursor.string()
    guard KernelVersion(release) != nil else {
      throw cursor.error(.other("expected a kernel release such as 7.3.4"))
    }
    return release
  }

  private static func vulnerabilities(
    _ cursor: JSONCursor
  ) throws(DocumentError) -> [String: String] {
    var lines: [String: String] = [:]
    for (key, value) in try cursor.members() { lines[key] = try value.string() }
    return lines
  }

  private static func acceptedProbe(
    _ cursor: JSONCursor
  ) throws(DocumentError) -> [String: [UInt64]] {
    var probe: [String: [UInt64]] = [:]
    for (key, value) in try cursor.members() {
      guard let field = IDRegisters.standard.field(key) else {
        throw value.error(.other("`\(key)` is not a field of an ID register"))
      }
      var accepted: [UInt64] = []
      for element in try value.array() {
        accepted.append(UInt64(try element.int(in: 0...(1 << min(field.bits.width, 62)) - 1)))
      }
      probe[key] = accepted
    }
    return probe
  }

  private static func capabilities(_ cursor: JSONCursor) throws(DocumentError) -> [Int: Int64] {
    var capabilities: [Int: Int64] = [:]
    for (key, value) in try cursor.members() {
      guard let number = Int(key), number >= 0, String(number) == key else {
        throw value.error(.other("`\(key)` is not the number of a KVM capability"))
      }
      capabilities[number] = Int64(try value.int(in: Int.min...Int.max))
    }
    return capabilities
  }

  private static func profiles(
    _ cursor: JSONCursor,
    cpuCount: Int,
    _ decoder: inout DocumentDecoder
  ) throws(DocumentError) -> [VCPUProfileRecord] {
    var profiles: [VCPUProfileRecord] = []
    var names: Set<String> = []
    for element in try cursor.array() {
      let profile = try VCPUProfileRecord(element, cpuCount: cpuCount, &decoder)
      guard names.insert(profile.name).inserted else {
        throw element.error(.other("the profile `\(profile.name)` stands twice"))
      }
      profiles.append(profile)
    }
    return profiles
  }
}

extension CPUIdentity {
  fileprivate init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { _, reader throws(DocumentError) in
      CPUIdentity(
        midr: try reader.required("midr").hex(),
        revidr: try reader.required("revidr").hex(),
        aidr: try reader.optional("aidr") { c throws(DocumentError) in try c.hex() },
        count: try reader.optional("count") { c throws(DocumentError) in
          try c.int(in: 1...65_536)
        }
      )
    }
  }
}
