import ArmArchitecture
import KVMEnforcement
import Testing

@Suite struct ExposureTests {
  private static let max = "max-linux-7.3.4"
  private static let n2 = "neoverse-n2-linux-7.3.4"

  private func maxWithoutFGT() throws -> Hosts {
    try Hosts.record(Self.max) { !$0.hasPrefix("Fine Grained Traps") }
  }

  @Test("a VM without range TLBIs, from a host with FEAT_FGT to its copy without: they become new")
  func newlyExposed() throws {
    let source = try Hosts.record(Self.max)
    let target = try maxWithoutFGT()
    let vm = try source.plan("all", ["ID_AA64ISAR0_EL1.TLB": 1]).configuration
    let exposures = try target.exposures(vm)
    let change = ExposureComparison(from: try source.exposures(vm), to: exposures)
    #expect(change.new.names == ["FEAT_TLBIRANGE"])
    #expect(change.newUnlessAlready == FeatureSet())
    #expect(change.undecided == FeatureSet())
    #expect(change.ends == FeatureSet())
    let range = try #require(exposures["FEAT_TLBIRANGE"])
    #expect(range.grade == .reachable)
    #expect(range.encodings.count == 24)
    #expect(range.encodings.first?.name == "TLBI_RVAE1IS")
    #expect(!range.leaks)
    #expect(range.isImplemented == true && range.isDecided && range.isOffered)
  }

  @Test("the way back ends the exposure; between two such hosts it was there already")
  func otherWays() throws {
    let host = try Hosts.record(Self.max)
    let bare = try maxWithoutFGT()
    let vm = try host.plan("all", ["ID_AA64ISAR0_EL1.TLB": 1]).configuration
    let back = ExposureComparison(from: try bare.exposures(vm), to: try host.exposures(vm))
    #expect(back.ends.names == ["FEAT_TLBIRANGE"])
    #expect(back.new == FeatureSet())
    let same = ExposureComparison(from: try bare.exposures(vm), to: try bare.exposures(vm))
    #expect(same.already.contains("FEAT_TLBIRANGE"))
    #expect(same.new == FeatureSet())
    let unknown = ExposureComparison(from: nil, to: try bare.exposures(vm))
    #expect(unknown.newUnlessAlready.contains("FEAT_TLBIRANGE"))
    #expect(unknown.new == FeatureSet())
  }

  @Test("on Neoverse N2 the same feature is new among others")
  func anotherCore() throws {
    let source = try Hosts.record(Self.max)
    let target = try Hosts.record(Self.n2)
    let vm = try source.plan("all", ["ID_AA64ISAR0_EL1.TLB": 1]).configuration
    let change = ExposureComparison(
      from: try source.exposures(vm),
      to: try target.exposures(vm)
    )
    #expect(change.new.contains("FEAT_TLBIRANGE"))
  }

  @Test("a VM on the host it was made on meets nothing new, whatever the profile")
  func sameHost() throws {
    for name in [
      Self.max, Self.n2, "max-linux-6.18.15", "max-linux-6.12.107", "neoverse-n1-linux-6.12.107",
    ] {
      let host = try Hosts.record(name)
      for profile in host.profiles {
        let plan = try host.plan(profile.name)
        let exposures = plan.exposures(on: host.capabilities, implementing: host.features)
        let change = ExposureComparison(from: exposures, to: exposures)
        for set in [change.new, change.newUnlessAlready, change.undecided, change.ends] {
          #expect(set == FeatureSet(), "\(name) \(profile.name): \(set.names)")
        }
      }
    }
  }

