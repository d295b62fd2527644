import ArgumentParser
import MigrationCheck
import MigrationState

extension CheckCommand {
  /// One move, judged.
  struct Move {
    let target: HostView
    let there: VerdictDocument
    /// The way back; nil unless it was asked for, or when the source is unknown.
    let back: VerdictDocument?
  }

  /// The hosts of `--to` in the order given, those of the pool but the one the VM runs on, or every
  /// host of the store.
  func targets(of recorded: RecordedGuest, _ records: RecordResolver) throws -> [HostView] {
    let hosts: [HostView]
    if let toPool {
      let own = recorded.guest.snapshot?.host ?? recorded.placement
      hosts = try records.hosts(inPool: toPool).filter { $0.name != own }
      guard !hosts.isEmpty else {
        throw CommandError(.missing, "the pool \(toPool) has no other host")
      }
    } else if let to {
      let names = to.split(separator: ",", omittingEmptySubsequences: false)
      guard !names.contains("") else { throw ValidationError("--to names no host in '\(to)'") }
      hosts = try names.map { try records.host(String($0)) }
    } else {
      hosts = try (records.read { try $0.hosts().map(\.name) } ?? []).map { try records.host($0) }
      guard !hosts.isEmpty else { throw CommandError(.missing, "no host in \(store.path)") }
    }
    return hosts.map { $0.assuming(assumeKernel?.version) }
  }

  /// Judges the move to one target, and the way back where it is asked for.
  func move(
    _ recorded: RecordedGuest,
    to target: HostView,
    _ records: RecordResolver,
    at now: Timestamp
  ) throws -> Move {
    let guest = recorded.guest
    let source = try source(recorded, target, records)
    var request = CheckRequest(
      guest: guest,
      source: source,
      target: target,
      checkedAt: now,
      toolVersion: ToolVersion.current
    )
    request.policy = policy
    request.waivers = try records.waivers(vm: guest.name, target: target, at: now)
    request.breakGlass = breakGlass
    if let start = recorded.startedOn, start != source?.name {
      request.startedOn = try host(start, records)
    }
    request.isConfigurationOnly = configOnly
    request.createdOn = try guest.definition?.createdOn.flatMap { try host($0, records) }
    request.isBothDirections = bothDirections
    var check = Check(request)
    return Move(target: target, there: check.verdict(), back: try wayBack(request, records))
  }

  /// Whether the VM can come back; nil when nobody asked, or a pool is ranked for a VM whose host is
  /// not known.
  private func wayBack(
    _ request: CheckRequest,
    _ records: RecordResolver
  ) throws -> VerdictDocument? {
    guard bothDirections || toPool != nil else { return nil }
    guard let source = request.source else {
      guard bothDirections else { return nil }
      throw CommandError(
        .missing,
        "the host that \(request.guest.name) runs on is not known; name it with --from"
      )
    }
    let waivers = try records.waivers(
      vm: request.guest.name,
      target: source,
      at: request.checkedAt
    )
    return Check.wayBack(request, change: { $0.waivers = waivers })
  }

  /// For each target, how many of the VMs beside this one could follow it there.
  func followers(
    of recorded: RecordedGuest,
    _ moves: [Move],
    at now: Timestamp
  ) throws -> [String: Int] {
    let own = recorded.guest.snapshot?.host ?? recorded.placement
    return try StoreFailure.translated {
      try store.open().read(asOf: asOf) { reader in
        try PoolRanking.followers(
          of: recorded.guest.name,
          on: own,
          to: moves.map(\.target),
          reader,
          at: now
        )
      }
    }
  }

  /// The host the VM runs on: as told, else where its newest snapshot was taken, else where it was
  /// last placed; the target itself counts when the records name it.
  private func source(
    _ recorded: RecordedGuest,
    _ target: HostView,
    _ records: RecordResolver
  ) throws -> HostView? {
    if let from { return try records.host(from) }
    guard let name = recorded.guest.snapshot?.host ?? recorded.placement else { return nil }
    if name == target.name { return target.assuming(nil) }
    return try host(name, records)
  }

  /// A host that a record names; nil when there is no record of it, or no store to look into.
  private func host(_ name: String, _ records: RecordResolver) throws -> HostView? {
    do throws(CommandError) {
      return try records.recordedHost(name)
    } catch  where error.code == .missing {
      return nil
    }
  }
}
