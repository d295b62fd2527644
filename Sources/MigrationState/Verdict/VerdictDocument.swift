/// The answer to one check: `migrate-check/verdict/v1`.
public struct VerdictDocument: Hashable, Sendable {
  /// The value of the key `schema`.
  public static let schema = "migrate-check/verdict/v1"

  /// The three answers.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The move may happen.
    case allowed
    /// The move must not happen.
    case refused
    /// The records do not suffice to tell.
    case undecided
  }

  /// Which findings refuse.
  public enum Policy: String, Sendable, CaseIterable {
    /// Refuses what a move would newly expose, take away or change.
    case `default`
    /// Refuses every unadvertised feature that stays reachable and every invalid bit.
    case strict
    /// Computes `default`, records it, and lets the move happen.
    case observe
  }

  /// SHA-256 digests of the canonical forms a verdict was computed from, in hexadecimal.
  public struct Inputs: Hashable, Sendable {
    /// The VM's definition; nil without one.
    public var vm: String?
    /// The snapshot; nil without one.
    public var snapshot: String?
    /// The source host; nil when unknown.
    public var source: String?
    /// The target host.
    public var target: String
    /// The waivers considered.
    public var waivers: [String]

    /// Makes the inputs from their digests.
    public init(
      vm: String? = nil,
      snapshot: String? = nil,
      source: String? = nil,
      target: String,
      waivers: [String] = []
    ) {
      self.vm = vm
      self.snapshot = snapshot
      self.source = source
      self.target = target
      self.waivers = waivers
    }
  }

  /// The answer.
  public var verdict: Outcome
  /// The VM's name.
  public var vm: String
  /// The source host's name; nil when unknown.
  public var source: String?
  /// The target host's name.
  public var target: String
  /// The policy it was judged under.
  public var policy: Policy
  /// The moment it was judged for.
  public var checkedAt: Timestamp
  /// The version of this tool.
  public var toolVersion: String
  /// The version of the rule tables.
  public var model: String
  /// What it was computed from.
  public var inputs: Inputs
  /// The options given, by name.
  public var options: [String: String]
  /// The findings, by severity, group, register, bit and code.
  public var findings: [Finding]
  /// Every unadvertised feature that stays reachable.
  public var exposures: [ExposureRecord]

  /// Makes a verdict from its parts.
  public init(
    verdict: Outcome,
    vm: String,
    source: String?,
    target: String,
    policy: Policy,
    checkedAt: Timestamp,
    toolVersion: String,
    model: String,
    inputs: Inputs,
    options: [String: String],
    findings: [Finding],
    exposures: [ExposureRecord]
  ) {
    self.verdict = verdict
    self.vm = vm
    self.source = source
    self.target = target
    self.policy = policy
    self.checkedAt = checkedAt
    self.toolVersion = toolVersion
    self.model = model
    self.inputs = inputs
    self.options = options
    self.findings = findings
    self.exposures = exposures
  }
}
