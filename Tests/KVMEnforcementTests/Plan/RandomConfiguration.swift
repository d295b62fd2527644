import ArmArchitecture
import KVMEnforcement
import TestSupport

extension VMConfiguration {
  /// A VM with EL2 whose ID registers are random: fields full of small numbers, so that features
  /// come and go.
  static func random(seed: UInt64) -> VMConfiguration {
    var generator = SeededGenerator(seed: seed)
    var values = IDRegisterValues()
    for register in IDRegisters.standard.registers {
      for field in register.fields {
        values[field] = UInt64.random(in: 0...(seed % 2 == 0 ? 3 : 15), using: &generator)
      }
    }
    return VMConfiguration(
      idRegisters: values,
      vcpuFeatures: [.el2],
      gic: GICModel.allCases.randomElement(using: &generator) ?? .v3
    )
  }
}
