import Foundation
import HostCapture
import MigrationState
import TestSupport
import Testing

@Suite("capturing a host through a recorded KVM")
struct HostCaptureTests {
  /// The document that the agent printed while it recorded the trace.
  private func agentDocument(_ name: String) throws -> HostDocument {
    let bytes = try Fixtures.data("Tests/Resources/HostCapture/\(name).json.xz")
    var unknown: [JSONPath] = []
    let json = try JSONDocument(parsing: Array(bytes))
    guard case .host(let host) = try Document(json.cursor, unknownKeys: &unknown) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    #expect(unknown.isEmpty)
    return host
  }

  /// The members of a document, one text each.
  private static func lines(_ host: HostDocument) -> Set<String> {
    Set(JSONWriter().string(host.json).split(separator: ",").map(String.init))
  }

  @Test("the same calls give the document that the agent printed", arguments: ["max-linux-7.3.4"])
  func sameAsAgent(_ name: String) throws {
    let agent = try agentDocument(name)
    let trace = try RecordedTrace.resource(name)
    let kvm = RecordedKVM(trace)
    let capture = HostCapture(kvm: kvm, system: RecordedSystem(trace))
    let host = try capture.document(
      name: agent.name,
      at: agent.capturedAt,
      probing: agent.measured != nil
    )
    // Compared as text first: a difference of a line is easier to read than two documents.
    let (ours, theirs) = (Self.lines(host), Self.lines(agent))
    #expect(ours.subtracting(theirs) == [])
    #expect(theirs.subtracting(ours) == [])
    #expect(host == agent)
    #expect(trace.unknownCalls == [])
    #expect(trace.unusedCount == 0)
    #expect(kvm.open == 0)
  }

  @Test("a machine with two types of CPU has a set of profiles for each, made while pinned to it")
  func heterogeneous() throws {
    let system = RecordedSystem()
    system.add(cpu: 0, midr: "0x00000000411fd402")
    system.add(cpu: 1, midr: "0x00000000414fd0c1")
    system.add(cpu: 2, midr: "0x00000000411fd402")
    system.add(cpu: 3, midr: "0x00000000410fd490", isOnline: false)
    let capture = HostCapture(kvm: RecordedKVM(RecordedTrace("")), system: system)
    let host = try capture.document(at: Timestamp(seconds: 0))
    #expect(host.cpus.map(\.midr) == [0x411f_d402, 0x414f_d0c1])
    #expect(host.cpus.map(\.count) == [2, 1])
    #expect(system.pins == [0, 1, -1])
    #expect(host.vcpuProfiles.count == 2 * ProfileRecipe.all.count)
    #expect(host.vcpuProfiles.map(\.cpu).filter { $0 == 1 }.count == ProfileRecipe.all.count)
    #expect(Set(host.vcpuProfiles.map(\.name)).count == host.vcpuProfiles.count)
    #expect(host.vcpuProfiles.last?.name == "aarch32@cpu1")
  }

  @Test("a kind of CPU that the capture may not run on is not recorded as another")
  func unreachable() {
    let system = RecordedSystem()
    system.add(cpu: 0, midr: "0x00000000411fd402")
    system.add(cpu: 1, midr: "0x00000000414fd0c1")
    system.forbiddenCPU = 1
    let kvm = RecordedKVM(RecordedTrace(""))
    #expect(throws: CaptureError.cannotRun(onCPU: 1)) {
      try HostCapture(kvm: kvm, system: system).document(at: Timestamp(seconds: 0))
    }
    #expect(system.pins == [0, 1, -1])
  }

  @Test("where there is no vGICv3 a VM has a vGICv2")
  func version2() throws {
    let system = RecordedSystem()
    system.add(cpu: 0, midr: "0x00000000410fd083")
    let trace = RecordedTrace(
      """
      vm 2 ipa 0 = 0
      vgic 2 = -19
      vgic-v2 2 = 0
      vcpu 2 = 0
      init 2 0x4 = 0
      list 2 = 0x603000000013c000
      get 2 0x603000000013c000 = 0x00000000410fd083
      """
    )
    let kvm = RecordedKVM(trace)
    let host = try HostCapture(kvm: kvm, system: system).document(at: Timestamp(seconds: 0))
    #expect(host.vcpuProfiles[0].gic == .v2)
    #expect(host.vcpuProfiles[0].error == nil)
    #expect(host.vcpuProfiles[0].registers.count == 1)
    #expect(host.vcpuProfiles[1].gic == .none)
    #expect(kvm.open == 0)
  }

  @Test("what KVM refuses is recorded with its error, and nothing else is missing")
  func refused() throws {
    let system = RecordedSystem()
    system.add(cpu: 0, midr: "0x00000000411fd402")
    let trace = RecordedTrace("vm 2 ipa 0 = 0\nvgic 2 = 0\nvcpu 2 = 0\ninit 2 0x4 = -22")
    let kvm = RecordedKVM(trace)
    let host = try HostCapture(kvm: kvm, system: system).document(at: Timestamp(seconds: 0))
    #expect(host.vcpuProfiles[0].error == "KVM refused this vcpu feature set: errno=22")
    #expect(host.vcpuProfiles[1].error == "KVM refused this vcpu feature set: errno=38")
    #expect(host.hostRegisters == nil)
    #expect(host.kernelCpuFeatures == nil)
    #expect(kvm.open == 0)
  }

  @Test("a machine that tells neither kernel nor CPU is not captured")
  func nothingKnown() {
    let system = RecordedSystem()
    let capture = HostCapture(kvm: RecordedKVM(RecordedTrace("")), system: system)
    #expect(throws: CaptureError.unknownCPU) {
      try capture.document(at: Timestamp(seconds: 0))
    }
    system.kernelRelease = "generic"
    #expect(throws: CaptureError.unknownKernel("generic")) {
      try capture.document(at: Timestamp(seconds: 0))
    }
  }
}
