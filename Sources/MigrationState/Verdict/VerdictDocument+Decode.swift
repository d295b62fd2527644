extension VerdictDocument {
  /// Decodes a verdict from JSON, strictly.
  ///
  /// - Parameters:
  ///   - cursor: The root of the JSON text.
  ///   - unknownKeys: Receives the paths of keys that the schema does not know.
  /// - Throws: `DocumentError` naming path, value and reason: a missing key, a wrong type, an
  ///   unknown outcome, policy or severity, something else than a digest among the inputs, or a
  ///   summary that the findings contradict.
  public init(
    _ cursor: JSONCursor,
    unknownKeys: inout [JSONPath]
  ) throws(DocumentError) {
    var decoder = DocumentDecoder()
    self = try VerdictDocument(cursor, &decoder)
    unknownKeys += decoder.unknownKeys
  }

  private init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      try decoder.schema(Self.schema, &reader)
      let verdict = VerdictDocument(
        verdict: try decoder.choice(try reader.required("verdict")),
        vm: try decoder.name(try reader.required("vm")),
        source: try reader.optional("source", decoder.name),
        target: try decoder.name(try reader.required("target")),
        policy: try decoder.choice(try reader.required("policy")),
        checkedAt: try decoder.timestamp(try reader.required("checkedAt")),
        toolVersion: try reader.required("toolVersion").string(),
        model: try reader.required("model").string(),
        inputs: try Inputs(try reader.required("inputs"), &decoder),
        options: try Self.options(try reader.required("options")),
        findings: try Self.elements(try reader.required("findings"), &decoder, Finding.init),
        exposures: try Self.elements(
          try reader.required("exposures"),
          &decoder,
          ExposureRecord.init
        )
      )
      try verdict.checkSummary(try reader.required("summary"), &decoder)
      return verdict
    }
  }

  private static func options(_ cursor: JSONCursor) throws(DocumentError) -> [String: String] {
    var options: [String: String] = [:]
    for (key, value) in try cursor.members() { options[key] = try value.string() }
    return options
  }

  private static func elements<Element>(
    _ cursor: JSONCursor,
    _ decoder: inout DocumentDecoder,
    _ read: (JSONCursor, inout DocumentDecoder) throws(DocumentError) -> Element
  ) throws(DocumentError) -> [Element] {
    var elements: [Element] = []
    for element in try cursor.array() { elements.append(try read(element, &decoder)) }
    return elements
  }

  /// The summary is told by the findings; a text whose summary differs was altered.
  private func checkSummary(
    _ cursor: JSONCursor,
    _ decoder: inout DocumentDecoder
  ) throws(DocumentError) {
    try decoder.object(cursor) { _, reader throws(DocumentError) in
      for (key, count) in summaryCounts {
        let member = try reader.required(key)
        guard try member.int(in: 0...Int.max) == count else {
          throw member.error(.other("the findings say \(count)"))
        }
      }
    }
  }
}

extension VerdictDocument.Inputs {
  fileprivate init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      Self(
        vm: try reader.optional("vm", Self.digest),
        snapshot: try reader.optional("snapshot", Self.digest),
        source: try reader.optional("source", Self.digest),
        target: try Self.digest(try reader.required("target")),
        waivers: try decoder.strings(try reader.required("waivers"))
      )
    }
  }

  private static func digest(_ cursor: JSONCursor) throws(DocumentError) -> String {
    let text = try cursor.string()
    if let reason = refusal(text) { throw cursor.error(.other(reason)) }
    return text
  }
}

extension ExposureRecord {
  fileprivate init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      ExposureRecord(
        feature: try reader.required("feature").string(),
        encodings: try decoder.strings(try reader.required("encodings")),
        onSource: try reader.optional("onSource") { c throws(DocumentError) in try c.bool() },
        onTarget: try reader.optional("onTarget") { c throws(DocumentError) in try c.bool() }
      )
    }
  }
}
