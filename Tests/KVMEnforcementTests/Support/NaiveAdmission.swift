import ArmArchitecture
import KVMEnforcement

/// The rules of ID-register admission as an engineer would tell them, one `if` after the other:
/// what ``AdmissionPlan`` is compared with.
struct NaiveAdmission {
  let profile: VCPUProfile
  let kernel: KernelVersion
  let facts: HostFacts
  let writableIDs: Bool

  func decide(_ register: String, _ written: UInt64) -> Admission.Outcome {
    guard let encoding = RegisterNames.standard.encoding(named: register),
      let limit = profile.limit(encoding)
    else { return .missing }
    if !facts.has32BitEL0, Self.aarch32.contains(register) { return .accepted(stored: limit) }
    if let outcome = identity(register, written, limit) { return outcome }

    var value = written
    var refused = false
    var unknown: Set<String> = []
    let fields = IDRegisters.standard[encoding]?.fields ?? []
    func get(_ name: String, _ word: UInt64) -> UInt64 {
      fields.first { $0.name == name }.map { $0.bits.extract(word) } ?? 0
    }
    func set(_ name: String, _ number: UInt64) {
      for field in fields where field.name == name {
        value = field.bits.insert(number, into: value)
      }
    }
    func tolerate(_ name: String, _ fact: UInt64?, unknown range: ClosedRange<UInt64>) {
      let content = get(name, value)
      if let fact {
        if content == fact { set(name, 0) }
      } else if range.contains(content), content != get(name, limit) {
        unknown.insert(name)
      }
    }
    let el2 = profile.features.contains(.el2)
    let v616 = kernel >= KernelVersion(6, 16)
    let between = kernel >= KernelVersion(6, 13) && !v616
    for name in ["PMUVer", "PerfMon"] where get(name, value) == 15 { set(name, 0) }
    switch register {
    case "ID_AA64DFR0_EL1":
      if get("DebugVer", value) < 6 { refused = true }
      if el2, get("DoubleLock", limit) == 15, get("DoubleLock", value) == 0 {
        set("DoubleLock", 15)
      }
    case "ID_DFR0_EL1":
      if [1, 2].contains(get("PerfMon", value)) || get("CopDbg", value) < 6 { refused = true }
    case "ID_AA64PFR0_EL1":
      for name in ["EL0", "EL1"] where get(name, value) == 0 {
        if v616 { refused = true }
        if between, get(name, limit) != 0 { unknown.insert(name) }
      }
      if el2, v616, get("EL2", value) == 0 { refused = true }
      if kernel >= KernelVersion(6, 12, 6) { tolerate("MPAM", facts.mpam, unknown: 1...15) }
      if facts.hasGICv5LegacyInterface, get("GIC", value) != 1 {
        if kernel.series == KernelVersion(6, 18) { refused = true }
        if kernel >= KernelVersion(6, 19), kernel < KernelVersion(7, 2),
          get("GIC", limit) != get("GIC", value)
        {
          unknown.insert("GIC")
        }
      }
    case "ID_AA64PFR1_EL1":
      if kernel >= KernelVersion(6, 12, 6) {
        tolerate("MPAM_frac", facts.mpamFrac, unknown: 1...15)
      }
      if facts.mte == 2, facts.mteFrac == 15, get("MTE_frac", value) == 0 {
        if v616 { set("MTE_frac", 15) }
        if between, get("MTE_frac", limit) != 0 { unknown.insert("MTE_frac") }
      }
    case "ID_AA64MMFR2_EL1":
      if get("NV", limit) == 0 { tolerate("NV", facts.nv, unknown: 1...2) }
    case "ID_AA64MMFR0_EL1":
      for name in ["TGRAN4_2", "TGRAN64_2", "TGRAN16_2"] where el2 {
        let content = get(name, value)
        if kernel.series == KernelVersion(6, 16), content != get(name, limit) { refused = true }
        if kernel.series == KernelVersion(6, 17), content == 1, get(name, limit) != 1 {
          unknown.insert(name)
        }
      }
    case "CTR_EL0":
      if get("L1Ip", value) < 2 { refused = true }
    default: break
    }
    for name in ["PMUVer", "PerfMon"] where (8...14).contains(get(name, value)) {
      if kernel >= KernelVersion(6, 18, 16), kernel < KernelVersion(7, 2),
        get(name, value) != get(name, limit)
      {
        unknown.insert(name)
      }
    }

    var outside = UInt64.max
    for field in fields {
      let mask = profile.writableMasks[encoding, default: 0]
      guard field.policy != .absent,
        (field.bits.lsb...field.bits.msb).allSatisfy({ mask >> UInt64($0) & 1 == 1 })
      else {
        if unknown.contains(field.name) { outside &= ~field.bits.mask }
        continue
      }
      outside &= ~field.bits.mask
      if !unknown.contains(field.name), !accepts(field, value, limit) { refused = true }
    }
    for bit in 0..<UInt64(64) where outside >> bit & 1 == 1 {
      if value >> bit & 1 != limit >> bit & 1 { refused = true }
    }
    if refused { return .refused }
    return unknown.isEmpty ? .accepted(stored: value) : .undecided
  }

  private func accepts(_ field: IDField, _ value: UInt64, _ limit: UInt64) -> Bool {
    let (new, old) = (field.bits.extract(value), field.bits.extract(limit))
    let bySign =
      field.bits.extractSigned(value) <= field.bits.extractSigned(limit)
    switch field.policy {
    case .absent: return new == old
    case .lower(signed: true): return bySign
    case .lower(signed: false):
      let oldTable =
        kernel < KernelVersion(6, 12, 91)
        || kernel >= KernelVersion(6, 13) && kernel < KernelVersion(6, 18, 16)
      if ["PMUVer", "PerfMon"].contains(field.name), oldTable { return bySign }
      return new <= old
    case .higher: return new >= old
    case .higherOrZero: return new == 0 || old != 0 && new >= old
    case .exact(let safe): return new == old || new == safe
    }
  }

  private func identity(_ register: String, _ value: UInt64, _ limit: UInt64) -> Admission.Outcome?
  {
    let writable = writableIDs && kernel >= KernelVersion(6, 15)
    let accepted: Bool
    switch register {
    case "MPIDR_EL1": accepted = true
    case "MIDR_EL1":
      accepted = value == limit || writable && value >> 32 == limit >> 32
    case "REVIDR_EL1", "AIDR_EL1": accepted = value == limit || writable
    case "CLIDR_EL1":
      let idc = RegisterNames.standard.encoding(named: "CTR_EL0").flatMap { profile.limit($0) }
      let clean =
        value >> 24 & 7 == 0 || value >> 27 & 7 == 0 && value >> 21 & 7 == 0
      accepted = value >> 47 == 0 && !(clean && (idc ?? 0) >> 28 & 1 == 0)
    default: return nil
    }
    return accepted ? .accepted(stored: value) : .refused
  }

  private static let aarch32: Set<String> = [
    "ID_PFR0_EL1", "ID_PFR1_EL1", "ID_PFR2_EL1", "ID_DFR0_EL1", "ID_MMFR0_EL1", "ID_MMFR1_EL1",
    "ID_MMFR2_EL1", "ID_MMFR3_EL1", "ID_MMFR4_EL1", "ID_MMFR5_EL1", "ID_ISAR0_EL1", "ID_ISAR1_EL1",
    "ID_ISAR2_EL1", "ID_ISAR3_EL1", "ID_ISAR4_EL1", "ID_ISAR5_EL1", "ID_ISAR6_EL1", "MVFR0_EL1",
    "MVFR1_EL1", "MVFR2_EL1",
  ]
}
