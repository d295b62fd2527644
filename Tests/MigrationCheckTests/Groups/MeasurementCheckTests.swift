import ArmArchitecture
import Foundation
import KVMEnforcement
import MigrationState
import TestSupport
import Testing

@testable import MigrationCheck

@Suite("comparing the model with a probe")
struct MeasurementCheckTests {
  /// A host that was captured with its probe, by the agent.
  private func probed() throws -> HostDocument {
    let bytes = try Fixtures.data("Tests/Resources/HostCapture/max-linux-7.3.4.json.xz")
    var unknown: [JSONPath] = []
    let json = try JSONDocument(parsing: Array(bytes))
    guard case .host(let host) = try Document(json.cursor, unknownKeys: &unknown) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return host
  }

  private func encoding(_ name: String) throws -> Encoding {
    try #require(RegisterNames.standard.encoding(named: name))
  }

  @Test("a real probe of 28 configurations, EL1 and virtual EL2, is what the model says")
  func agrees() throws {
    let host = try probed()
    let measured = try #require(host.measured)
    #expect(measured.configurations.count > 20)
    #expect(measured.masks.count > 10)
    let check = try #require(MeasurementCheck(HostView(host)))
    #expect(check.differences == [])
    #expect(check.findings(isHypervisor: true).isEmpty)
  }

  @Test("an encoding that executed against the model leaves a VM like the probe's undecided")
  func executed() throws {
    var host = try probed()
    let register = try encoding("PMSCR_EL1")
    host.measured?.undefined.removeAll { $0 == register }
    let check = try #require(MeasurementCheck(HostView(host)))
    #expect(check.differences.map(\.executed) == [[register]])
    let finding = try #require(check.findings(isHypervisor: false).first)
    #expect(finding.code == "model-differs-from-measurement")
    #expect(finding.severity == .undecided)
    #expect(finding.message.contains("PMSCR_EL1"))
    #expect(check.findings(isHypervisor: true).map(\.severity) == [.warn])
  }

  @Test("an encoding that a lowered field should have taken, or took against the model, is named")
  func lowered() throws {
    var host = try probed()
    let place = try #require(
      host.measured?.configurations.firstIndex { $0.idRegisters.count > 0 && !$0.undefined.isEmpty }
    )
    let lost = try #require(host.measured?.configurations[place].undefined.first)
    host.measured?.configurations[place].undefined.removeFirst()
    let extra = try encoding("TTBR0_EL1")
    host.measured?.configurations[place].undefined.append(extra)
    let check = try #require(MeasurementCheck(HostView(host)))
    #expect(check.differences.map(\.executed) == [[lost]])
    #expect(check.differences.map(\.undefined) == [[extra]])
  }

  @Test("another mask concerns VMs with EL2 only")
  func masks() throws {
    var host = try probed()
    let id = RegisterID(try encoding("HCR_EL2"))
    host.measured?.masks[id]?.res0 ^= 1
    let check = try #require(MeasurementCheck(HostView(host)))
    #expect(check.differences.map(\.masks) == [[id]])
    #expect(check.findings(isHypervisor: true).map(\.severity) == [.undecided])
    #expect(check.findings(isHypervisor: false).map(\.severity) == [.warn])
  }

  @Test("nothing is compared without a measurement or under an assumed kernel")
  func nothing() throws {
    var host = try probed()
    #expect(MeasurementCheck(HostView(host, assuming: KernelVersion(6, 18))) == nil)
    host.measured = nil
    #expect(MeasurementCheck(HostView(host)) == nil)
  }
}
