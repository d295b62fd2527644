import ArmArchitecture

extension KernelVersion {
  /// The newest release of each series whose behaviour was measured.
  static let measuredReleases = [
    KernelVersion(6, 12, 107), KernelVersion(6, 16, 12), KernelVersion(6, 18, 15),
    KernelVersion(7, 2, 11), KernelVersion(7, 3, 4),
  ]

  /// A full release: itself when the patch is known, else the newest measured release of the
  /// series, else itself (patch 0).
  public var measured: KernelVersion {
    guard patch == nil else { return self }
    return Self.measuredReleases.last { $0.series == series } ?? self
  }
}
