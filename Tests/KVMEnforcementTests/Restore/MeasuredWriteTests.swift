import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

/// Every sequence of single-register writes comes out as measured: errno and read-back.
@Suite struct MeasuredWriteTests {
  /// One sequence of writes to one vCPU.
  private struct Sequence: Hashable {
    let host: String
    let profile: String
    let vm: String
  }

  @Test("writes in sequence")
  func sequences() throws {
    let rows = try Fixtures.jsonLines(
      Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement/set_one_reg.jsonl.xz")
    )
    #expect(rows.count == 1_044)
    var hosts: [String: HostRecord] = [:]
    var models: [Sequence: VCPUModel] = [:]
    for row in rows {
      let host = try #require(row["host"] as? String)
      let profile = try #require(row["profile"] as? String)
      let vm = try #require(row["vm"] as? String)
      let key = Sequence(host: host, profile: profile, vm: vm)
      if hosts[host] == nil { hosts[host] = try HostRecord(named: host) }
      let record = try #require(hosts[host])
      var model = try models[key] ?? Self.model(record, profile, row["writableImp"])
      let id = try #require(RegisterID(row["register"] as? String ?? ""))
      let value = words(try #require(row["value"] as? String), id)
      let context = "\(host)/\(profile)/\(vm) step \(row["step"] ?? "")"
      let errno = model.write(id, value).errno.map { Int($0) }
      #expect(errno == row["errno"] as? Int, "\(context)")
      let readBack = (row["readBack"] as? String).map { words($0, id) }
      if errno != 2 {
        let running = Self.running(id, record.kernel)
        let read = try #require(model.read(id), "\(context)").map { $0 & ~running }
        #expect(read == (readBack ?? value).map { $0 & ~running }, "\(context)")
      }
      models[key] = model
    }
    #expect(models.count == 37)
  }

  private static func model(
    _ host: HostRecord,
    _ profile: String,
    _ writableIDs: Any?
  ) throws -> VCPUModel {
    VCPUModel(
      RestorePlan(
        profile: try #require(host.profiles[profile]),
        kernel: host.kernel,
        facts: host.facts,
        writableImplementationIDs: writableIDs as? Bool ?? false
      )
    )
  }

  /// The timers' status bit where KVM computes it.
  private static func running(_ id: RegisterID, _ kernel: KernelVersion) -> UInt64 {
    let isTimer = ["CNTV_CTL_EL0", "CNTP_CTL_EL0"].contains(id.description)
    return isTimer && kernel < KernelVersion(6, 18) ? 0x4 : 0
  }
}
