import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Makes captured state valid under the VM's configuration on a host.
public struct StateSanitiser: Sendable {
  /// One register that was changed.
  public struct Change: Sendable {
    /// The register.
    public let encoding: Encoding
    /// The captured value.
    public let old: UInt64
    /// The value kept.
    public let new: UInt64
    /// The vCPUs that held it, ascending.
    public internal(set) var vcpus: [Int]
    /// The bits that differ, with their reasons.
    public let reasons: [BitExplanation]

    /// The vCPUs as ranges: `0-3,7`.
    public var vcpuRanges: String { FindingCollector.ranges(vcpus) }
  }

  /// The state with every register valid.
  public private(set) var snapshot: SnapshotDocument
  /// What was changed, in the order of the registers.
  public private(set) var changes: [Change] = []

  /// Sanitises captured state.
  ///
  /// For a VM with EL2 the masks are those of the host's kernel. For one without, whose registers no
  /// kernel masks, they are what the VM's ID registers make of SCTLR_EL1, SCTLR2_EL1 and TCR2_EL1;
  /// bits that do nothing unadvertised and the reset value are left alone. Reset poison always is.
  ///
  /// - Complexity: O(*n*) in the masks and vCPUs.
  public init(_ snapshot: SnapshotDocument, _ configuration: EffectiveConfiguration) {
    self.snapshot = snapshot
    let rules = configuration.rules
    for mask in rules.masks where mask.isApplied {
      let id = RegisterID(mask.encoding)
      for place in snapshot.vcpus.indices {
        guard let old = snapshot.vcpus[place].registers[mask.encoding],
          rules.isEnforced || configuration.fresh?[mask.encoding] != old
        else { continue }
        let new = rules.sanitise(old, under: mask)
        guard new != old else { continue }
        self.snapshot.vcpus[place].registers.set(id, to: .word(new))
        let vcpu = snapshot.vcpus[place].index
        if let last = changes.lastIndex(where: { $0.encoding == mask.encoding && $0.old == old }) {
          changes[last].vcpus.append(vcpu)
        } else {
          changes.append(
            Change(
              encoding: mask.encoding,
              old: old,
              new: new,
              vcpus: [vcpu],
              reasons: rules.explain(mask.encoding, bits: old ^ new)
            )
          )
        }
      }
    }
  }
}

extension StateRules {
  /// A register's value without invalid bits; see ``StateSanitiser``.
  fileprivate func sanitise(_ value: UInt64, under mask: RegisterMask) -> UInt64 {
    if ResetPoison.isWhole(value) { return value }
    guard !isEnforced else { return mask.sanitise(value) }
    var wrong = mask.invalidBits(of: value)
    for row in InertBits.standard.rows where row.encoding == mask.encoding {
      if InertBits.standard.row(mask.encoding, row.bits, of: value) != nil {
        wrong &= ~row.bits.mask
      }
    }
    return value ^ wrong
  }
}
