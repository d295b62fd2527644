import ArmArchitecture

/// The rules by which captured registers are valid under one VM's ID registers.
///
/// For a VM with EL2 they are the masks that a kernel enforces; for one without, whose registers KVM
/// carries as they are, what the architecture makes of the bits.
public struct StateRules: Sendable {
  /// The registers that the rules speak of, ascending by encoding.
  public let registers: [RuledRegister]
  /// The mask of each register.
  public let masks: [RegisterMask]
  /// True when a kernel enforces the rules: a guest cannot hold an invalid bit.
  public let isEnforced: Bool
  /// The VM's ID registers.
  public let idRegisters: IDRegisterValues

  private static let carried = BitRuleProgram.builtIn(BitRules.carried, conditions: [])

  /// The rules for the state of a VM, as the plan's kernel has them.
  ///
  /// - Complexity: O(1) for a VM with EL2, else O(*n*) in the conditions of three registers.
  public init(_ plan: ConfigurationPlan) {
    self =
      plan.configuration.vcpuFeatures.contains(.el2)
      ? StateRules(enforcedBy: plan) : StateRules(carriedUnder: plan.configuration.idRegisters)
  }

  private init(enforcedBy plan: ConfigurationPlan) {
    idRegisters = plan.configuration.idRegisters
    isEnforced = true
    registers = BitRules.standard.registers(on: plan.kernel) ?? []
    masks = plan.masks
  }

  /// The rules for a VM without EL2; no kernel is asked.
  ///
  /// - Complexity: O(*n*) in the conditions of three registers.
  public init(carriedUnder idRegisters: IDRegisterValues) {
    self.idRegisters = idRegisters
    isEnforced = false
    registers = Self.carried.registers
    let words = Self.carried.masks(Self.carried.evaluate(idRegisters))
    masks = registers.enumerated().map { index, register in
      RegisterMask(
        encoding: register.encoding,
        zero: words[2 * index],
        one: words[2 * index + 1]
      )
    }
  }

  /// The mask of a register; nil when the rules do not speak of it.
  ///
  /// - Complexity: O(*n*) in the masks.
  public func mask(of encoding: Encoding) -> RegisterMask? {
    masks.first { $0.encoding == encoding && $0.isApplied }
  }
}
