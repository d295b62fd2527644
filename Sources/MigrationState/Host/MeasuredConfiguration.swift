import ArmArchitecture

/// What a probe guest measured under one configuration.
public struct MeasuredConfiguration: Hashable, Sendable {
  /// The name of the profile whose vCPU features the guest had.
  public var profile: String
  /// The ID registers that were lowered before the run; empty in the default configuration.
  public var idRegisters: RegisterState
  /// Encodings that were UNDEFINED, ascending; with lowered ID registers only those that executed
  /// in the profile's default configuration.
  public var undefined: [Encoding]

  /// Makes a row from its parts.
  public init(
    profile: String,
    idRegisters: RegisterState = RegisterState(),
    undefined: [Encoding]
  ) {
    self.profile = profile
    self.idRegisters = idRegisters
    self.undefined = undefined
  }
}
