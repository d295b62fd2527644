import ArmArchitecture

extension RestorePlan {
  /// The bits of a register that can decide what a restore refuses or loses, of it or of another
  /// register; 0 for registers that keep anything, and for values that KVM changes as they run.
  ///
  /// For a register wider than 64 bits any bit stands for all of it.
  ///
  /// - Complexity: O(log *n*) in the registers.
  public func decisiveBits(_ id: RegisterID) -> UInt64 {
    guard let index = profile.registers.index(of: id) else {
      // A client may tolerate a register that the target lacks, of one depending on its value.
      return Self.isTolerated(id, 0) == Self.isTolerated(id, .max) ? 0 : .max
    }
    switch slots[index].rule {
    case .keep: return 0
    case .admission(let place): return admission.decisiveBits(place)
    case .store(let action):
      switch action {
      case .mode: return 0x1f
      case .lineSize: return 0x7
      case .only, .psciVersion, .level, .ssbd, .subset, .lengths, .slots: return .max
      // Which counters a VM has enabled can be lost.
      case .pmcr, .counters, .countersSet, .countersClear: return .max
      case .zero, .eventCounter, .drop, .runs: return 0
      }
    }
  }
}
