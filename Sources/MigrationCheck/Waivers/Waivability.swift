import ArmArchitecture
import MigrationState

/// Whether a waiver can cover a finding.
public enum Waivability: Hashable, Sendable {
  /// It can.
  case waivable
  /// The target's KVM or the client refuses the move all the same.
  case refusedByTarget
  /// The guest would compute wrong results without noticing.
  case corruptsSilently

  /// Decides one finding.
  public init(_ finding: Finding) {
    if Self.corrupting(finding) {
      self = .corruptsSilently
    } else if finding.severity == .refuse, !finding.beyondKvm {
      self = .refusedByTarget
    } else {
      self = .waivable
    }
  }

  /// Decides what can be told of a kind of finding alone, before there is one.
  public init(_ kind: FindingKind) {
    let isOfTarget = kind.group == .admission || kind.group == .registerSet
    if Self.corruptingCodes.contains(kind.code) {
      self = .corruptsSilently
    } else if isOfTarget, kind.severities == [.refuse] {
      self = .refusedByTarget
    } else {
      self = .waivable
    }
  }

  /// Why not, in one line; nil for what is waivable.
  public var reason: String? {
    switch self {
    case .waivable: nil
    case .refusedByTarget: "the target's KVM or the VMM refuses it, whatever was waived"
    case .corruptsSilently: "the guest would go on with wrong results"
    }
  }

  private static let corruptingCodes: Set<String> = [
    "sve-vector-lengths", "dczid-differs", "counter-frequency",
  ]

  /// What no finding about may be waived, whatever its code: vector lengths, the counter frequency,
  /// the block size of DC ZVA, and the algorithms of pointer authentication.
  private static let corruptingSubjects: Set<String> = {
    var subjects: Set<String> = ["DCZID_EL0", "CNTFRQ_EL0"]
    if let lengths = KVMRegisterNames.standard.id(named: "KVM_REG_ARM64_SVE_VLS") {
      subjects.insert(lengths.description)
    }
    for field in ["APA", "API", "GPA", "GPI"] { subjects.insert("ID_AA64ISAR1_EL1.\(field)") }
    for field in ["APA3", "GPA3"] { subjects.insert("ID_AA64ISAR2_EL1.\(field)") }
    return subjects
  }()

  private static func corrupting(_ finding: Finding) -> Bool {
    corruptingCodes.contains(finding.code) || corruptingSubjects.contains(finding.subject)
  }
}
