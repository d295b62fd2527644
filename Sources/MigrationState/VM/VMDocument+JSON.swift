import ArmArchitecture

extension VMDocument {
  /// The document as JSON, keys in the order of the design, registers ascending.
  public var json: JSONOutput {
    .members(
      ("schema", .string(Self.schema)),
      ("name", .string(name)),
      ("uuid", uuid.map { .string($0) }),
      ("vcpuCount", .int(vcpuCount)),
      ("vcpuFeatures", JSONOutput(vcpuFeatures)),
      ("gic", .string(gic.rawValue)),
      ("mte", .bool(mte)),
      ("idRegisters", JSONOutput(idRegisters)),
      ("createdOn", createdOn.map { .string($0) }),
      ("vmm", vmm.map { .string($0.rawValue) }),
      ("writableImplementationIds", writableImplementationIds.map { .bool($0) }),
      ("ipaSize", ipaSize.map { .int($0) }),
      ("sveVectorLengths", sveVectorLengths.map { .array($0.map { .int($0) }) }),
      ("firmware", firmware.map { JSONOutput($0) }),
      ("cpuAffinity", cpuAffinity.map { .array($0.map { .int($0) }) }),
      ("machine", machineJSON)
    )
  }

  /// The machine description, parsed again from its text.
  private var machineJSON: JSONOutput? {
    guard let machine, let document = try? JSONDocument(parsing: Array(machine.utf8)) else {
      return nil
    }
    return JSONOutput(document.root)
  }
}
