import ArmArchitecture

extension KernelModel {
  /// A model that stands for a kernel that was not measured, and on which side it errs.
  public struct Bound: Sendable {
    /// The model.
    public let model: KernelModel
    /// False when the kernel's own series was measured.
    public let isApproximate: Bool
    /// False for kernels before Fine-Grained UNDEF: whatever only a fine-grained trap hides is
    /// reachable.
    public let hasUndefinedWords: Bool
  }

  /// The first series with Fine-Grained UNDEF.
  static let firstWithUndefinedWords = KernelVersion(6, 9)

  /// The nearest measured kernel that hides no more than this one: fit to judge a target by.
  ///
  /// Kernels hide more from series to series, so that is the last measured one before it. Before
  /// the first, what only fine-grained traps hide counts as reachable.
  ///
  /// - Returns: nil for a kernel newer than every model: what it hides is not known.
  public static func hidingAtMost(_ kernel: KernelVersion) -> Bound? {
    guard let newest = BitRules.kernels.last, kernel.series <= newest else { return nil }
    let below = BitRules.kernels.last { $0 <= kernel.series }
    return bound(below ?? BitRules.kernels.first, for: kernel, hasUndefinedWords: below != nil)
  }

  /// The nearest measured kernel that hides no less than this one: fit to judge a source by.
  ///
  /// - Returns: the first measured one from it on, else the newest.
  public static func hidingAtLeast(_ kernel: KernelVersion) -> Bound? {
    bound(
      BitRules.kernels.first { $0 >= kernel.series } ?? BitRules.kernels.last,
      for: kernel,
      hasUndefinedWords: kernel.series >= firstWithUndefinedWords
    )
  }

  private static func bound(
    _ series: KernelVersion?,
    for kernel: KernelVersion,
    hasUndefinedWords: Bool
  ) -> Bound? {
    guard let series, let model = try? KernelModel(series) else { return nil }
    return Bound(
      model: model,
      isApproximate: series != kernel.series,
      hasUndefinedWords: hasUndefinedWords
    )
  }
}
