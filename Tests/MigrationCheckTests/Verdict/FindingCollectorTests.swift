import MigrationState
import Testing

@testable import MigrationCheck

@Suite struct FindingCollectorTests {
  @Test(
    "vCPUs are named as ranges",
    arguments: [([0], "0"), ([0, 1, 2, 3, 7], "0-3,7"), ([1, 3, 5], "1,3,5"), ([4, 5], "4-5")]
  )
  func ranges(_ indices: [Int], _ text: String) {
    #expect(FindingCollector.ranges(indices) == text)
  }

  private func finding(
    _ kind: FindingKind,
    _ severity: Finding.Severity,
    _ register: String,
    _ msb: Int
  ) -> Finding {
    var finding = kind.finding(severity, register, "")
    finding.register = register
    finding.msb = msb
    return finding
  }

  @Test("findings come by severity, group, register id, bit and code, whatever the order added")
  func order() {
    let ordered = [
      finding(.featureUnavailable, .refuse, "ID_AA64PFR0_EL1", 3),
      finding(.featureExposed, .refuse, "ID_AA64PFR0_EL1", 7),
      finding(.featureUnavailable, .refuse, "ID_AA64MMFR3_EL1", 3),
      finding(.registerMissing, .refuse, "MDSCR_EL1", -1),
      finding(.idRegisterUnknown, .undecided, "ID_AA64PFR0_EL1", -1),
      finding(.valueTolerated, .note, "ID_AA64PFR0_EL1", 3),
    ]
    for rotation in ordered.indices {
      var collector = FindingCollector()
      for finding in ordered[rotation...] + ordered[..<rotation] { collector.add(finding) }
      #expect(collector.sorted(vcpuCount: 1) == ordered)
    }
  }

  @Test("equal findings of several vCPUs become one that names them")
  func merge() {
    var collector = FindingCollector()
    let same = finding(.registerMissing, .refuse, "TCR2_EL1", -1)
    for vcpu in [2, 0, 1] { collector.add(same, vcpu: vcpu) }
    let other = finding(.registerMissing, .refuse, "PIR_EL1", -1)
    collector.add(other, vcpu: 1)
    let sorted = collector.sorted(vcpuCount: 3)
    #expect(sorted.map(\.register) == ["TCR2_EL1", "PIR_EL1"])
    #expect(sorted.map(\.vcpus) == ["0-2", "1"])
    #expect(collector.sorted(vcpuCount: 1).allSatisfy { $0.vcpus == nil })
  }
}
