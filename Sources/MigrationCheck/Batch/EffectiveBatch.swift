import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Answers requests what a kernel makes of a VM's configuration.
///
/// A request is `{"id","kernel","vcpuFeatures","gic"?,"mte"?,"hostRegisters"?,"idRegisters","want"?}`,
/// or one with `"host"` instead of kernel and host registers; the answer is
/// `{"id","masks"?,"fgu"?,"finalIdRegisters","undefined"?}`.
public struct EffectiveBatch {
  private let host: (String) throws -> HostView

  /// Answers with the records that `host` finds by name; it throws `BatchError` for an unknown one.
  public init(host: @escaping (String) throws -> HostView) {
    self.host = host
  }

  /// Answers one line.
  public func answer(_ line: [UInt8]) -> BatchAnswer {
    BatchAnswer.answer(line) { reader in
      let request = try EffectiveRequest(&reader, host: host)
      let plan = try KernelModel(request.kernel).plan(for: request.configuration)
      return request.want.flatMap { plan.members($0, traps: request.traps) }
    }
  }
}

extension ConfigurationPlan {
  /// One part of the answer.
  fileprivate func members(
    _ part: EffectiveRequest.Part,
    traps: TrapCapabilities
  ) -> [JSONOutput.Member] {
    switch part {
    case .masks: [.init("masks", masksJSON)]
    case .fgu: [.init("fgu", wordsJSON)]
    case .final: [.init("finalIdRegisters", changedIDRegistersJSON)]
    case .undefined: [.init("undefined", undefined(on: traps).json)]
    }
  }

  /// `{"HCR_EL2": {"res0", "res1"}, …}`, ascending by encoding.
  var masksJSON: JSONOutput {
    .object(masks.map { .init($0.encoding.name, $0.json) })
  }

  /// `{"HFGRTR": "0x…", …}`, one word a trap group.
  var wordsJSON: JSONOutput {
    .object(TrapGroup.allCases.map { .init($0.rawValue, .hex(self[$0])) })
  }

  /// The ID registers that the first run changes, with their final values.
  var changedIDRegistersJSON: JSONOutput {
    .object(changedIDRegisters.map { .init($0.encoding.name, .hex($0.value)) })
  }
}

extension EncodingSet {
  /// `["S3_0_C10_C2_3", …]`, ascending.
  var json: JSONOutput { .array(encodings.map { .string($0.description) }) }
}
