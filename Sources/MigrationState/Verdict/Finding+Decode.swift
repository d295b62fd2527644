extension Finding {
  init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      func text(_ key: String) throws(DocumentError) -> String? {
        try reader.optional(key) { c throws(DocumentError) in try c.string() }
      }
      func bit(_ key: String) throws(DocumentError) -> Int? {
        try reader.optional(key) { c throws(DocumentError) in try c.int(in: Self.bitRange) }
      }
      var finding = Finding(
        try reader.required("code").string(),
        try decoder.choice(try reader.required("severity")),
        subject: try reader.required("subject").string(),
        message: try reader.required("message").string()
      )
      finding.waived = try text("waived")
      finding.beyondKvm =
        try reader.optional("beyondKvm") { c throws(DocumentError) in try c.bool() } ?? false
      finding.register = try text("register")
      finding.field = try text("field")
      finding.msb = try bit("msb")
      finding.lsb = try bit("lsb")
      finding.feature = try text("feature")
      finding.source = try text("source")
      finding.target = try text("target")
      finding.bits = try text("bits")
      finding.vcpus = try text("vcpus")
      finding.remedy = try text("remedy")
      return finding
    }
  }
}
