extension VerdictDocument: CanonicalDocument {
  /// `migrate-check/verdict`.
  public static var kind: DocumentKind { .verdict }

  /// The canonical form.
  public func canonicalBytes() -> [UInt8] { canonicalItem }

  /// SHA-256 of the content of the canonical form.
  public var digest: Digest { Digest(of: canonicalContent) }

  /// Decodes a canonical form.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are not the one form of a
  ///   verdict.
  public init(canonical bytes: [UInt8]) throws(CanonicalError) {
    self = try Self.decode(bytes)
  }
}

extension VerdictDocument: CanonicalContent {
  var registerLists: [RegisterList] { [] }

  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("verdict", verdict),
      CanonicalField("vm", vm),
      CanonicalField("source", source),
      CanonicalField("target", target),
      CanonicalField("policy", policy),
      CanonicalField("checkedAt", checkedAt),
      CanonicalField("toolVersion", toolVersion),
      CanonicalField("model", model),
      CanonicalField("inputs") { $0.writeFields(inputs.fields) },
      CanonicalField("options") { encoder in
        encoder.writeFields(options.map { CanonicalField($0.key, $0.value) })
      },
      CanonicalField("findings", array: findings) { $0.writeFields($1.fields) },
      CanonicalField("exposures", array: exposures) { $0.writeFields($1.fields) },
    ]
  }

  init(
    from decoder: inout CBORDecoder,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let vm = try fields.required("vm", &decoder, CanonicalRead.name)
    let model = try fields.required("model", &decoder, CanonicalRead.text)
    let inputs = try fields.required("inputs", &decoder) { decoder throws(CBORError) in
      try Inputs(from: &decoder)
    }
    let policy: Policy = try fields.required("policy", &decoder, CanonicalRead.choice)
    let source = try fields.optional("source", &decoder, CanonicalRead.name)
    let target = try fields.required("target", &decoder, CanonicalRead.name)
    let options = try fields.required("options", &decoder, Self.options)
    let outcome: Outcome = try fields.required("verdict", &decoder, CanonicalRead.choice)
    let findings = try fields.required("findings", &decoder) { decoder throws(CBORError) in
      try decoder.readArray { decoder throws(CBORError) in try Finding(from: &decoder) }
    }
    let checkedAt = try fields.required("checkedAt", &decoder, CanonicalRead.timestamp)
    let exposures = try fields.required("exposures", &decoder) { decoder throws(CBORError) in
      try decoder.readArray { decoder throws(CBORError) in try ExposureRecord(from: &decoder) }
    }
    self.init(
      verdict: outcome,
      vm: vm,
      source: source,
      target: target,
      policy: policy,
      checkedAt: checkedAt,
      toolVersion: try fields.required("toolVersion", &decoder, CanonicalRead.text),
      model: model,
      inputs: inputs,
      options: options,
      findings: findings,
      exposures: exposures
    )
    try fields.finish(decoder)
  }

  private static func options(_ decoder: inout CBORDecoder) throws(CBORError) -> [String: String] {
    var options: [String: String] = [:]
    try decoder.readMap { decoder throws(CBORError) in
      let start = decoder.offset
      let key = try decoder.readText()
      // Unicode holds some keys equal whose bytes differ; a dictionary would drop one.
      guard options.updateValue(try decoder.readText(), forKey: key) == nil else {
        throw CBORError(offset: start, reason: .duplicateKey)
      }
    }
    return options
  }
}

extension VerdictDocument.Inputs {
  fileprivate var fields: [CanonicalField?] {
    [
      CanonicalField("vm", vm),
      CanonicalField("snapshot", snapshot),
      CanonicalField("source", source),
      CanonicalField("target", target),
      CanonicalField("waivers", waivers),
    ]
  }

  fileprivate init(from decoder: inout CBORDecoder) throws(CBORError) {
    let digest = CanonicalRead.checked(CanonicalRead.text, Self.refusal)
    var fields = try CanonicalFieldReader(&decoder)
    vm = try fields.optional("vm", &decoder, digest)
    source = try fields.optional("source", &decoder, digest)
    target = try fields.required("target", &decoder, digest)
    waivers = try fields.required("waivers", &decoder, CanonicalRead.array(CanonicalRead.text))
    snapshot = try fields.optional("snapshot", &decoder, digest)
    try fields.finish(decoder)
  }

  /// Why a text is not the digest of an input; nil when it is.
  static func refusal(_ text: String) -> String? {
    guard let digest = Digest(text), digest.description == text else {
      return "expected a SHA-256 digest, 64 hexadecimal digits in lower case"
    }
    return nil
  }
}

extension ExposureRecord {
  fileprivate var fields: [CanonicalField?] {
    [
      CanonicalField("feature", feature),
      CanonicalField("encodings", encodings),
      CanonicalField("onSource", onSource),
      CanonicalField("onTarget", onTarget),
    ]
  }

  fileprivate init(from decoder: inout CBORDecoder) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    feature = try fields.required("feature", &decoder, CanonicalRead.text)
    onSource = try fields.optional("onSource", &decoder, CanonicalRead.bool)
    onTarget = try fields.optional("onTarget", &decoder, CanonicalRead.bool)
    encodings = try fields.required("encodings", &decoder, CanonicalRead.array(CanonicalRead.text))
    try fields.finish(decoder)
  }
}
