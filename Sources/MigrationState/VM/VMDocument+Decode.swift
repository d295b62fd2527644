import ArmArchitecture
import KVMEnforcement

extension VMDocument {
  init(_ cursor: JSONCursor, _ decoder: inout DocumentDecoder) throws(DocumentError) {
    self = try decoder.object(cursor) { decoder, reader throws(DocumentError) in
      try decoder.schema(Self.schema, &reader)
      var vm = VMDocument(
        name: try decoder.name(try reader.required("name")),
        vcpuCount: try reader.required("vcpuCount").int(in: 1...65_536),
        vcpuFeatures: try decoder.vcpuFeatures(try reader.required("vcpuFeatures")),
        gic: try decoder.choice(try reader.required("gic")),
        mte: try reader.required("mte").bool(),
        idRegisters: try Self.idRegisters(try reader.required("idRegisters"), decoder)
      )
      vm.uuid = try reader.optional("uuid") { c throws(DocumentError) in try c.string() }
      vm.createdOn = try reader.optional("createdOn", decoder.name)
      vm.vmm = try reader.optional("vmm") { c throws(DocumentError) in try decoder.choice(c) }
      vm.writableImplementationIds = try reader.optional("writableImplementationIds") {
        c throws(DocumentError) in try c.bool()
      }
      vm.ipaSize = try reader.optional("ipaSize") { c throws(DocumentError) in
        try c.int(in: 32...56)
      }
      vm.sveVectorLengths = try reader.optional("sveVectorLengths", Self.vectorLengths)
      vm.firmware = try reader.optional("firmware") { c throws(DocumentError) in
        try decoder.registers(c) { RegisterID($0) ?? KVMRegisterNames.standard.id(named: $0) }
      }
      vm.cpuAffinity = try reader.optional("cpuAffinity", Self.affinity)
      vm.machine = try reader.optional("machine") { c throws(DocumentError) in
        _ = try c.members()
        return JSONWriter().string(JSONOutput(c.node))
      }
      return vm
    }
  }

  /// ID registers and the other system registers that tell a guest what it runs on.
  private static func idRegisters(
    _ cursor: JSONCursor,
    _ decoder: DocumentDecoder
  ) throws(DocumentError) -> RegisterState {
    let registers = try decoder.registers(cursor)
    for (key, value) in try cursor.members() where RegisterID(key)?.encoding == nil {
      throw value.error(.other("`\(key)` is not an ID register"))
    }
    return registers
  }

  private static func vectorLengths(_ cursor: JSONCursor) throws(DocumentError) -> [Int] {
    var lengths: Set<Int> = []
    for element in try cursor.array() {
      let length = try element.int(in: 128...2048)
      guard length % 128 == 0, lengths.insert(length).inserted else {
        throw element.error(.other("expected distinct multiples of 128"))
      }
    }
    return lengths.sorted()
  }

  private static func affinity(_ cursor: JSONCursor) throws(DocumentError) -> [Int] {
    var cpus: Set<Int> = []
    for element in try cursor.array() { cpus.insert(try element.int(in: 0...65_535)) }
    return cpus.sorted()
  }
}
