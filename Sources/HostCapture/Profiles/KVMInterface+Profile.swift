import ArmArchitecture
import KVMEnforcement
import MigrationState

extension KVMInterface {
  /// KVM's number of the capability that tells the width of guest-physical addresses.
  private var ipaSizeCapability: Int { 165 }
  /// KVM's number of the capability that gives a VM memory tagging.
  private var mteCapability: Int { 205 }
  /// The width of guest-physical addresses that KVM gives a VM when nothing is asked.
  private var defaultIPABits: Int { 40 }

  /// Makes a VM with a finalised vCPU of the recipe's features.
  ///
  /// - Throws: `KVMFailure` when KVM refuses any step; nothing is left behind.
  func create(_ recipe: ProfileRecipe) throws(KVMFailure) -> any ScratchVM {
    try createWithGIC(recipe).vm
  }

  private func createWithGIC(
    _ recipe: ProfileRecipe
  ) throws(KVMFailure) -> (vm: any ScratchVM, gic: GICModel) {
    var gic = GICModel.none
    let limit = (try? capability(ipaSizeCapability)) ?? 0
    let vm = try createVM(ipaBits: 0 < limit && limit < defaultIPABits ? limit : 0)
    do throws(KVMFailure) {
      if recipe.mte { try vm.enable(capability: mteCapability) }
      if recipe.hasVGIC { gic = try vm.createVGIC() }
      try vm.createVCPU()
      try vm.initialize(recipe.vcpuFeatures)
      if recipe.vcpuFeatures.contains(.sve) { try vm.finalizeSVE() }
    } catch {
      vm.close()
      throw error
    }
    return (vm, gic)
  }

  /// A fresh vCPU with the recipe's features, or why KVM refused it.
  func profile(_ recipe: ProfileRecipe) -> VCPUProfileRecord {
    var profile = VCPUProfileRecord(
      name: recipe.name,
      vcpuFeatures: recipe.vcpuFeatures,
      gic: recipe.hasVGIC ? .v3 : .none,
      mte: recipe.mte,
      registers: RegisterState()
    )
    do throws(KVMFailure) {
      let (vm, gic) = try createWithGIC(recipe)
      defer { vm.close() }
      profile.gic = gic
      profile.registers = try vm.registers()
      profile.writableMasks = try? vm.masks()
    } catch {
      profile.error = "KVM refused this vcpu feature set: errno=\(error.errno)"
    }
    return profile
  }
}

extension ScratchVM {
  /// Every register of the list that can be read and that documents can hold.
  ///
  /// - Throws: `KVMFailure` when there is no list.
  func registers() throws(KVMFailure) -> RegisterState {
    var registers: [(RegisterID, RegisterValue)] = []
    for id in try registerList().sorted() {
      guard let register = RegisterID(rawValue: id), let bytes = try? self.register(id),
        let value = RegisterValue(words: Self.words(bytes), width: register.width)
      else { continue }
      registers.append((register, value))
    }
    return RegisterState(registers)
  }

  /// The writable bits of every ID register that has any.
  ///
  /// - Throws: `KVMFailure` on a kernel that does not tell.
  func masks() throws(KVMFailure) -> [RegisterID: UInt64] {
    var masks: [RegisterID: UInt64] = [:]
    for (index, mask) in try writableMasks().enumerated() where mask != 0 {
      let op1 = [0, 1, 3][index >> 6]
      guard
        let encoding = Encoding(op0: 3, op1: op1, crn: 0, crm: index >> 3 & 7, op2: index & 7)
      else { continue }
      masks[RegisterID(encoding)] = mask
    }
    return masks
  }

  /// The 64-bit words of little-endian bytes.
  private static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
