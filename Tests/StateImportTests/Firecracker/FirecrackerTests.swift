import ArmArchitecture
import Foundation
import KVMEnforcement
import MigrationState
import TestSupport
import Testing

@testable import StateImport

/// Fingerprints and templates, made from the samples' registers.
@Suite struct FirecrackerTests {
  /// The registers of a sample's plain profile as a fingerprint.
  private func fingerprint(_ registers: RegisterState, release: String) -> [UInt8] {
    let modifiers = registers.map { id, value in
      let digits = value.words.reversed().map {
        let text = String($0, radix: 2)
        return String(repeating: "0", count: 64 - text.count) + text
      }.joined()
      let bitmap = String(repeating: "0", count: max(0, 128 - digits.count)) + digits
      return #"{"addr":"0x\#(hexadecimal(id.rawValue, digits: 16))","bitmap":"0b\#(bitmap)"}"#
    }
    let text = """
      {"firecracker_version":"1.16.0","kernel_version":"\(release)","guest_cpu_config":
      {"kvm_capabilities":[],"vcpu_features":[],"reg_modifiers":[\(modifiers.joined(separator: ","))]}}
      """
    return Array(text.utf8)
  }

  private func plain() throws -> VCPUProfileRecord {
    let host = try capturedHost(
      Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-7.3.4.json")
    )
    return try #require(host.vcpuProfiles.first { $0.name == "plain" })
  }

  @Test("a fingerprint is a host with one profile and the masks of its kernel's series")
  func host() throws {
    let profile = try plain()
    let bytes = fingerprint(profile.registers, release: "7.3.4-1.amzn2023.aarch64")
    #expect(ForeignFormat.recognised(in: Array(bytes.prefix(4096))) == .firecrackerFingerprint)
    guard case .host(let host) = try StateImporter.document(bytes, name: "fc-1") else {
      Issue.record("not a host")
      return
    }
    #expect(host.name == "fc-1")
    #expect(host.kernelRelease == "7.3.4-1.amzn2023.aarch64")
    let found = try #require(host.vcpuProfiles.first)
    #expect(host.vcpuProfiles.count == 1)
    #expect(found.registers == profile.registers)
    #expect(found.vcpuFeatures == profile.vcpuFeatures)
    #expect(found.gic == profile.gic)
    // The table has what KVM itself said on this kernel.
    #expect(found.writableMasks == profile.writableMasks?.filter { $0.value != 0 })
  }

  @Test("a fingerprint of a kernel before 6.9 has no writable masks")
  func oldKernel() throws {
    let bytes = fingerprint(try plain().registers, release: "6.1.172")
    guard case .host(let host) = try StateImporter.document(bytes) else { return }
    #expect(host.vcpuProfiles.first?.writableMasks == [:])
  }

  @Test("a register of which some bits are not given is left out, with a warning")
  func partial() throws {
    let text = String(decoding: fingerprint(try plain().registers, release: "7.3.4"), as: UTF8.self)
    let id = "0x603000000013c020"
    let place = try #require(text.firstRange(of: "\"\(id)\",\"bitmap\":\"0b")?.upperBound)
    var damaged = text
    let last = damaged.index(place, offsetBy: 127)
    damaged.replaceSubrange(last...last, with: "x")
    var importer = StateImporter(
      ImportContext(name: "fc", capturedAt: Timestamp(seconds: 1_800_000_000))
    )
    let content = try importer.content(
      .firecrackerFingerprint,
      from: ByteCursor(ArrayByteSource(damaged.utf8))
    )
    guard case .document(.host(let host)) = content else { return }
    let register = try #require(RegisterID(id))
    #expect(host.vcpuProfiles[0].registers[register] == nil)
    #expect(importer.warnings.count == 1)
  }

  @Test("a template in and out is exact, and its whole registers are the VM's")
  func template() throws {
    let text = """
      {"kvm_capabilities":["!171"],"vcpu_features":[{"index":0,"bitmap":"0b11xxx"}],"reg_modifiers":[\
      {"addr":"0x603000000013c020","bitmap":"0bxxxx0000\(String(repeating: "x", count: 56))"},\
      {"addr":"0x603000000013c030","bitmap":"0b\(String(repeating: "01", count: 32))"}]}
      """
    #expect(ForeignFormat.recognised(in: Array(text.utf8)) == .firecrackerTemplate)
    guard case .vm(let vm) = try StateImporter.document(Array(text.utf8)) else {
      Issue.record("not a VM")
      return
    }
    let isar0 = try #require(RegisterID("ID_AA64ISAR0_EL1"))
    let pfr0 = try #require(RegisterID("ID_AA64PFR0_EL1"))
    #expect(vm.idRegisters.ids == [isar0])
    #expect(vm.idRegisters[isar0] == .word(0x5555_5555_5555_5555))
    #expect(vm.vcpuFeatures == [.psci, .pmuV3, .sve])
    #expect(vm.vmm == .firecracker)
    let out = try #require(FirecrackerTemplate(vm))
    #expect(JSONWriter().string(out.json) == text)
    let completed = out.applied(to: RegisterState([(pfr0, .word(0x1f11_0000_1111_0112))]))
    #expect(completed[pfr0] == .word(0x1011_0000_1111_0112))
  }

  @Test("whole registers come back from a template that was made of them")
  func registers() throws {
    let registers = try plain().registers.filter {
      $0.0.encoding.map(IDRegisters.isIDSpace) ?? false
    }
    let template = FirecrackerTemplate(registers.map { ($0.0, $0.1.word ?? 0) })
    let text = JSONWriter().string(template.json)
    guard case .vm(let vm) = try StateImporter.document(Array(text.utf8), as: .firecrackerTemplate)
    else { return }
    #expect(vm.idRegisters == RegisterState(registers))
  }

  @Test(
    "a modifier that Firecracker would not take is refused with its path",
    arguments: [
      (#"{"reg_modifiers":[{"addr":"0x603000000013c020","bitmap":"0b2"}]}"#, "bitmap"),
      (#"{"reg_modifiers":[{"addr":"MIDR_EL1","bitmap":"0b1"}]}"#, "addr"),
      (#"{"reg_modifiers":[{"addr":"0x603000000013c020"}]}"#, "bitmap"),
    ]
  )
  func refused(_ text: String, _ key: String) throws {
    let error = #expect(throws: ImportError.self) {
      try StateImporter.document(Array(text.utf8), as: .firecrackerTemplate)
    }
    #expect("\(try #require(error))".contains("$.reg_modifiers[0].\(key)"))
  }
}
