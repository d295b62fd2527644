import ArmArchitecture
import KVMEnforcement

extension VCPUProfileRecord {
  func fields(_ lists: RegisterListTable) -> [CanonicalField?] {
    [
      CanonicalField("name", name),
      CanonicalField("cpu", cpu),
      CanonicalField("vcpuFeatures", vcpuFeatures),
      CanonicalField("gic", gic),
      CanonicalField("mte", mte),
      CanonicalField("registers", registers, lists),
      CanonicalField("writableMasks", writableMasks) { $0.writeColumns($1, lists, \.self) },
      CanonicalField("error", error),
    ]
  }

  init(
    from decoder: inout CBORDecoder,
    cpuCount: Int,
    _ lists: inout RegisterListReader
  ) throws(CBORError) {
    var fields = try CanonicalFieldReader(&decoder)
    let cpu = try fields.optional("cpu", &decoder, CanonicalRead.int(in: 0...cpuCount - 1))
    let gic: GICModel = try fields.required("gic", &decoder, CanonicalRead.choice)
    let mte = try fields.required("mte", &decoder, CanonicalRead.bool)
    let name = try fields.required("name", &decoder, CanonicalRead.text)
    let error = try fields.optional("error", &decoder, CanonicalRead.text)
    let registers = try fields.required("registers", &decoder) { decoder throws(CBORError) in
      try lists.registers(&decoder)
    }
    let features = try fields.required("vcpuFeatures", &decoder, CanonicalRead.features)
    let masks = try fields.optional("writableMasks", &decoder) { decoder throws(CBORError) in
      try lists.columns(1, &decoder)
    }
    try fields.finish(decoder)
    self.init(
      name: name,
      vcpuFeatures: features,
      gic: gic,
      mte: mte,
      registers: registers,
      writableMasks: masks.map { rows in
        Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.values[0]) })
      }
    )
    self.cpu = cpu
    self.error = error
  }
}
