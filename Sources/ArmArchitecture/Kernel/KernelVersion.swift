/// The upstream version of a Linux kernel: `major.minor.patch`.
public struct KernelVersion: Hashable, Comparable, Sendable {
  /// The first number, 7 of 7.3.4.
  public let major: Int
  /// The second number, 3 of 7.3.4.
  public let minor: Int
  /// The third number, 4 of 7.3.4; nil when the release does not tell ("7.3" names a series).
  public let patch: Int?

  /// Makes a version from its numbers.
  public init(_ major: Int, _ minor: Int, _ patch: Int? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads the numbers at the start of a release such as `7.3.4+deb13-cloud-arm64` or `6.18`.
  ///
  /// Nil when the text does not begin with `major.minor`.
  public init?(_ release: some StringProtocol) {
    var numbers: [Int] = []
    var rest = Substring(release).utf8
    while numbers.count < 3 {
      let digits = rest.prefix { 48...57 ~= $0 }
      guard let number = Int(Substring(digits)) else { break }
      numbers.append(number)
      rest = rest[digits.endIndex...]
      guard rest.popFirst() == UInt8(ascii: ".") else { break }
    }
    guard numbers.count >= 2 else { return nil }
    self.init(numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : nil)
  }

  /// The series, `major.minor`, without the patch.
  public var series: KernelVersion { KernelVersion(major, minor) }

  /// Orders by major, minor, patch; a missing patch counts as 0.
  public static func < (lhs: KernelVersion, rhs: KernelVersion) -> Bool {
    (lhs.major, lhs.minor, lhs.patch ?? 0) < (rhs.major, rhs.minor, rhs.patch ?? 0)
  }
}

extension KernelVersion: CustomStringConvertible {
  /// `7.3.4`, or `7.3` without a patch.
  public var description: String {
    patch.map { "\(major).\(minor).\($0)" } ?? "\(major).\(minor)"
  }
}
