import ArmArchitecture
import MigrationState

/// Gathers findings: equal ones of several vCPUs become one, and all come out in order.
struct FindingCollector {
  private var findings: [Finding] = []
  /// The vCPUs that each is about, in the order of ``findings``.
  private var vcpus: [Set<Int>] = []
  private var places: [Finding: Int] = [:]

  /// Adds a finding about the VM as a whole.
  mutating func add(_ finding: Finding) {
    _ = place(of: finding)
  }

  /// Adds a finding about one vCPU.
  ///
  /// - Complexity: O(1).
  mutating func add(_ finding: Finding, vcpu: Int) {
    vcpus[place(of: finding)].insert(vcpu)
  }

  /// Adds a finding about several vCPUs.
  mutating func add(_ finding: Finding, vcpus indices: Set<Int>) {
    vcpus[place(of: finding)].formUnion(indices)
  }

  /// The place of a finding, which is added if it is new.
  private mutating func place(of finding: Finding) -> Int {
    let last = findings.count
    let place = places[finding, default: last]
    if place == last {
      places[finding] = last
      findings.append(finding)
      vcpus.append([])
    }
    return place
  }

  /// The findings with the vCPUs they are about, in the order in which they came.
  var contents: [(finding: Finding, vcpus: Set<Int>)] {
    zip(findings, vcpus).map { (finding: $0, vcpus: $1) }
  }

  /// True when the finding was added.
  func contains(_ finding: Finding) -> Bool { places[finding] != nil }

  /// Gives the lighter findings of a kind a heavier severity.
  mutating func raise(_ kind: FindingKind, to severity: Finding.Severity) {
    var raised = FindingCollector()
    for (finding, indices) in contents {
      var finding = finding
      if finding.code == kind.code, finding.severity > severity { finding.severity = severity }
      raised.add(finding, vcpus: indices)
    }
    self = raised
  }

  /// The findings by severity, group, register, highest bit and code, with the vCPUs as ranges.
  ///
  /// - Parameter vcpuCount: with more than one vCPU, findings name theirs.
  /// - Returns: the findings, each kind of one register and bits once.
  func sorted(vcpuCount: Int) -> [Finding] {
    contents.map { finding, indices in
      var finding = finding
      if vcpuCount > 1, !indices.isEmpty {
        finding.vcpus = Self.ranges(indices.sorted())
      }
      return (Self.key(finding), finding)
    }
    .sorted { $0.0 < $1.0 }
    .map(\.1)
  }

  /// The places of findings in the order in which a verdict lists them.
  static func order(_ findings: [Finding]) -> [Int] {
    let keys = findings.map(key)
    return findings.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
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
