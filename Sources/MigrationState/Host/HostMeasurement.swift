import ArmArchitecture

/// What a probe guest measured on a host.
public struct HostMeasurement: Hashable, Sendable {
  /// RES0 and RES1 masks read back, by register.
  public var masks: [RegisterID: RecordedMask]
  /// Encodings that were UNDEFINED, ascending.
  public var undefined: [Encoding]

  /// Makes a measurement from its parts.
  public init(masks: [RegisterID: RecordedMask] = [:], undefined: [Encoding] = []) {
    self.masks = masks
    self.undefined = undefined
  }
}
