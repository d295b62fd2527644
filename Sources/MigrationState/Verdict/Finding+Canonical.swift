extension Finding {
  var fields: [CanonicalField?] {
    [
      CanonicalField("code", code),
      CanonicalField("severity", severity),
      CanonicalField("waived", waived),
      beyondKvm ? CanonicalField("beyondKvm", true) : nil,
      CanonicalField("subject", subject),
      CanonicalField("register", register),
      CanonicalField("field", field),
      CanonicalField("msb", msb),
      CanonicalField("lsb", lsb),
      CanonicalField("feature", feature),
      CanonicalField("source", source),
      CanonicalField("target", target),
      CanonicalField("bits", bits),
      CanonicalField("vcpus", vcpus),
      CanonicalField("message", message),
      CanonicalField("remedy", remedy),
    ]
  }

  init(from decoder: inout CBORDecoder) throws(CBORError) {
    let bit = CanonicalRead.int(in: Self.bitRange)
    var fields = try CanonicalFieldReader(&decoder)
    let lsb = try fields.optional("lsb", &decoder, bit)
    let msb = try fields.optional("msb", &decoder, bit)
    let bits = try fields.optional("bits", &decoder, CanonicalRead.text)
    let code = try fields.required("code", &decoder, CanonicalRead.text)
    let field = try fields.optional("field", &decoder, CanonicalRead.text)
    let vcpus = try fields.optional("vcpus", &decoder, CanonicalRead.text)
    let remedy = try fields.optional("remedy", &decoder, CanonicalRead.text)
    let source = try fields.optional("source", &decoder, CanonicalRead.text)
    let target = try fields.optional("target", &decoder, CanonicalRead.text)
    let waived = try fields.optional("waived", &decoder, CanonicalRead.text)
    let feature = try fields.optional("feature", &decoder, CanonicalRead.text)
    let message = try fields.required("message", &decoder, CanonicalRead.text)
    let subject = try fields.required("subject", &decoder, CanonicalRead.text)
    let register = try fields.optional("register", &decoder, CanonicalRead.text)
    let severity: Severity = try fields.required("severity", &decoder, CanonicalRead.choice)
    self.init(code, severity, subject: subject, message: message)
    let isTrue = CanonicalRead.checked(CanonicalRead.bool) { $0 ? nil : "false is left out" }
    beyondKvm = try fields.optional("beyondKvm", &decoder, isTrue) ?? false
    (self.lsb, self.msb, self.bits, self.field) = (lsb, msb, bits, field)
    (self.vcpus, self.remedy, self.waived, self.feature) = (vcpus, remedy, waived, feature)
    (self.source, self.target, self.register) = (source, target, register)
    try fields.finish(decoder)
  }

  /// Bits of a register, which has up to 2,048.
  static let bitRange = 0...2047
}
