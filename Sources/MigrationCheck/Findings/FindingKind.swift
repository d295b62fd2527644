import MigrationState

/// One kind of finding: its code, and what an operator needs to know about it.
///
/// The table of finding codes in the README and the answer of `explain CODE` are generated from
/// these.
public struct FindingKind: Sendable {
  /// The groups of a verdict, in the order in which findings are listed.
  public enum Group: Int, Sendable, CaseIterable {
    /// Would the target's KVM accept the VM's ID registers?
    case admission = 1
    /// Does every captured register exist on the target, and does it belong there?
    case registerSet = 2
    /// What does the target implement that the VM does not advertise?
    case hiddenFeatures = 3
    /// Does the captured state carry bits that mean nothing under the configuration?
    case state = 4
    /// Everything else that must match.
    case environment = 5
    /// Are the records good enough to judge by?
    case records = 6

    /// The group's title.
    public var title: String {
      switch self {
      case .admission: "ID-register admission"
      case .registerSet: "Register set"
      case .hiddenFeatures: "Hidden features"
      case .state: "State"
      case .environment: "Everything else that must match"
      case .records: "Records"
      }
    }
  }

  /// The code, as verdicts spell it.
  public let code: String
  /// The group it belongs to.
  public let group: Group
  /// The severities it can have, heaviest first.
  public let severities: [Finding.Severity]
  /// What it says, in one sentence.
  public let means: String
  /// When it has its heaviest severity.
  public let when: String
  /// What in the records shows it.
  public let evidence: String
  /// Where the rule comes from.
  public let source: String
  /// What an operator can do.
  public let remedy: String

  /// Every kind, in the order of the groups.
  public static let all: [FindingKind] =
    admission + registerSet + hiddenFeatures + state + environment + records

  /// The kind with a code; nil when there is none.
  public static func named(_ code: String) -> FindingKind? { byCode[code] }

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  /// A finding of this kind.
  func finding(
    _ severity: Finding.Severity,
    _ subject: String,
    _ message: String
  ) -> Finding {
    Finding(code, severity, subject: subject, message: message)
  }
}
