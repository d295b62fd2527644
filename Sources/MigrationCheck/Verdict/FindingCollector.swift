import ArmArchitecture
import MigrationState

/// Gathers findings: equal ones of several vCPUs become one, and all come out in order.
struct FindingCollector {
  private var findings: [Finding] = []
  private var vcpus: [Finding: Set<Int>] = [:]

  /// Adds a finding about the VM as a whole.
  mutating func add(_ finding: Finding) {
    add(finding, vcpu: nil)
  }

  /// Adds a finding about one vCPU.
  ///
  /// - Complexity: O(1).
  mutating func add(_ finding: Finding, vcpu: Int?) {
    if vcpus[finding] == nil {
      findings.append(finding)
      vcpus[finding] = []
    }
    if let vcpu { vcpus[finding]?.insert(vcpu) }
  }

  /// Adds a finding about several vCPUs.
  mutating func add(_ finding: Finding, vcpus indices: Set<Int>) {
    add(finding, vcpu: nil)
    vcpus[finding]?.formUnion(indices)
  }

  /// The findings with the vCPUs they are about, in the order in which they came.
  var contents: [(finding: Finding, vcpus: Set<Int>)] {
    findings.map { ($0, vcpus[$0] ?? []) }
  }

  /// True when the finding was added.
  func contains(_ finding: Finding) -> Bool { vcpus[finding] != nil }

  /// Gives the lighter findings of a kind a heavier severity.
  mutating func raise(_ kind: FindingKind, to severity: Finding.Severity) {
    for (finding, indices) in contents where finding.code == kind.code {
      guard finding.severity > severity else { continue }
      findings.removeAll { $0 == finding }
      vcpus[finding] = nil
      var raised = finding
      raised.severity = severity
      add(raised, vcpus: indices)
    }
  }

  /// The findings by severity, group, register, highest bit and code, with the vCPUs as ranges.
  ///
  /// - Parameter vcpuCount: with more than one vCPU, findings name theirs.
  /// - Returns: the findings, each kind of one register and bits once.
  func sorted(vcpuCount: Int) -> [Finding] {
    findings.map { finding in
      var finding = finding
      if vcpuCount > 1, let indices = vcpus[finding], !indices.isEmpty {
        finding.vcpus = Self.ranges(indices.sorted())
      }
      return (Self.key(finding), finding)
    }
    .sorted { $0.0 < $1.0 }
    .map(\.1)
  }

  private static func key(_ finding: Finding) -> SortKey {
    SortKey(
      severity: Finding.Severity.allCases.firstIndex(of: finding.severity) ?? 0,
      group: FindingKind.named(finding.code)?.group.rawValue ?? .max,
      register: finding.register.flatMap { RegisterID($0)?.rawValue } ?? .max,
      msb: finding.msb ?? -1,
      code: finding.code,
      subject: finding.subject
    )
  }

  private struct SortKey: Comparable {
    let severity: Int
    let group: Int
    let register: UInt64
    let msb: Int
    let code: String
    let subject: String

    static func < (lhs: SortKey, rhs: SortKey) -> Bool {
      if lhs.severity != rhs.severity { return lhs.severity < rhs.severity }
      if lhs.group != rhs.group { return lhs.group < rhs.group }
      if lhs.register != rhs.register { return lhs.register < rhs.register }
      if lhs.msb != rhs.msb { return lhs.msb < rhs.msb }
      return (lhs.code, lhs.subject) < (rhs.code, rhs.subject)
    }
  }

  /// `0-3,7`.
  static func ranges(_ indices: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for index in indices {
      if let last = ranges.last, last.upperBound + 1 == index {
        ranges[ranges.count - 1] = last.lowerBound...index
      } else {
        ranges.append(index...index)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
