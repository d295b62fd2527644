import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The masks of a VM's registers on one host, and what they make of its captured state.
public struct EffectiveReport: Sendable {
  /// A register's value in some vCPUs.
  public struct Value: Sendable {
    /// The vCPUs that hold it, ascending.
    public internal(set) var vcpus: [Int]
    /// The captured value.
    public let raw: UInt64
    /// What the guest would find.
    public let effective: UInt64
    /// The bits that differ, with their reasons; the field is explained once.
    public let changes: [BitExplanation]
  }

  /// One register.
  public struct Row: Sendable {
    /// The register's mask.
    public let mask: RegisterMask
    /// The captured values, each with the vCPUs that hold it; empty when none was captured.
    public let values: [Value]
    /// Every rule of the register that forces bits; only when one register is asked for.
    public let rules: [BitExplanation]
  }

  /// The VM's name.
  public let vm: String
  /// The VM's configuration on the host.
  public let configuration: EffectiveConfiguration
  /// The sanitised registers, ascending; empty for a VM without EL2.
  public let rows: [Row]
  /// The number of captured vCPUs.
  public let vcpuCount: Int

  /// Works out the state of a VM on a host.
  ///
  /// - Parameters:
  ///   - guest: the VM.
  ///   - configuration: its configuration there.
  ///   - register: the one register to show; nil for all.
  public init(
    _ guest: Guest,
    _ configuration: EffectiveConfiguration,
    register: Encoding? = nil
  ) {
    vm = guest.name
    self.configuration = configuration
    let vcpus = guest.snapshot?.vcpus ?? []
    vcpuCount = vcpus.count
    let plan = configuration.plan
    rows = plan.masks.filter { register == nil || $0.encoding == register }.map { mask in
      var values: [Value] = []
      for vcpu in vcpus {
        guard let raw = vcpu.registers[mask.encoding] else { continue }
        if let place = values.firstIndex(where: { $0.raw == raw }) {
          values[place].vcpus.append(vcpu.index)
          continue
        }
        let effective = plan.sanitise(raw, of: mask.encoding)
        let changes = raw == effective ? [] : plan.explain(mask.encoding, bits: raw ^ effective)
        values.append(
          Value(vcpus: [vcpu.index], raw: raw, effective: effective, changes: changes)
        )
      }
      let forced = register == nil ? 0 : mask.zero | mask.one
      return Row(
        mask: mask,
        values: values,
        rules: forced == 0 ? [] : plan.explain(mask.encoding, bits: forced)
      )
    }
  }
}

extension EffectiveReport {
  /// `{vm, host, kernel, registers: [{register, res0, res1, values?, rules?}], finalIdRegisters}`.
  public var json: JSONOutput {
    [
      "vm": .string(vm),
      "host": .string(configuration.host.name),
      "kernel": .string(configuration.plan.kernel.description),
      "registers": .array(rows.map(\.json)),
      "finalIdRegisters": configuration.plan.changedIDRegistersJSON,
    ]
  }
}

extension EffectiveReport.Row {
  fileprivate var json: JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("register", .string(mask.encoding.name)), .init("res0", .hex(mask.zero)),
      .init("res1", .hex(mask.one)),
    ]
    if !values.isEmpty { members.append(.init("values", .array(values.map(\.json)))) }
    if !rules.isEmpty { members.append(.init("rules", .array(rules.map(\.json)))) }
    return .object(members)
  }
}

extension EffectiveReport.Value {
  /// The vCPUs as ranges: `0-3,7`.
  public var vcpuRanges: String { FindingCollector.ranges(vcpus) }

  fileprivate var json: JSONOutput {
    [
      "vcpus": .string(vcpuRanges),
      "raw": .hex(raw),
      "effective": .hex(effective),
      "changed": .array(changes.map(\.json)),
    ]
  }
}

extension BitExplanation {
  /// `{subject, msb, lsb, state, features, idFields, message}`.
  public var json: JSONOutput {
    [
      "subject": .string(subject),
      "msb": .int(bits.msb),
      "lsb": .int(bits.lsb),
      "state": .string(state.rawValue),
      "features": .array(features.map { .string($0) }),
      "idFields": .object(
        evidence.map { .init($0.path, .string("0x" + String($0.content, radix: 16))) }
      ),
      "message": .string(description),
    ]
  }
}
