import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateStore

/// Computes recorded verdicts again from the records they name.
final class VerdictRecomputation {
  /// What came of one verdict.
  enum Status: String, CaseIterable {
    case identical
    case stale
    case otherVersion = "other version"
    case unavailable
    case differs

    /// 0, 3, or 70 for what should never happen.
    var exitCode: Int32 {
      switch self {
      case .identical: 0
      case .stale, .otherVersion, .unavailable: 3
      case .differs: 70
      }
    }
  }

  private let store: StateStore
  /// Hosts by the digests of their records: many verdicts share few.
  private var hosts: [String: HostDocument] = [:]

  init(_ store: StateStore) {
    self.store = store
  }

  /// Computes a verdict again.
  ///
  /// - Returns: what came of it, and why when it is not identical.
  /// - Throws: errors of the store.
  func verify(_ stored: StoredVerdict) throws -> (Status, reason: String?) {
    let verdict = try store.read { try $0.document(of: stored) }
    guard verdict.toolVersion == ToolVersion.current, verdict.model == Check.model else {
      return (.otherVersion, "computed by \(verdict.toolVersion), model \(verdict.model)")
    }
    guard let again = try recompute(verdict) else {
      return (.unavailable, "an input is not in the store")
    }
    guard again.canonicalBytes() == verdict.canonicalBytes() else { return (.differs, nil) }
    for (name, digest) in [(verdict.target, verdict.inputs.target as String?)]
      + (verdict.source.map { [($0, verdict.inputs.source)] } ?? [])
    {
      if let digest, try hasChanged(name, since: digest) {
        return (.stale, "the record of \(name) changed since")
      }
    }
    return (.identical, nil)
  }

  /// True when the newest record of a host says something else than an earlier one; a record made
  /// again that says the same changes no verdict.
  private func hasChanged(_ name: String, since digest: String) throws -> Bool {
    guard let now = try store.read({ try $0.host(name)?.digest.description }), now != digest,
      let newest = try host(name, now)
    else { return false }
    return try host(name, digest)?.kindDigest != newest.kindDigest
  }

  /// The verdict from its inputs; nil when one is not in the store.
  private func recompute(_ verdict: VerdictDocument) throws -> VerdictDocument? {
    guard let target = try host(verdict.target, verdict.inputs.target),
      let guest = try guest(verdict)
    else { return nil }
    var source: HostDocument?
    if let name = verdict.source {
      guard let document = try host(name, verdict.inputs.source) else { return nil }
      source = document
    }
    let assumed = verdict.options["assumeKernel"].flatMap { KernelVersion($0) }
    let isWayBack = verdict.options["direction"] == "back"
    // The way back is judged through the way there.
    let (from, to) = isWayBack ? (target, source) : (source, target)
    guard let to else { return nil }
    var request = CheckRequest(
      guest: guest,
      source: from.map { HostView($0) },
      target: HostView(to, assuming: assumed),
      checkedAt: verdict.checkedAt,
      toolVersion: verdict.toolVersion
    )
    request.policy = verdict.policy
    request.isConfigurationOnly = verdict.options["configOnly"] == "true"
    request.isBothDirections = verdict.options["bothDirections"] == "true"
    request.breakGlass = verdict.options["breakGlass"]
    try complete(&request, verdict)
    if isWayBack {
      let waivers = request.waivers
      request.waivers = []
      return Check.wayBack(request) { $0.waivers = waivers }
    }
    var check = Check(request)
    return check.verdict()
  }

  /// What a verdict does not name among its inputs: the records as they were.
  private func complete(_ request: inout CheckRequest, _ verdict: VerdictDocument) throws {
    let ids = Set(verdict.inputs.waivers)
    try store.read(asOf: verdict.checkedAt) { reader in
      func view(_ name: String?) throws -> HostView? {
        try name.flatMap { try reader.host($0) }.map { HostView(try reader.document(of: $0)) }
      }
      request.createdOn = try view(request.guest.definition?.createdOn)
      let start = try reader.start(ofVM: verdict.vm)?.host
      if start != request.source?.name { request.startedOn = try view(start) }
      request.waivers = try reader.waivers().filter { ids.contains($0.id) }
        .compactMap { Waiver(id: $0.id, $0.waiver) }
    }
  }

  private func guest(_ verdict: VerdictDocument) throws -> Guest? {
    try store.read { reader in
      var definition: VMDocument?
      if let digest = verdict.inputs.vm {
        let stored = try reader.vmHistory(verdict.vm).first { stored in
          if case .definition(let own) = stored.origin { own.description == digest } else { false }
        }
        guard let stored, let document = try reader.document(of: stored) else { return nil }
        definition = document
      }
      var snapshot: SnapshotDocument?
      if let digest = verdict.inputs.snapshot {
        guard let stored = try reader.snapshot(digest: digest) else { return nil }
        snapshot = try reader.document(of: stored)
      }
      return Guest(definition: definition, snapshot: snapshot)
    }
  }

  private func host(_ name: String, _ digest: String?) throws -> HostDocument? {
    guard let digest else { return nil }
    if let known = hosts[digest] { return known }
    let document = try store.read { reader in
      try reader.hostHistory(name).first { $0.digest.description == digest }
        .map { try reader.document(of: $0) }
    }
    hosts[digest] = document
    return document
  }
}
