import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import Testing

@Suite struct AssumedKernelTests {
  /// Registers that run on, or whose status is computed when they are read.
  private static let running: Set<String> = [
    "CNTPCT_EL0", "CNTP_CTL_EL0", "CNTV_CTL_EL0", "CNTV_CVAL_EL0",
  ]

  @Test(
    "A host captured on one kernel shows every profile as measured on an older one",
    arguments: [
      ("max-linux-7.3.4", "max-linux-7.2.11"), ("max-linux-7.3.4", "max-linux-6.18.15"),
      ("max-linux-7.3.4", "max-linux-6.16.12"), ("max-linux-7.3.4", "max-linux-6.12.107"),
      ("max-linux-7.2.11", "max-linux-6.18.15"), ("max-linux-6.18.15", "max-linux-6.16.12"),
      ("max-linux-6.16.12", "max-linux-6.12.107"),
      ("neoverse-n1-linux-7.3.4", "neoverse-n1-linux-6.12.107"),
      ("kvm-n1-7.3", "kvm-n1-6.12"), ("kvm-max-7.3", "kvm-max-6.12"),
    ]
  )
  func older(captured: String, measured: String) throws {
    let real = try Records.host(measured)
    let release = try #require(KernelVersion(real.kernelRelease))
    let assumed = HostView(try Records.host(captured), assuming: release).assumedDocument
    let created = real.vcpuProfiles.filter { $0.error == nil }
    #expect(!created.isEmpty)
    for profile in created {
      let derived = try #require(assumed.vcpuProfiles.first { $0.name == profile.name })
      #expect(derived.registers.ids == profile.registers.ids, "\(profile.name)")
      for (id, value) in profile.registers where !Self.running.contains(id.description) {
        #expect(derived.registers[id] == value, "\(profile.name): \(id)")
      }
      let masks = profile.writableMasks?.filter { $0.value != 0 }
      #expect(derived.writableMasks?.filter { $0.value != 0 } == masks, "\(profile.name)")
    }
  }

  @Test("What the captured kernel hid is unknown on a newer one, never guessed")
  func newer() throws {
    let host = try Records.host("max-linux-6.16.12")
    let view = HostView(host, assuming: KernelVersion(7, 3, 4))
    guard
      case .found(let profile, _, _) = view.profile(
        features: [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric],
        gic: .v3,
        mte: false
      )
    else {
      Issue.record("no profile")
      return
    }
    let fields = profile.unknown.fields.map { "\($0.encoding.name)[\($0.bits)]" }
    #expect(fields.contains("ID_AA64ISAR2_EL1[63:60]"))
    #expect(fields.contains("ID_AA64MMFR3_EL1[7:4]"))
    #expect(profile.unknown.registers.map(\.description).contains("SCTLR2_EL1"))
    #expect(profile.unknown.registers.map(\.description).contains("PMMIR_EL1"))
  }

  @Test("A VM that has what an assumed newer kernel may show is undecided, not refused")
  func undecided() throws {
    let verdict = try Records.verdict(
      try Records.snapshot("max-linux-7.3.4.all"),
      from: HostView(try Records.host("max-linux-7.3.4")),
      to: HostView(try Records.host("max-linux-6.18.15"), assuming: KernelVersion(7, 3, 4))
    )
    #expect(verdict.verdict == .undecided)
    #expect(verdict.options["assumeKernel"] == "7.3.4")
    let subjects = verdict.findings.filter { $0.severity == .undecided }.map(\.subject)
    #expect(subjects == ["ID_AA64ISAR2_EL1.ATS1A", "PMMIR_EL1"])
  }

  @Test("vCPU features that the captured kernel does not know are undecided on a newer one")
  func unrecordedFeatures() throws {
    let verdict = try Records.verdict(
      try Records.snapshot("max-linux-7.3.4.el2_all"),
      from: nil,
      to: HostView(try Records.host("max-linux-6.12.107"), assuming: KernelVersion(7, 3, 4))
    )
    #expect(verdict.verdict == .undecided)
    #expect(verdict.findings.map(\.code).contains("profile-missing"))
  }

  @Test("A kernel assumed to be the captured one changes nothing")
  func same() throws {
    let host = try Records.host("max-linux-7.3.4")
    #expect(HostView(host, assuming: KernelVersion(7, 3, 4)).assumedDocument == host)
  }
}
