import ArmArchitecture
import KVMEnforcement
import Testing

/// The hiding that patches 21 to 24 of the enforcement series introduced, from measurements.
@Suite("patches 21 to 24 of the enforcement series")
struct SeriesTests {
  /// What becomes UNDEFINED when fields change, on a host and in the VM's own context.
  private func became(
    _ changes: [String: UInt64],
    on host: String = "max-linux-7.3.4",
    el2: Bool = false
  ) throws -> Set<String> {
    let capabilities = try TrapHosts.capabilities(host)
    let file = host.hasPrefix("max") ? "undefined_max" : "undefined_n2"
    let base = try Defaults.plan(kernel: "7.3", el2: el2, file: file).undefined(on: capabilities)
    let changed = try Defaults.plan(kernel: "7.3", el2: el2, changes, file: file)
    return Set(changed.undefined(on: capabilities).subtracting(base).encodings.map(\.name))
  }

  private func names(_ prefixes: [String]) -> Set<String> {
    Set(
      RegisterNames.standard.all.map(\.name).filter { name in
        name.hasPrefix("TLBI_") && prefixes.contains { name.dropFirst(5).hasPrefix($0) }
          && (name.hasSuffix("E1") || name.hasSuffix("E1NXS") || name.contains("E1IS")
            || name.contains("E1OS"))
      }
    )
  }

  private static let range = ["RVAE1", "RVAAE1", "RVALE1", "RVAALE1"]

  @Test("21: range TLBIs of EL1 are UNDEFINED with FEAT_FGT and stay reachable without")
  func rangeInvalidation() throws {
    let change = ["ID_AA64ISAR0_EL1.TLB": 1 as UInt64]
    let hidden = try became(change)
    #expect(hidden.count == 24)
    #expect(hidden == names(Self.range))
    #expect(try became(change, on: "neoverse-n2-linux-7.3.4") == [])
  }

  @Test("21: OS TLBIs are UNDEFINED with FEAT_FGT, and without by HCR_EL2.TTLBOS")
  func outerShareableInvalidation() throws {
    let change = ["ID_AA64ISAR0_EL1.TLB": 0 as UInt64]
    let hidden = try became(change)
    #expect(hidden.count == 36)
    #expect(hidden.isSuperset(of: names(Self.range)))
    let coarse = try became(change, on: "neoverse-n2-linux-7.3.4")
    #expect(coarse.count == 20)
    #expect(coarse.allSatisfy { $0.contains("E1OS") })
  }

  @Test("22: PIR_EL1 and PIRE0_EL1 are UNDEFINED without FEAT_S1PIE, their EL2 forms at vEL2")
  func permissionIndirection() throws {
    let change = ["ID_AA64MMFR3_EL1.S1PIE": 0 as UInt64]
    #expect(try became(change) == ["PIR_EL1", "PIRE0_EL1"])
    #expect(
      try became(change, el2: true) == ["PIR_EL1", "PIRE0_EL1", "PIR_EL2", "PIRE0_EL2"]
    )
  }

  @Test("23: the activity monitors are UNDEFINED on every host", arguments: [true, false])
  func activityMonitors(_ hasFGT: Bool) throws {
    let host = try TrapHosts.capabilities(hasFGT ? "max-linux-7.3.4" : "neoverse-n2-linux-7.3.4")
    let undefined = try Defaults.plan(kernel: "7.3", el2: false).undefined(on: host)
    let monitors = RegisterNames.standard.all.filter {
      $0.name.hasPrefix("AM") && $0.name.hasSuffix("_EL0")
    }
    // All but the two registers of AMUv1p1 that no control of KVM's names.
    let reachable = monitors.filter { !undefined.contains($0.encoding) }.map(\.name)
    #expect(monitors.count - reachable.count == 48)
    #expect(reachable.allSatisfy { $0.hasPrefix("AMCG1IDR") })
  }

  @Test("24: CPY and SET instructions are behind HCRX_EL2.MSCEn, which no encoding shows")
  func memoryCopy() throws {
    #expect(try became(["ID_AA64ISAR2_EL1.MOPS": 0]) == [])
    #expect(FeatureHidings.standard.row(of: "FEAT_MOPS")?.means == .coarse)
    let plan = try Defaults.plan(kernel: "7.3", el2: false, ["ID_AA64ISAR2_EL1.MOPS": 0])
    let host = try Hosts.record("max-linux-7.3.4")
    let exposures = plan.exposures(on: host.capabilities, implementing: host.features)
    #expect(exposures["FEAT_MOPS"]?.grade == .hidden)
  }
}
