/// A range of kernel series, both ends included; an open end has no bound.
///
/// Patch releases belong to their series, so a range speaks of 6.18 and of every 6.18.x alike.
public struct KernelRange: Hashable, Sendable {
  /// The first series; nil without a lower bound.
  public let first: KernelVersion?
  /// The last series; nil without an upper bound.
  public let last: KernelVersion?

  /// Every kernel.
  public static let all = KernelRange(first: nil, last: nil)

  /// Makes a range from its ends; patches are dropped.
  public init(first: KernelVersion?, last: KernelVersion?) {
    self.first = first?.series
    self.last = last?.series
  }

  /// Reads `6.16..6.18`, `7.2..`, `..6.18` or `7.2`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let dots = text.firstRange(of: "..") else {
      guard let only = Self.series(text) else { return nil }
      self.init(first: only, last: only)
      return
    }
    let ends = (text[..<dots.lowerBound], text[dots.upperBound...])
    let first = Self.series(ends.0)
    let last = Self.series(ends.1)
    guard ends.0.isEmpty == (first == nil), ends.1.isEmpty == (last == nil),
      first != nil || last != nil
    else { return nil }
    if let first, let last, last < first { return nil }
    self.init(first: first, last: last)
  }

  /// `major.minor` without a patch; nil for anything else.
  private static func series(_ text: some StringProtocol) -> KernelVersion? {
    KernelVersion(text).flatMap { $0.description == text && $0.patch == nil ? $0 : nil }
  }

  /// True when the kernel's series lies within the range.
  public func contains(_ kernel: KernelVersion) -> Bool {
    first.map { $0 <= kernel.series } ?? true && last.map { kernel.series <= $0 } ?? true
  }
}

extension KernelRange: CustomStringConvertible {
  /// `6.16..6.18`, `7.2..`, `..6.18`, `7.2`, or `..` for every kernel.
  public var description: String {
    if let first, first == last { return first.description }
    return (first?.description ?? "") + ".." + (last?.description ?? "")
  }
}
