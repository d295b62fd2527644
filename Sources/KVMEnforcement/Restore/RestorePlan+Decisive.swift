import ArmArchitecture

extension RestorePlan {
  /// The bits of a register that can decide whether a restore is refused, of it or of another
  /// register; 0 for registers that keep anything, and for values that KVM merely changes.
  ///
  /// For a register wider than 64 bits any bit stands for all of it.
  ///
  /// - Complexity: O(log *n*) in the registers.
  public func decisiveBits(_ id: RegisterID) -> UInt64 {
    // A client may tolerate a register that the target lacks, depending on its value.
    guard let index = profile.registers.index(of: id) else { return .max }
    switch slots[index].rule {
    case .keep: return 0
    case .admission: return .max
    case .store(let action):
      switch action {
      case .mode: return 0x1f
      case .lineSize: return 0x7
      case .only, .psciVersion, .level, .ssbd, .subset, .lengths, .slots: return .max
      case .pmcr, .zero, .counters, .countersSet, .countersClear, .eventCounter, .drop, .runs:
        return 0
      }
    }
  }
}
