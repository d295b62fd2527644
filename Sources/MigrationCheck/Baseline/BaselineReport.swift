import ArmArchitecture
import MigrationState

/// What a pool can offer to a VM on all of its hosts.
public struct BaselineReport: Sendable {
  /// Hosts that cannot run such a VM at all.
  public struct Exclusion: Hashable, Sendable {
    /// The hosts.
    public let hosts: [String]
    /// Why.
    public let reason: String
  }

  /// What one kind of host in the pool has and takes.
  public struct Side: Hashable, Sendable {
    /// The hosts.
    public let hosts: [String]
    /// The host's own value, as text; nil when the record does not tell.
    public let limit: String?
    /// What it accepts, as text; nil where it takes its own value alone.
    public let accepts: String?
  }

  /// Something on which the hosts of the pool differ, and no configuration can bring together.
  public struct Conflict: Hashable, Sendable {
    /// `REG.FIELD`, a register, or what else differs.
    public let subject: String
    /// What it means, in one sentence.
    public let reason: String
    /// Each kind of host.
    public let sides: [Side]
    /// True when a VM can still move one way.
    public let isOneWay: Bool

    /// Kinds of hosts that have and take the same become one side.
    init(subject: String, reason: String, sides: [Side], isOneWay: Bool) {
      self.subject = subject
      self.reason = reason
      self.isOneWay = isOneWay
      var merged: [Side] = []
      for side in sides {
        if let place = merged.firstIndex(where: {
          $0.limit == side.limit && $0.accepts == side.accepts
        }) {
          let hosts = (merged[place].hosts + side.hosts).sorted()
          merged[place] = Side(hosts: hosts, limit: side.limit, accepts: side.accepts)
        } else {
          merged.append(side)
        }
      }
      self.sides = merged
    }
  }

  /// What one kind of host costs the others.
  public struct Cost: Hashable, Sendable {
    /// The hosts.
    public let hosts: [String]
    /// What the others could offer without them: features, in the order of the architecture's tables.
    public let features: [String]
    /// The fields that the others could set higher: `REG.FIELD`, from, to.
    public let fields: [FieldChange]
    /// The conflicts that would be gone.
    public let conflicts: [String]
  }

  /// A field with two contents.
  public struct FieldChange: Hashable, Sendable {
    /// `REG.FIELD`.
    public let field: String
    /// What it is in the baseline.
    public let from: UInt64
    /// What it would be.
    public let to: UInt64
  }

  /// One register that the VMM must write.
  public struct Setting: Hashable, Sendable {
    /// The register.
    public let register: RegisterID
    /// The value, of the register's width.
    public let value: RegisterValue
  }

  /// The hosts considered, by kind.
  public let kinds: [[String]]
  /// Hosts that cannot run such a VM.
  public let excluded: [Exclusion]
  /// The VM; nil when the pool has no baseline.
  public let definition: VMDocument?
  /// What to write, in this order, before the first run.
  public let settings: [Setting]
  /// What stands against a baseline, then what makes moves one way only.
  public let conflicts: [Conflict]
  /// What each kind of host costs, the dearest first; kinds that cost nothing are left out.
  public let costs: [Cost]
  /// The pool in parts that have a baseline each; one part when the whole pool has.
  public let subpools: [[String]]

  /// True when every host of the pool takes the VM, and it can go back and forth.
  public var isComplete: Bool { definition != nil && excluded.isEmpty && conflicts.isEmpty }
}
