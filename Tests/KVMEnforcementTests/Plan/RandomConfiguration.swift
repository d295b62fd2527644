import ArmArchitecture
import KVMEnforcement

/// A seeded stream of random numbers (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}

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
