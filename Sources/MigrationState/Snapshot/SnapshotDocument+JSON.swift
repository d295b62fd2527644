extension SnapshotDocument {
  /// The document as JSON, keys in the order of the design, registers ascending.
  public var json: JSONOutput {
    .members(
      ("schema", .string(Self.schema)),
      ("vm", .string(vm)),
      ("capturedAt", .string(capturedAt.description)),
      ("host", host.map { .string($0) }),
      ("kernelRelease", kernelRelease.map { .string($0) }),
      ("vcpuFeatures", vcpuFeatures.map { JSONOutput($0) }),
      ("gic", gic.map { .string($0.rawValue) }),
      ("mte", mte.map { .bool($0) }),
      (
        "source",
        .members(
          ("format", .string(source.format)),
          ("digest", source.digest.map { .string($0) }),
          ("note", source.note.map { .string($0) })
        )
      ),
      (
        "vcpus",
        .array(
          vcpus.map {
            .members(("index", .int($0.index)), ("registers", JSONOutput($0.registers)))
          }
        )
      )
    )
  }
}
