import ArmArchitecture

/// One special treatment of an ID field's writes by KVM, in words.
public struct FieldTreatment: Hashable, Sendable {
  /// Which written contents it is about: `15`, `8-14`, `every value`.
  public let contents: String
  /// What KVM does with them.
  public let effect: String
  /// The kernels that do it, as ``KernelRange`` spells them.
  public let kernels: String
  /// What must hold besides; empty when nothing.
  public let conditions: String
  /// Why; empty when the row needs no words.
  public let reason: String
}

extension IDField {
  /// KVM's special treatments of writes to the field, in the order of the tables.
  ///
  /// - Complexity: O(*n*) in the treatments; for explanations.
  public var treatments: [FieldTreatment] {
    Treatments.standard.rows.filter { $0.field?.path == path }.map { row in
      FieldTreatment(
        contents: row.test.meaning,
        effect: row.effect.meaning,
        kernels: row.kernels == .all ? "all" : row.kernels.description,
        conditions: row.conditions.map(\.meaning).joined(separator: ", "),
        reason: row.reason
      )
    }
  }
}

extension Treatment.Test {
  /// The contents in words.
  fileprivate var meaning: String {
    switch self {
    case .any: "every value"
    case .range(let range) where range.count == 1: "\(range.lowerBound)"
    case .range(let range): "\(range.lowerBound)-\(range.upperBound)"
    case .not(let content): "all but \(content)"
    case .notLimit: "all but the limit"
    case .host(let fact, _): "the host's own \(fact.rawValue)"
    }
  }
}

extension Treatment.Effect {
  /// The effect in words.
  fileprivate var meaning: String {
    switch self {
    case .store(let content): "stored as \(content)"
    case .refuse: "refused"
    case .undecided: "not known"
    case .signed: "compared as signed"
    case .free: "accepted"
    case .ignore: "accepted and ignored"
    }
  }
}

extension Treatment.Condition {
  /// The condition in words.
  fileprivate var meaning: String {
    switch self {
    case .el2: "a VM with EL2"
    case .limit(let content): "limit \(content)"
    case .host(let fact, let content): "the host's own \(fact.rawValue) \(content)"
    case .noAArch32: "no AArch32 EL0 on the host"
    case .writableImplementationIDs: "writable implementation IDs"
    case .gicV5Legacy: "GICv5 with its legacy interface"
    case .idc(let content): "CTR_EL0.IDC \(content)"
    }
  }
}
