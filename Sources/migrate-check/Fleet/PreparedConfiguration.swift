import MigrationCheck
import MigrationState

/// The plans of one configuration, with what of its register lists they look at.
struct PreparedConfiguration: Sendable {
  /// The moves to every class of hosts.
  let plans: FleetPlans
  /// By register list: what the verdicts depend on.
  let projections: [Int64: StateProjection]
  /// By register list: what tells the configuration when it is the first vCPU's.
  let ofFirst: [Int64: StateProjection]
  /// The same for the other vCPUs.
  let ofOthers: [Int64: StateProjection]

  /// Prepares the moves.
  ///
  /// - Parameters:
  ///   - question: what is asked about one of the VMs.
  ///   - hosts: the classes of hosts.
  init(_ question: Question, to hosts: [HostKind]) {
    plans = FleetPlans(question.request, to: hosts, waivers: question.waivers)
    projections = question.lists.mapValues { [plans] in plans.projection(of: $0.ids) }
    ofFirst = question.lists.mapValues { [plans] in plans.identity(of: $0.ids, isFirst: true) }
    ofOthers = question.lists.mapValues { [plans] in plans.identity(of: $0.ids, isFirst: false) }
  }

  /// What is asked about one VM of the configuration.
  struct Question: Sendable {
    /// The request; its target is a placeholder.
    let request: CheckRequest
    /// The waivers that hold.
    let waivers: FleetPlans.Waivers
    /// The register lists of its vCPUs, without ID registers.
    let lists: [Int64: RegisterList]
  }
}
