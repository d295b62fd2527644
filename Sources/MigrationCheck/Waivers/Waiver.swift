import MigrationState

/// A waiver that holds for a move, ready to be applied to its findings.
public struct Waiver: Hashable, Sendable {
  /// The id that the findings name it by.
  public let id: String
  /// The code of the findings.
  public let code: String
  /// What the findings are about.
  public private(set) var subject: WaiverSubject

  /// Prepares a recorded waiver; nil when its subject cannot be understood.
  public init?(id: String, _ record: WaiverRecord) {
    guard let subject = try? WaiverSubject(record.subject) else { return nil }
    self.id = id
    code = record.code
    self.subject = subject
  }

  /// The same waiver where records go by other names: one waiver for each record of the name that it
  /// is about, since a VM and a host may share one.
  ///
  /// - Parameter names: the names that waivers know, and the others.
  /// - Returns: the waivers; this one alone when it is about none of the records.
  public func renamed(_ names: [(name: String, other: String)]) -> [Waiver] {
    guard case .record(let name) = subject else { return [self] }
    let others = names.filter { $0.name == name }.map(\.other)
    guard !others.isEmpty else { return [self] }
    return others.map { other in
      var waiver = self
      waiver.subject = .record(other)
      return waiver
    }
  }

  /// Marks the findings that waivers cover; the first waiver that covers one is named.
  ///
  /// Findings keep their severity. Notes weigh nothing and are left alone.
  static func apply(_ waivers: [Waiver], to findings: [Finding]) -> [Finding] {
    guard !waivers.isEmpty else { return findings }
    return findings.map { finding in
      guard finding.severity != .note, Waivability(finding) == .waivable else { return finding }
      var finding = finding
      finding.waived =
        waivers.first { $0.code == finding.code && $0.subject.covers(finding) }?.id
      return finding
    }
  }
}