  @Test("what each class of feature comes to on a host with and one without FEAT_FGT")
  func grades() throws {
    let changes: [String: UInt64] = [
      "ID_AA64ISAR0_EL1.TLB": 0, "ID_AA64ISAR1_EL1.SPECRES": 0, "ID_AA64ISAR1_EL1.DPB": 1,
      "ID_AA64MMFR1_EL1.PAN": 1, "ID_AA64MMFR1_EL1.LO": 0, "ID_AA64PFR0_EL1.RAS": 0,
      "ID_AA64DFR0_EL1.PMUVer": 0, "ID_AA64ISAR0_EL1.RNDR": 0, "ID_AA64MMFR1_EL1.HPDS": 1,
      "ID_AA64MMFR3_EL1.S1PIE": 0, "ID_AA64MMFR3_EL1.TCRX": 0,
    ]
    let host = try Hosts.record(Self.max)
    let vm = try host.plan("all", changes).configuration
    let with = try host.exposures(vm)
    let without = try maxWithoutFGT().exposures(vm)
    func grade(_ feature: String) -> [Exposure.Grade?] {
      [with[feature]?.grade, without[feature]?.grade]
    }
    for feature in ["FEAT_TLBIRANGE", "FEAT_SPECRES", "FEAT_DPB2", "FEAT_PAN2", "FEAT_S1PIE"] {
      #expect(grade(feature) == [.hidden, .reachable], "\(feature)")
    }
    for feature in ["FEAT_TLBIOS", "FEAT_LOR", "FEAT_RAS", "FEAT_TCR2"] {
      #expect(grade(feature) == [.hidden, .hidden], "\(feature)")
    }
    #expect(grade("FEAT_RNG") == [.untrappable, .untrappable])
    #expect(grade("FEAT_HPDS2") == [.registerOnly, .registerOnly])
    #expect(without["FEAT_TLBIRANGE"]?.encodings.count == 16)
    #expect(without["FEAT_SPECRES"]?.encodings.map(\.name) == ["CFP_RCTX", "DVP_RCTX", "CPP_RCTX"])
    let selected = try #require(with["FEAT_PMUv3"])
    #expect(selected.encodings.map(\.name) == ["PMXEVTYPER_EL0", "PMXEVCNTR_EL0"])
    #expect(without["FEAT_S1PIE"]?.leaks == true)
    #expect(with["FEAT_AES"] == nil)
  }

  @Test("without FEAT_FGT, profiling, trace buffers and MPAM are out of reach by other traps")
  func otherTraps() throws {
    let host = try Hosts.record(Self.n2)
    let exposures = try host.exposures(try host.plan("all", [:]).configuration)
    for feature in ["FEAT_SPE", "FEAT_TRBE", "FEAT_MPAM", "FEAT_AMUv1", "FEAT_TRF"] {
      #expect(!exposures.open.contains(feature), "\(feature)")
    }
    #expect(exposures.open.contains("FEAT_nTLBPA"))
  }

  @Test("6.12 does not know FEAT_GCS: its registers are reachable on a CPU that has them, and leak")
  func controlStack() throws {
    let old = try Hosts.record("max-linux-6.12.107")
    let stack = try #require(
      try old.plan("all").exposures(on: old.capabilities, implementing: old.features)["FEAT_GCS"]
    )
    #expect(stack.grade == .reachable)
    #expect(stack.leaks)
    #expect(!stack.isOffered)
    #expect(
      stack.encodings.map(\.name) == [
        "GCSPUSHX", "GCSPOPCX", "GCSPUSHM", "GCSCR_EL1", "GCSPR_EL1", "GCSCRE0_EL1", "GCSPR_EL0",
      ]
    )
    let new = try Hosts.record(Self.max)
    let exposures = try new.plan("all")
      .exposures(on: new.capabilities, implementing: new.features)
    #expect(exposures["FEAT_GCS"]?.grade == .hidden)
    #expect(exposures["FEAT_GCS"]?.isImplemented == true)
  }

  @Test("a VM with EL2 is judged at vEL1 too, where SPECRES has no other trap")
  func nested() throws {
    let host = try maxWithoutFGT()
    let plan = try host.plan("el2_all")
    let exposures = plan.exposures(on: host.capabilities, implementing: host.features)
    #expect(exposures["FEAT_SPECRES"]?.grade == .reachable)
    #expect(
      try Hosts.record(Self.max).exposures(plan.configuration)["FEAT_SPECRES"]?.grade == .hidden
    )
  }

  @Test("an unknown capability makes what it decides undecided, nothing else")
  func undecided() throws {
    let host = try Hosts.record(Self.max)
    var capabilities = host.capabilities
    capabilities.fineGrainedTraps = nil
    let plan = try host.plan("all", ["ID_AA64ISAR0_EL1.TLB": 1])
    let exposures = plan.exposures(on: capabilities, implementing: host.features)
    #expect(exposures["FEAT_TLBIRANGE"]?.isDecided == false)
    let change = ExposureComparison(from: nil, to: exposures)
    #expect(change.undecided.names == ["FEAT_TLBIRANGE"])
    #expect(!change.newUnlessAlready.contains("FEAT_TLBIRANGE"))
  }

  @Test("SVE's own features do not show in a VM without SVE")
  func vectors() throws {
    let host = try Hosts.record(Self.max)
    let exposures = try host.plan("plain")
      .exposures(on: host.capabilities, implementing: host.features)
    #expect(exposures["FEAT_SVE"]?.grade == .hidden)
    #expect(exposures["FEAT_SVE2"]?.grade == .hidden)
    #expect(exposures["FEAT_SVE2"]?.isImplemented == true)
  }
}
