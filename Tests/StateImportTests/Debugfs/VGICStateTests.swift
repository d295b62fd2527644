import KVMEnforcement
import Testing

@testable import StateImport

@Suite struct VGICStateTests {
  /// The file's layout, as 7.3 prints it.
  private func text(_ model: String, vcpus: Int) -> [UInt8] {
    let head = "Distributor\n===========\nvgic_model:\t\(model)\nnr_spis:\t224\nenabled:\t0\n\n"
    let tables = (0..<vcpus).map { vcpu in
      "\nVCPU" + (vcpu < 10 ? " " : "") + "\(vcpu) TYP   ID TGT_ID PLAEHCG     HWID\n"
        + "-----\n       SGI    0      0 0001001        0\n"
    }
    return Array((head + tables.joined() + "\nSPI  0 TYP   ID TGT_ID PLAEHCG\n").utf8)
  }

  @Test("the model, and a heading for each vCPU", arguments: [1, 12])
  func read(_ vcpus: Int) throws {
    let state = try #require(VGICState(text("GICv3", vcpus: vcpus)))
    #expect(state.model == .v3)
    #expect(state.vcpuCount == vcpus)
    #expect(VGICState(text("GICv2", vcpus: 1))?.model == .v2)
  }

  @Test("before the VM is set up vCPUs are unknown, and so is a model nobody knows")
  func unknown() throws {
    let state = try #require(VGICState(text("GICv9", vcpus: 0)))
    #expect(state.model == nil)
    #expect(state.vcpuCount == nil)
    #expect(VGICState(Array("nr_spis:\t224\n".utf8)) == nil)
  }
}
