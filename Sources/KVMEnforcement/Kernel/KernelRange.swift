import ArmArchitecture

/// A range of kernel versions, both ends included.
///
/// `6.13..6.18.15` reads from 6.13.0 to 6.18.15; an upper end without a patch means its whole
/// series, so `6.18` alone is every 6.18.y; an end left out is unbounded; `-` is every kernel.
struct KernelRange: Hashable, Sendable {
  /// The first version, nil for no lower end.
  let first: KernelVersion?
  /// The last version, nil for no upper end.
  let last: KernelVersion?

  /// Reads the notation; nil when it is malformed.
  init?(_ text: some StringProtocol) {
    if text == "-" {
      first = nil
      last = nil
      return
    }
    guard text.utf8.allSatisfy({ 48...57 ~= $0 || $0 == 46 }) else { return nil }
    let dots = text.indices.first { text[$0...].hasPrefix("..") }
    let start = dots.map { String(text[..<$0]) } ?? String(text)
    let end = dots.map { String(text[text.index($0, offsetBy: 2)...]) } ?? String(text)
    first = KernelVersion(start)
    last = KernelVersion(end)
    guard (first != nil) == !start.isEmpty, (last != nil) == !end.isEmpty,
      first != nil || last != nil
    else { return nil }
  }

  /// True when the range has the version.
  ///
  /// A version without a patch stands for the newest release of its series that was measured.
  func contains(_ version: KernelVersion) -> Bool {
    let version = version.measured
    if let first, version < first { return false }
    guard let last else { return true }
    return last.patch == nil ? version.series <= last.series : version <= last
  }
}
