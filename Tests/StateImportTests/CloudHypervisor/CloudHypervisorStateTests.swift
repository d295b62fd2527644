import ArmArchitecture
import Foundation
import MigrationState
import Testing

@testable import StateImport

/// A state as Cloud Hypervisor's sources say that it is written.
@Suite struct CloudHypervisorStateTests {
  private func bytes(_ value: UInt64) -> [Int] {
    (0..<8).map { Int(value >> UInt64(8 * $0) & 0xff) }
  }

  private func state(_ registers: [(UInt64, UInt64)], extended: [(UInt64, [Int])]) throws -> Data {
    var core = Array(repeating: 0, count: 864)
    core.replaceSubrange(0..<8, with: bytes(0x1122))
    core.replaceSubrange(256..<264, with: bytes(0xffff_8000_0000_1000))
    core.replaceSubrange(336..<344, with: bytes(7))
    core[848] = 0x10
    core[855] = 0x01
    let vcpu: [String: Any] = [
      "Kvm": [
        "mp_state": [0, 0, 0, 0],
        "core_regs": core,
        "sys_regs": registers.map { bytes($0.0) + bytes($0.1) },
        "pre_finalize_regs": [] as [Any],
        "extended_regs": extended.map { ["id": $0.0, "data": $0.1] as [String: Any] },
      ] as [String: Any]
    ]
    let inner = String(decoding: try JSONSerialization.data(withJSONObject: vcpu), as: UTF8.self)
    let leaf: [String: Any] = [
      "snapshots": [:] as [String: Any], "snapshot_data": ["state": inner],
    ]
    return try JSONSerialization.data(
      withJSONObject: [
        "snapshots": [
          "cpu-manager": [
            "snapshots": ["0": leaf, "1": leaf], "snapshot_data": ["state": NSNull()],
          ]
        ]
      ]
    )
  }

  @Test("core, system, firmware and SVE registers of each vCPU")
  func registers() throws {
    let midr = RegisterID(try #require(RegisterNames.standard.encoding(named: "MIDR_EL1")))
    let vls: UInt64 = 0x6060_0000_0015_ffff
    let data = try state(
      [(midr.rawValue, 0x411f_d401), (0x6030_0000_0014_0000, 0x10001)],
      extended: [(vls, [3] + Array(repeating: 0, count: 63))]
    )
    #expect(ForeignFormat.recognised(in: Array(data.prefix(4096))) == .cloudHypervisor)
    let snapshot = try StateImporter.snapshot([UInt8](data))
    #expect(snapshot.source.format == "cloud-hypervisor")
    #expect(snapshot.vcpus.map(\.index) == [0, 1])
    let registers = snapshot.vcpus[1].registers
    #expect(registers[midr] == .word(0x411f_d401))
    func word(_ raw: UInt64) -> [UInt64]? {
      RegisterID(rawValue: raw).flatMap { registers[$0]?.words }
    }
    #expect(word(0x6030_0000_0010_0000) == [0x1122])
    #expect(word(0x6030_0000_0010_0040) == [0xffff_8000_0000_1000])
    #expect(word(0x6020_0000_0010_00d4) == [0x10])
    #expect(word(0x6020_0000_0010_00d5) == [0x0100_0000])
    #expect(word(vls)?.first == 3)
    #expect(word(0x6040_0000_0010_0054) == nil)
  }

  @Test("without SVE the SIMD registers are core registers")
  func vectors() throws {
    let data = try state([(0x6030_0000_0014_0000, 1)], extended: [])
    let registers = try StateImporter.snapshot([UInt8](data)).vcpus[0].registers
    let vector = try #require(RegisterID(rawValue: 0x6040_0000_0010_0054))
    #expect(registers[vector] == .wide([7, 0]))
  }

  @Test("what is no register, a value too wide and a missing vCPU are refused with the path")
  func refused() throws {
    for (registers, reason) in [
      ([(UInt64(0x6020_0000_0011_0000), UInt64(1) << 40)], "wider than the 32 bits"),
      ([(0x1234, 1)], "is not the id of a register"),
    ] {
      let data = try state(registers, extended: [])
      let error = #expect(throws: ImportError.self) { try StateImporter.snapshot([UInt8](data)) }
      #expect("\(try #require(error))".contains(reason))
    }
    let empty = Array(#"{"snapshots":{"cpu-manager":{"snapshots":{},"snapshot_data":{}}}}"#.utf8)
    #expect(throws: ImportError.self) { try StateImporter.snapshot(empty) }
  }
}
