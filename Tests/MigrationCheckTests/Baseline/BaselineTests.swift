import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import Testing

@Suite struct BaselineTests {
  private static let pmu: VCPUFeatures = [.psci, .pmuV3]
  private static let all: VCPUFeatures = [
    .psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric,
  ]

  private func report(
    _ hosts: [HostView],
    _ features: VCPUFeatures = [.psci],
    client: RestoreClient = .plain
  ) -> BaselineReport {
    BaselineReport(
      BaselineRequest(
        hosts: hosts,
        features: features,
        client: client,
        writesImplementationIDs: true
      )
    )
  }

  private func plan(_ host: HostView, _ features: VCPUFeatures) throws -> AdmissionPlan {
    guard case .found(let profile, _, _) = host.profile(features: features, gic: .v3, mte: false)
    else { throw CancellationError() }
    return AdmissionPlan(
      profile: profile,
      kernel: host.kernel,
      facts: host.facts,
      writableImplementationIDs: true
    )
  }

  @Test(
    "every host keeps every register of a baseline, and no field could be larger",
    arguments: [[.psci], pmu, all]
  )
  func acceptedAndMaximal(_ features: VCPUFeatures) throws {
    let hosts = SampleHosts.all.values.sorted { $0.name < $1.name }
    var usable = 0
    for (place, one) in hosts.enumerated() {
      for other in hosts[place...] {
        let report = report([one, other], features)
        guard report.excluded.isEmpty, let vm = report.definition else { continue }
        usable += 1
        let plans = [try plan(one, features), try plan(other, features)]
        for (id, value) in vm.idRegisters {
          let encoding = try #require(id.encoding)
          let word = try #require(value.word)
          for plan in plans where !plan.ignoresWrites(encoding) {
            #expect(
              plan.decide(encoding, word) == .accepted(stored: word),
              "\(one.name), \(other.name): \(id)"
            )
          }
          for field in IDRegisters.standard[encoding]?.fields ?? []
          where field.policy == .lower(signed: false) && field.path != "ID_AA64MMFR3_EL1.S1PIE" {
            // Beyond every limit stands nothing that a host could offer.
            let limits = plans.compactMap { plan in
              plan.limits.first { $0.register == encoding }.map { field.bits.extract($0.limit) }
            }
            let content = field.bits.extract(word)
            for more in content..<max(content, limits.max() ?? 0)
            where plans.allSatisfy({ !$0.ignoresWrites(encoding) }) {
              let raised = field.bits.insert(more + 1, into: word)
              #expect(
                !plans.allSatisfy { $0.decide(encoding, raised) == .accepted(stored: raised) },
                "\(one.name), \(other.name): \(field.path) could be \(more + 1)"
              )
            }
          }
        }
      }
    }
    #expect(usable > 8)
  }

  @Test("TGRANx_2 that differ meet at NI, which the plain minimum misses")
  func exactFields() throws {
    let report = report(SampleHosts.named("neoverse-n2-linux-7.3.4", "neoverse-v1-linux-7.3.4"))
    let vm = try #require(report.definition)
    #expect(report.isComplete)
    for path in ["TGRAN4_2", "TGRAN16_2", "TGRAN64_2"] {
      let field = try #require(IDRegisters.standard.field("ID_AA64MMFR0_EL1.\(path)"))
      #expect(vm.idRegisters[field.encoding].map(field.bits.extract) == 1)
    }
  }

  @Test("what each kind of host costs is named, with the features")
  func costs() throws {
    let report = report(SampleHosts.named("neoverse-n2-linux-7.3.4", "neoverse-v1-linux-7.3.4"))
    let cost = try #require(report.costs.first)
    #expect(cost.hosts == ["neoverse-v1-linux-7.3.4"])
    #expect(cost.features.contains("FEAT_BTI"))
    #expect(cost.fields.contains { $0.field == "ID_AA64PFR1_EL1.BT" && $0.to == 1 })
  }

  @Test("without a common value: the field, every limit, and the parts that have a baseline")
  func clash() throws {
    let report = report(
      SampleHosts.named(
        "max-linux-6.12.107",
        "max-linux-6.18.15",
        "max-linux-7.3.4",
        "neoverse-n1-linux-7.3.4"
      )
    )
    #expect(report.definition == nil)
    let nv = try #require(report.conflicts.first { $0.subject == "ID_AA64MMFR2_EL1.NV" })
    #expect(nv.sides.map(\.limit) == ["0x2 (NV2)", "0x0 (NI)"])
    #expect(nv.sides.first?.hosts == ["max-linux-6.12.107"])
    #expect(nv.sides.first?.accepts == "0x2")
    #expect(
      Set(report.subpools) == [
        ["max-linux-6.12.107"], ["max-linux-6.18.15", "max-linux-7.3.4"],
        ["neoverse-n1-linux-7.3.4"],
      ]
    )
  }

  @Test("what only some kernels have makes moves one way, and says so")
  func oneWay() {
    let report = report(
      SampleHosts.named("max-linux-6.18.15", "max-linux-7.3.4"),
      Self.pmu
    )
    #expect(report.definition != nil)
    #expect(report.conflicts.map(\.subject) == ["PMMIR_EL1"])
    #expect(report.conflicts.allSatisfy { $0.isOneWay })
  }

  @Test("a first run changes nothing of a baseline: 7.3 clears S1PIE without ATS1A")
  func firstRun() throws {
    let report = report(SampleHosts.named("max-linux-6.18.15", "max-linux-7.3.4"))
    let field = try #require(IDRegisters.standard.field("ID_AA64MMFR3_EL1.S1PIE"))
    let vm = try #require(report.definition)
    #expect(vm.idRegisters[field.encoding].map(field.bits.extract) == 0)
  }

  @Test("QEMU writes what the baseline hides, so that it has none")
  func qemu() {
    let report = report(
      SampleHosts.named("max-linux-6.18.15", "max-linux-7.3.4"),
      client: .qemu11
    )
    #expect(report.definition == nil)
    #expect(report.conflicts.contains { $0.subject == "PIR_EL1" && !$0.isOneWay })
  }

  @Test("a host that lacks a vCPU feature is left out, with the reason")
  func excluded() {
    let report = report(
      SampleHosts.named("neoverse-n1-linux-7.3.4", "neoverse-v1-linux-7.3.4"),
      Self.all
    )
    #expect(report.excluded.map(\.hosts) == [["neoverse-n1-linux-7.3.4"]])
    #expect(report.definition != nil)
    #expect(!report.isComplete)
  }

  @Test("hosts that differ in name and time alone are one kind")
  func kinds() throws {
    let host = try #require(SampleHosts.all["neoverse-n2-linux-7.3.4"])
    var twin = host.document
    twin.name = "twin"
    twin.capturedAt = Timestamp(seconds: 1)
    let report = report([host, HostView(twin)])
    #expect(report.kinds == [["neoverse-n2-linux-7.3.4", "twin"]])
    #expect(report.settings.isEmpty)
    #expect(report.isComplete)
  }

  @Test("a complete baseline holds: every move is allowed")
  func proof() throws {
    let request = BaselineRequest(
      hosts: SampleHosts.named("max-linux-6.18.15", "max-linux-7.2.11", "max-linux-7.3.4"),
      features: [.psci]
    )
    let report = BaselineReport(request)
    #expect(report.isComplete)
    let proof = BaselineProof(
      request,
      report,
      checkedAt: Timestamp(seconds: 0),
      toolVersion: "test"
    )
    #expect(proof.verdicts.count == 9)
    // Group 3 may warn of what a host cannot hide; KVM takes every register.
    for verdict in proof.verdicts {
      let groups = ["feature-unavailable", "feature-exposed", "value-not-restorable"]
      #expect(verdict.findings.allSatisfy { !groups.contains($0.code) || $0.severity > .undecided })
    }
  }
}
