import ArmArchitecture

extension ConfigurationPlan {
  /// What this VM reaches, on a host, of the features it does not advertise.
  ///
  /// A VM with EL2 is judged in both its contexts: what its kernel reaches at vEL2 or a guest of its
  /// own at vEL1.
  ///
  /// - Parameters:
  ///   - capabilities: what the host can trap; unknown ones make exposures undecided.
  ///   - features: what the host implements.
  /// - Returns: the exposures, without a word about other hosts: see ``ExposureComparison``.
  ///
  /// - Complexity: O(*n*) in the rows of the trap and hiding tables; a few microseconds.
  public func exposures(
    on capabilities: TrapCapabilities,
    implementing features: HostFeatures
  ) -> ExposureSet {
    ExposureSet(self, capabilities, features)
  }
}
