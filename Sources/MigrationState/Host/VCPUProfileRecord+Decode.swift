import ArmArchitecture
import KVMEnforcement

extension VCPUProfileRecord {
  init(
    _ cursor: JSONCursor,
    cpuCount: Int,
    _ decoder: inout DocumentDecoder
  ) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      let error = try reader.optional("error") { c throws(DocumentError) in try c.string() }
      let registers = try reader.optional("registers") { c throws(DocumentError) in
        try decoder.registers(c)
      }
      guard registers != nil || error != nil else {
        throw cursor.error(.missingKey("registers"))
      }
      var profile = VCPUProfileRecord(
        name: try reader.required("name").string(),
        vcpuFeatures: try decoder.vcpuFeatures(try reader.required("vcpuFeatures")),
        gic: try decoder.choice(try reader.required("gic")),
        mte: try reader.required("mte").bool(),
        registers: registers ?? RegisterState()
      )
      profile.error = error
      profile.cpu = try reader.optional("cpu") { c throws(DocumentError) in
        try c.int(in: 0...(cpuCount - 1))
      }
      profile.writableMasks = try reader.optional("writableMasks") { c throws(DocumentError) in
        try decoder.byRegister(c) { c throws(DocumentError) in try c.hex() }
      }
      return profile
    }
  }
}
