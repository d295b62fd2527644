import KVMEnforcement

extension SnapshotDocument {
  init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      try decoder.schema(Self.schema, &reader)
      var snapshot = SnapshotDocument(
        vm: try decoder.name(try reader.required("vm")),
        capturedAt: try decoder.timestamp(try reader.required("capturedAt")),
        source: try CaptureSource(try reader.required("source"), &decoder),
        vcpus: try Self.vcpus(try reader.required("vcpus"), &decoder)
      )
      snapshot.host = try reader.optional("host", decoder.name)
      snapshot.kernelRelease = try reader.optional("kernelRelease", HostDocument.release)
      snapshot.vcpuFeatures = try reader.optional("vcpuFeatures", decoder.vcpuFeatures)
      snapshot.gic = try reader.optional("gic") { c throws(DocumentError) in
        try decoder.choice(c)
      }
      snapshot.mte = try reader.optional("mte") { c throws(DocumentError) in try c.bool() }
      return snapshot
    }
  }

  private static func vcpus(
    _ cursor: JSONCursor,
    _ decoder: inout DocumentDecoder
  ) throws(DocumentError) -> [VCPUState] {
    var vcpus: [VCPUState] = []
    var indices: Set<Int> = []
    for element in try cursor.array() {
      let vcpu = try decoder.object(element) { decoder, reader throws(DocumentError) in
        VCPUState(
          index: try reader.required("index").int(in: 0...65_535),
          registers: try decoder.registers(try reader.required("registers"))
        )
      }
      guard indices.insert(vcpu.index).inserted else {
        throw element.error(.other("the vCPU \(vcpu.index) stands twice"))
      }
      vcpus.append(vcpu)
    }
    guard !vcpus.isEmpty else { throw cursor.error(.other("a snapshot has at least one vCPU")) }
    return vcpus.sorted { $0.index < $1.index }
  }
}

extension CaptureSource {
  fileprivate init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { _, reader throws(DocumentError) in
      CaptureSource(
        format: try reader.required("format").string(),
        digest: try reader.optional("digest") { c throws(DocumentError) in try c.string() },
        note: try reader.optional("note") { c throws(DocumentError) in try c.string() }
      )
    }
  }
}
