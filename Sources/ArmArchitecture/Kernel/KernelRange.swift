/// A range of kernel versions, both ends included; an open end has no bound.
///
/// An end is a series (`6.18`, every 6.18.y) or a release (`6.18.15`).
public struct KernelRange: Hashable, Sendable {
  /// The first version; nil without a lower bound.
  public let first: KernelVersion?
  /// The last version; nil without an upper bound.
  public let last: KernelVersion?

  /// Every kernel.
  public static let all = KernelRange(first: nil, last: nil)

  /// Makes a range from its ends.
  public init(first: KernelVersion?, last: KernelVersion?) {
    self.first = first
    self.last = last
  }

  /// Reads `6.16..6.18`, `7.2..`, `..6.12.90`, `7.2`, or `-` for every kernel.
  ///
  /// Nil for anything else, and for a range that ends before it begins.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    if text == "-" {
      self = .all
      return
    }
    guard let dots = Self.dots(text.utf8) else {
      guard let only = Self.version(text) else { return nil }
      self.init(first: only, last: only)
      return
    }
    let ends = (text[..<dots], text[text.utf8.index(dots, offsetBy: 2)...])
    let first = Self.version(ends.0)
    let last = Self.version(ends.1)
    guard ends.0.isEmpty == (first == nil), ends.1.isEmpty == (last == nil),
      first != nil || last != nil
    else { return nil }
    self.init(first: first, last: last)
    if let first, !contains(first), last != nil { return nil }
  }

  /// Where the first two dots stand.
  private static func dots(_ bytes: String.UTF8View) -> String.Index? {
    bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: ".") && bytes[bytes.index(after: $0)] == UInt8(ascii: ".")
    }
  }

  /// A version and nothing after it; nil for anything else.
  private static func version(_ text: some StringProtocol) -> KernelVersion? {
    KernelVersion(text).flatMap { $0.description == text ? $0 : nil }
  }

  /// True when the range has the kernel; a kernel without a patch counts as patch 0.
  public func contains(_ kernel: KernelVersion) -> Bool {
    if let first, kernel < first { return false }
    guard let last else { return true }
    return last.patch == nil ? kernel.series <= last : kernel <= last
  }
}

extension KernelRange: CustomStringConvertible {
  /// `6.16..6.18`, `7.2..`, `..6.18`, `7.2`, or `-` for every kernel.
  public var description: String {
    if first == nil, last == nil { return "-" }
    if let first, first == last { return first.description }
    return (first?.description ?? "") + ".." + (last?.description ?? "")
  }
}
