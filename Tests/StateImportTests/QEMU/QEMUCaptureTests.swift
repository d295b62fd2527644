import ArmArchitecture
import Foundation
import KVMEnforcement
import MigrationState
import TestSupport
import Testing

@testable import StateImport

/// Streams that QEMU 10.0 and 11.1 wrote, under KVM and TCG.
@Suite struct QEMUCaptureTests {
  static let kvm = [
    "kvm-max-6.12-q11", "kvm-max-7.3-q11", "kvm-max-7.3-q11-nosve", "kvm-n1-6.12-q11",
    "kvm-n1-7.3-q11", "kvm-v1-7.3-q11",
  ]
  static let tcg = [
    "tcg-bare-a57-gicv2", "tcg-max-uuid", "tcg-small-max-v1", "tcg-small-neoverse-n1-v0",
  ]

  @Test("every register of a KVM stream has its value, and nothing is invented", arguments: kvm)
  func registers(_ name: String) throws {
    let bytes = try #require(Resources.streams[name])
    let snapshot = try StateImporter.snapshot(bytes)
    let listing = try Fixtures.json(
      Resources.root.appending(path: "qemu/\(name).registers.json.xz")
    )
    let rows = try #require(listing["cpregs"] as? [[String: String]])
    let vcpu = try #require(snapshot.vcpus.first)
    #expect(snapshot.vcpus.count == 1)
    for row in rows {
      let text = try #require(row["id"])
      let id = try #require(RegisterID(text))
      #expect(vcpu.registers[id]?.word == Fixtures.hex(row["value"]), "\(id)")
    }
    let listed = vcpu.registers.ids.filter { $0.registerClass != .core && $0.registerClass != .sve }
    #expect(listed.count == rows.count)
    #expect(snapshot.source.format == "qemu-11")
    #expect(snapshot.gic == .v3)
    #expect(snapshot.source.note?.hasPrefix("machine virt-11.1; KVM; ") == true)
    #expect(snapshot.source.note?.contains("mach-virt.ram of 100663296 bytes") == true)
  }

  @Test("core and SVE registers are those that KVM lists for the VM", arguments: kvm)
  func classes(_ name: String) throws {
    let bytes = try #require(Resources.streams[name])
    let snapshot = try StateImporter.snapshot(bytes)
    let registers = try #require(snapshot.vcpus.first).registers
    let ids = registers.ids
    let core = ids.filter { $0.registerClass == .core }
    let sve = ids.filter { $0.registerClass == .sve }
    let hasSVE = !name.contains("-n1-") && !name.hasSuffix("nosve")
    #expect(core.count == (hasSVE ? 43 : 75))
    #expect(sve.count == (hasSVE ? 49 : 0))
    let file = try #require(RegisterFile(registers.map { (id: $0, words: $1.words) }))
    let features = VCPUFeature.inferred(from: file)
    #expect(features.contains(.sve) == hasSVE)
  }

  @Test("TCG streams have no MIDR_EL1, and their AArch32 views are no registers", arguments: tcg)
  func emulated(_ name: String) throws {
    let bytes = try #require(Resources.streams[name])
    let snapshot = try StateImporter.snapshot(bytes)
    let registers = try #require(snapshot.vcpus.first).registers
    #expect(snapshot.source.format == "qemu-10-tcg")
    #expect(snapshot.source.note?.contains("AArch32 views of registers") == true)
    for missing in ["MIDR_EL1", "MPIDR_EL1", "ID_AA64PFR0_EL1", "DCZID_EL0"] {
      let id = try #require(RegisterID(missing))
      #expect(registers[id] == nil, "\(missing)")
    }
    for present in ["CNTFRQ_EL0", "ID_AA64ISAR0_EL1"] {
      let id = try #require(RegisterID(present))
      #expect(registers[id] != nil, "\(present)")
    }
  }

  @Test("the known layout of a vCPU reads what the stream's description says", arguments: kvm + tcg)
  func withoutDescription(_ name: String) throws {
    let bytes = try #require(Resources.streams[name])
    let cut = try #require(Self.description(bytes)).lowerBound
    let short = try StateImporter.snapshot(Array(bytes[..<cut]))
    let whole = try StateImporter.snapshot(bytes)
    #expect(short.vcpus == whole.vcpus)
    #expect(short.source.format.hasPrefix(name.hasPrefix("kvm") ? "qemu-11" : "qemu-tcg"))
    #expect(short.source.note?.contains("no description") == true)
  }

  /// Where the description stands, its mark included.
  static func description(_ bytes: [UInt8]) -> Range<Int>? {
    var place = bytes.count - 6
    while place > 0 {
      let length = bytes[place + 1..<place + 5].reduce(0) { $0 << 8 | Int($1) }
      if bytes[place] == 6, place + 5 + length == bytes.count { return place..<bytes.count }
      place -= 1
    }
    return nil
  }
}
