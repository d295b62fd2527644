import ArmArchitecture

/// What probe guests measured on a host.
public struct HostMeasurement: Hashable, Sendable {
  /// RES0 and RES1 masks read back from a VM with EL2 in its default configuration, by register.
  public var masks: [RegisterID: RecordedMask]
  /// Encodings that were UNDEFINED at EL1 in the default configuration with all vCPU features,
  /// ascending.
  public var undefined: [Encoding]
  /// Further configurations, in the order in which they were measured.
  public var configurations: [MeasuredConfiguration]

  /// Makes a measurement from its parts.
  public init(
    masks: [RegisterID: RecordedMask] = [:],
    undefined: [Encoding] = [],
    configurations: [MeasuredConfiguration] = []
  ) {
    self.masks = masks
    self.undefined = undefined
    self.configurations = configurations
  }
}
