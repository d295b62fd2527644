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

  /// What the probe of 7.3.4 found at virtual EL2 against the rules: two aliases that the
  /// architecture turns into memory before it looks at fine-grained traps, and the emulated CPU after.
  private static let known = ["PIRE0_EL12", "PIR_EL12"]

  /// The difference in one context; an empty one when there is none.
  private func found(
    _ host: HostDocument,
    _ context: GuestContext
  ) throws -> MeasurementCheck.Difference {
    let check = try #require(MeasurementCheck(HostView(host)))
    return check.differences.first { $0.context == context } ?? .init(context: context)
  }

  @Test("a real probe is what the model says at EL1, in 15 configurations")
  func agrees() throws {
    let host = try probed()
    let rows = host.measured?.configurations.filter { $0.profile == "all" }
    #expect(rows?.count == 14)
    #expect(try found(host, .el1).isEmpty)
  }

  @Test("at virtual EL2 its masks are the model's, and all but two of its encodings")
  func hypervisor() throws {
    let host = try probed()
    #expect(host.measured?.masks.isEmpty == false)
    let difference = try found(host, .virtualEL2)
    #expect(difference.masks.isEmpty)
    #expect(difference.executed.isEmpty)
    #expect(difference.undefined.map(\.name).sorted() == Self.known)
    let check = try #require(MeasurementCheck(HostView(host)))
    #expect(check.findings(isHypervisor: true).map(\.severity) == [.warn])
  }

  @Test("an encoding that executed against the model leaves a VM like the probe's undecided")
  func executed() throws {
    var host = try probed()
    let register = try encoding("PMSCR_EL1")
    host.measured?.undefined.removeAll { $0 == register }
    #expect(try found(host, .el1).executed == [register])
    let check = try #require(MeasurementCheck(HostView(host)))
    let finding = try #require(check.findings(isHypervisor: false).first)
    #expect(finding.code == "model-differs-from-measurement")
    #expect(finding.severity == .undecided)
    #expect(finding.message.contains("PMSCR_EL1"))
    #expect(check.findings(isHypervisor: true).first?.severity == .warn)
  }

  @Test("an encoding that a lowered field should have taken, or took against the model, is named")
  func lowered() throws {
    var host = try probed()
    let place = try #require(
      host.measured?.configurations.firstIndex {
        $0.profile == "all" && $0.idRegisters.count > 0 && !$0.undefined.isEmpty
      }
    )
    let lost = try #require(host.measured?.configurations[place].undefined.first)
    host.measured?.configurations[place].undefined.removeFirst()
    let extra = try encoding("TTBR0_EL1")
    host.measured?.configurations[place].undefined.append(extra)
    let difference = try found(host, .el1)
    #expect(difference.executed == [lost])
    #expect(difference.undefined == [extra])
  }

  @Test("another mask concerns VMs with EL2 only")
  func masks() throws {
    var host = try probed()
    let id = RegisterID(try encoding("HCR_EL2"))
    host.measured?.masks[id]?.res0 ^= 1
    #expect(try found(host, .virtualEL2).masks == [id])
    let check = try #require(MeasurementCheck(HostView(host)))
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
