import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What guests of scratch VMs see: UNDEFINED encodings, and the masks of a VM with EL2.
struct GuestProbe {
  private let kvm: any KVMInterface

  /// NOP.
  private static let nothing: UInt32 = 0xd503_201f

  init(_ kvm: any KVMInterface) {
    self.kvm = kvm
  }

  /// The measurement; nil when no guest could be run.
  var measurement: HostMeasurement? {
    var measurement = HostMeasurement()
    var hasRun = false
    for name in ProbePlan.profiles {
      guard let recipe = ProfileRecipe.named(name) else { continue }
      let program = Self.program(recipe)
      guard let base = undefined(recipe, program) else { continue }
      if hasRun || recipe.vcpuFeatures.contains(.el2) {
        measurement.configurations.append(MeasuredConfiguration(profile: name, undefined: base))
      } else {
        measurement.undefined = base
      }
      hasRun = true
      let known = Set(base)
      for lowering in ProbePlan.lowerings {
        guard let field = IDRegisters.standard.field(lowering.field),
          let (value, undefined) = lowered(recipe, field, to: lowering.value, program)
        else { continue }
        measurement.configurations.append(
          MeasuredConfiguration(
            profile: name,
            idRegisters: RegisterState([(RegisterID(field.encoding), .word(value))]),
            undefined: undefined.filter { !known.contains($0) }
          )
        )
      }
      if recipe.vcpuFeatures.contains(.el2) { measurement.masks = masks(recipe) }
    }
    return hasRun ? measurement : nil
  }

  static func program(_ recipe: ProfileRecipe) -> ProbeProgram {
    ProbeProgram(ProbedEncodings.at(recipe.vcpuFeatures.contains(.el2) ? .virtualEL2 : .el1))
  }

  /// The encodings UNDEFINED in the default configuration; nil when there was no run.
  private func undefined(_ recipe: ProfileRecipe, _ program: ProbeProgram) -> [Encoding]? {
    guard let vm = try? kvm.create(recipe) else { return nil }
    defer { vm.close() }
    return (try? vm.run(program.instructions)).map(program.undefined)
  }

  /// The register's value and the encodings UNDEFINED with a field lowered; nil when the field is
  /// not above that value or KVM does not let it be lowered.
  private func lowered(
    _ recipe: ProfileRecipe,
    _ field: IDField,
    to value: UInt64,
    _ program: ProbeProgram
  ) -> (UInt64, [Encoding])? {
    guard let vm = try? kvm.create(recipe) else { return nil }
    defer { vm.close() }
    guard let fresh = vm.word(field.encoding), field.bits.extract(fresh) > value else { return nil }
    let lowered = field.bits.insert(value, into: fresh)
    do throws(KVMFailure) {
      try vm.set(field.encoding, to: lowered)
      return (lowered, program.undefined(try vm.run(program.instructions)))
    } catch {
      return nil
    }
  }

  /// The bits that read as 0 and as 1 whatever is written, of every register that has such.
  ///
  /// KVM computes the masks at the first run.
  private func masks(_ recipe: ProfileRecipe) -> [RegisterID: RecordedMask] {
    guard let vm = try? kvm.create(recipe) else { return [:] }
    defer { vm.close() }
    guard (try? vm.run([Self.nothing])) != nil else { return [:] }
    var masks: [RegisterID: RecordedMask] = [:]
    for encoding in ProbePlan.maskedRegisters {
      guard (try? vm.set(encoding, to: .max)) != nil, let ones = vm.word(encoding),
        (try? vm.set(encoding, to: 0)) != nil, let zeros = vm.word(encoding)
      else { continue }
      masks[RegisterID(encoding)] = RecordedMask(res0: ~ones & ~zeros, res1: zeros & ones)
    }
    return masks
  }
}
