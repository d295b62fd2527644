import ArmArchitecture
import KVMEnforcement
import MigrationState

extension Explainer {
  /// A system register or system instruction: its spellings, what it holds, and what traps it.
  func encoding(_ encoding: Encoding) -> Explanation {
    var result = Explanation(encoding.isInstruction ? .instruction : .register, encoding.name)
    result.fact("Encoding", "encoding", encoding.description)
    result.fact(
      "Operands",
      "operands",
      "op0=\(encoding.op0) op1=\(encoding.op1) CRn=\(encoding.crn) CRm=\(encoding.crm) "
        + "op2=\(encoding.op2)"
    )
    if !encoding.isInstruction {
      let id = RegisterID(encoding)
      result.fact("KVM id", "id", "0x" + hexadecimal(id.rawValue, digits: 16))
      current(id, into: &result)
    }
    if HostTraps.standard.memoryBacked.contains(encoding) {
      result.fact(
        "At vEL2",
        "isMemoryBacked",
        "a guest hypervisor reaches it as memory (FEAT_NV2): no access traps",
        true
      )
    } else if TrapHandlers.standard.aliases.contains(encoding) {
      result.fact(
        "At vEL2",
        "isMemoryBacked",
        "a guest hypervisor with FEAT_VHE reaches it as memory (FEAT_NV2)",
        true
      )
    }
    if let register = IDRegisters.standard[encoding] { fields(of: register, into: &result) }
    if let register = BitRules.standard.register(encoding, on: kernel) {
      ruledBits(of: register, into: &result)
    }
    triage(of: encoding, into: &result)
    traps(of: encoding, into: &result)
    return result
  }

  /// A register of another class: core, demux, firmware or SVE.
  func register(_ id: RegisterID) -> Explanation {
    let name = KVMRegisterNames.standard.name(of: id)
    var result = Explanation(.register, name ?? id.description)
    result.fact("KVM id", "id", "0x" + hexadecimal(id.rawValue, digits: 16))
    result.fact("Class", "class", id.registerClass.meaning)
    result.fact("Width", "width", "\(id.width) bits", .int(id.width))
    current(id, into: &result)
    return result
  }

  /// The values that the VM and the host have of a register.
  private func current(_ id: RegisterID, into result: inout Explanation) {
    guard let values else { return }
    let (vm, host) = values.cells(of: id)
    result.fact("VM \(values.guest.name)", "vm", vm, vm == "-" ? .null : .string(vm))
    result.fact(values.host.name, "host", host, host == "-" ? .null : .string(host))
    if let encoding = id.encoding, AdmissionPlan.covers(encoding) {
      admission(of: encoding, values, into: &result)
    }
  }

  /// The fields of an ID register.
  private func fields(of register: IDRegister, into result: inout Explanation) {
    result.list(
      "Fields",
      "fields",
      headings: ["BITS", "FIELD"] + (values?.headings ?? []) + ["VALUES"],
      register.fields.map { field in
        var cells = [field.bits.description, field.name]
        var members: [JSONOutput.Member] = [
          .init("bits", .string(field.bits.description)), .init("name", .string(field.name)),
        ]
        for (key, registers) in columns {
          cells.append(spell(registers[field], field))
          members.append(.init(key, .string("0x" + String(registers[field], radix: 16))))
        }
        cells.append(
          field.values.map { "\($0.value)=\($0.name ?? "?")" }.joined(separator: " ")
        )
        return Explanation.Entry(cells, .object(members))
      }
    )
  }
}

extension RegisterClass {
  /// The class in words.
  fileprivate var meaning: String {
    switch self {
    case .core: "core: general-purpose, PSTATE, SPSR and SIMD registers"
    case .demux: "demux: CCSIDR_EL1 by CSSELR_EL1"
    case .system: "system register"
    case .firmware: "firmware: PSCI version and SMCCC workaround levels"
    case .sve: "SVE: Z, P and FFR slices, and the set of vector lengths"
    case .firmwareBitmap: "firmware bitmap: the hypercall services offered"
    }
  }
}
