import ArmArchitecture

/// Which values of the fields that KVM tolerates a scratch VM accepts.
struct ToleranceProbe {
  private let kvm: any KVMInterface

  init(_ kvm: any KVMInterface) {
    self.kvm = kvm
  }

  /// `REGISTER.FIELD` to the values accepted, ascending; empty where no scratch VM can be made.
  var acceptedValues: [String: [UInt64]] {
    guard let recipe = ProfileRecipe.named("plain"), let vm = try? kvm.create(recipe) else {
      return [:]
    }
    defer { vm.close() }
    var accepted: [String: [UInt64]] = [:]
    for path in ProbePlan.tolerances {
      guard let field = IDRegisters.standard.field(path), let fresh = vm.word(field.encoding) else {
        continue
      }
      accepted[path] = (0...field.bits.mask >> UInt64(field.bits.lsb)).filter { value in
        (try? vm.set(field.encoding, to: field.bits.insert(value, into: fresh))) != nil
      }
      try? vm.set(field.encoding, to: fresh)
    }
    return accepted
  }
}

extension ScratchVM {
  /// The value of a system register; nil when it cannot be read.
  func word(_ encoding: Encoding) -> UInt64? {
    (try? register(RegisterID(encoding).rawValue)).map { bytes in
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Writes a system register.
  ///
  /// - Throws: `KVMFailure`.
  func set(_ encoding: Encoding, to value: UInt64) throws(KVMFailure) {
    try setRegister(RegisterID(encoding).rawValue, to: value)
  }
}
