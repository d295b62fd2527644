import ArmArchitecture

extension HostDocument {
  /// The document as JSON, keys in the order of the design, registers ascending.
  public var json: JSONOutput {
    .members(
      ("schema", .string(Self.schema)),
      ("name", .string(name)),
      ("capturedAt", .string(capturedAt.description)),
      ("kernelRelease", .string(kernelRelease)),
      ("buildId", buildId.map { .string($0) }),
      ("bootId", bootId.map { .string($0) }),
      ("pageSize", .int(pageSize)),
      ("cpus", .array(cpus.map(\.json))),
      ("kernelCpuFeatures", kernelCpuFeatures.map { .array($0.map { .string($0) }) }),
      ("kvmMessages", kvmMessages.map { .array($0.map { .string($0) }) }),
      ("vulnerabilities", vulnerabilities.map(Self.vulnerabilities)),
      ("hostRegisters", hostRegisters.map { JSONOutput($0) }),
      ("acceptedProbe", acceptedProbe.map(Self.acceptedProbe)),
      ("measured", measured?.json),
      (
        "kvmCapabilities",
        .object(
          kvmCapabilities.sorted { $0.key < $1.key }.map {
            JSONOutput.Member(String($0.key), .int(Int($0.value)))
          }
        )
      ),
      ("userIdRegisters", JSONOutput(userIdRegisters)),
      ("vcpuProfiles", .array(vcpuProfiles.map(\.json)))
    )
  }

  private static func vulnerabilities(_ lines: [String: String]) -> JSONOutput {
    .object(
      lines.sorted { $0.key < $1.key }.map { JSONOutput.Member($0.key, .string($0.value)) }
    )
  }

  private static func acceptedProbe(_ probe: [String: [UInt64]]) -> JSONOutput {
    .object(
      probe.sorted { $0.key < $1.key }.map {
        JSONOutput.Member($0.key, .array($0.value.map { .int(Int($0)) }))
      }
    )
  }
}

extension CPUIdentity {
  fileprivate var json: JSONOutput {
    .members(
      ("midr", .hex(midr)),
      ("revidr", .hex(revidr)),
      ("aidr", aidr.map { .hex($0) }),
      ("count", count.map { .int($0) })
    )
  }
}

extension HostMeasurement {
  fileprivate var json: JSONOutput {
    .members(
      ("masks", JSONOutput(masks) { ["res0": .hex($0.res0), "res1": .hex($0.res1)] }),
      ("undefined", .array(undefined.map { .string($0.description) })),
      ("configurations", configurations.isEmpty ? nil : .array(configurations.map(\.json)))
    )
  }
}

extension MeasuredConfiguration {
  fileprivate var json: JSONOutput {
    .members(
      ("profile", .string(profile)),
      ("idRegisters", idRegisters.count == 0 ? nil : JSONOutput(idRegisters)),
      ("undefined", .array(undefined.map { .string($0.description) }))
    )
  }
}

extension VCPUProfileRecord {
  fileprivate var json: JSONOutput {
    .members(
      ("name", .string(name)),
      ("cpu", cpu.map { .int($0) }),
      ("vcpuFeatures", JSONOutput(vcpuFeatures)),
      ("gic", .string(gic.rawValue)),
      ("mte", .bool(mte)),
      ("registers", error != nil && registers.count == 0 ? nil : JSONOutput(registers)),
      ("writableMasks", writableMasks.map { JSONOutput($0) { .hex($0) } }),
      ("error", error.map { .string($0) })
    )
  }
}
