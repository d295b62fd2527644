import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Judges one move.
public struct Check {
  /// The version of the rule tables: it changes whenever an answer can.
  public static let model = "1"

  private let request: CheckRequest
  private var collector = FindingCollector()
  private var exposures: [ExposureRecord] = []

  /// Prepares a judgement.
  public init(_ request: CheckRequest) {
    self.request = request
  }

  /// The verdict, with every finding.
  public mutating func verdict() -> VerdictDocument {
    judge()
    let findings = Waiver.apply(
      request.waivers,
      to: collector.sorted(vcpuCount: request.guest.snapshot?.vcpus.count ?? 1)
    )
    return VerdictDocument(
      verdict: VerdictDocument.Outcome(of: findings),
      vm: request.guest.name,
      source: request.source?.name,
      target: request.target.name,
      policy: request.policy,
      checkedAt: request.checkedAt,
      toolVersion: request.toolVersion,
      model: Self.model,
      inputs: VerdictDocument.Inputs(
        vm: request.guest.definition?.digest.description,
        snapshot: request.guest.snapshot?.digest.description,
        source: request.source?.digest.description,
        target: request.target.digest.description,
        waivers: request.waivers.map(\.id).sorted()
      ),
      options: options,
      findings: findings,
      exposures: exposures
    )
  }

  private var options: [String: String] {
    var options = ["policy": request.policy.rawValue]
    if request.isConfigurationOnly { options["configOnly"] = "true" }
    let assumed = [request.target, request.source].compactMap { $0 }.first(where: \.isAssumed)
    options["assumeKernel"] = assumed?.kernelName
    if request.isBothDirections { options["bothDirections"] = "true" }
    if request.isWayBack { options["direction"] = "back" }
    options["breakGlass"] = request.breakGlass
    return options
  }

  private mutating func judge() {
    let guest = GuestClass(request.guest, createdOn: request.createdOn)
    let move = PreparedMove(request, guest)
    exposures = ExposureRecord.merged(move.kinds.map(\.plan.exposures))
    collector = move.findings((request.state?.vcpus ?? []).map(IndexedVCPU.init))
  }
}

extension VerdictDocument.Outcome {
  /// The answer that findings give; those that a waiver covers do not count.
  init(of findings: some Sequence<Finding>) {
    var outcome = Self.allowed
    for finding in findings where finding.waived == nil {
      if finding.severity == .refuse {
        self = .refused
        return
      }
      if finding.severity == .undecided { outcome = .undecided }
    }
    self = outcome
  }
}
