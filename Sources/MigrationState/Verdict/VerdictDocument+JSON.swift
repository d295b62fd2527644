extension VerdictDocument {
  /// The document as JSON, keys in the order of the design.
  public var json: JSONOutput {
    .members(
      ("schema", .string(Self.schema)),
      ("verdict", .string(verdict.rawValue)),
      ("vm", .string(vm)),
      ("source", source.map { .string($0) }),
      ("target", .string(target)),
      ("policy", .string(policy.rawValue)),
      ("checkedAt", .string(checkedAt.description)),
      ("toolVersion", .string(toolVersion)),
      ("model", .string(model)),
      (
        "inputs",
        .members(
          ("vm", inputs.vm.map { .string($0) }),
          ("snapshot", inputs.snapshot.map { .string($0) }),
          ("source", inputs.source.map { .string($0) }),
          ("target", .string(inputs.target)),
          ("waivers", .array(inputs.waivers.map { .string($0) }))
        )
      ),
      (
        "options",
        .object(options.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
      ),
      ("findings", .array(findings.map(\.json))),
      ("exposures", .array(exposures.map(\.json))),
      ("summary", .object(summaryCounts.map { .init($0.key, .int($0.count)) }))
    )
  }

  /// How many findings of each severity there are, waived ones counted apart.
  var summaryCounts: [(key: String, count: Int)] {
    let open = findings.filter { $0.waived == nil }
    return Finding.Severity.allCases.map { severity in
      (severity.rawValue, open.count { $0.severity == severity })
    } + [("waived", findings.count - open.count)]
  }
}

extension Finding {
  /// The finding as JSON, keys in the order of the design.
  public var json: JSONOutput {
    .members(
      ("code", .string(code)),
      ("severity", .string(severity.rawValue)),
      ("waived", waived.map { .string($0) }),
      ("beyondKvm", beyondKvm ? .bool(true) : nil),
      ("subject", .string(subject)),
      ("register", register.map { .string($0) }),
      ("field", field.map { .string($0) }),
      ("msb", msb.map { .int($0) }),
      ("lsb", lsb.map { .int($0) }),
      ("feature", feature.map { .string($0) }),
      ("source", source.map { .string($0) }),
      ("target", target.map { .string($0) }),
      ("bits", bits.map { .string($0) }),
      ("vcpus", vcpus.map { .string($0) }),
      ("message", .string(message)),
      ("remedy", remedy.map { .string($0) })
    )
  }
}

extension ExposureRecord {
  /// The exposure as JSON, keys in the order of the design.
  public var json: JSONOutput {
    .members(
      ("feature", .string(feature)),
      ("encodings", .array(encodings.map { .string($0) })),
      ("onSource", onSource.map { .bool($0) }),
      ("onTarget", onTarget.map { .bool($0) })
    )
  }
}
