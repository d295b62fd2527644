import MigrationState

extension StoreReader {
  /// Writes records into a bundle: hosts, then definitions, snapshots and verdicts.
  ///
  /// Earlier versions go along, removed ones do not. A document that was recorded several times
  /// stands once, where it was recorded last, so that the same version is in force after an import.
  /// The same records give the same bytes.
  ///
  /// - Parameters:
  ///   - selection: which records; names of which there is no record are passed over.
  ///   - bundle: takes the documents.
  /// - Returns: how many documents of each kind were written.
  /// - Throws: ``StoreError``; what writing throws.
  public func export(
    _ selection: BundleSelection,
    to bundle: inout BundleWriter
  ) throws -> BundleCounts {
    var counts = BundleCounts()
    let hosts: [String]
    let vms: [String]
    switch selection {
    case .everything:
      hosts = try self.hosts().map(\.name)
      vms = try self.vms().map(\.name)
    case .named(let namedHosts, let namedVMs):
      hosts = Set(namedHosts).sorted()
      vms = Set(namedVMs).sorted()
    }
    for host in hosts {
      let versions = try hostHistory(host).filter { $0.removedAt == nil }
      for version in versions.sorted(by: { ($0.capturedAt, $0.id) < ($1.capturedAt, $1.id) }) {
        try bundle.append(canonical: content(version.digest))
        counts.add(.host)
      }
    }
    for vm in vms {
      for digest in try definitions(ofVM: vm) {
        try bundle.append(canonical: content(digest))
        counts.add(.vm)
      }
    }
    for vm in vms {
      for snapshot in try snapshotHistory(ofVM: vm) where snapshot.removedAt == nil {
        try bundle.append(.snapshot(document(of: snapshot)))
        counts.add(.snapshot)
      }
    }
    for verdict in try verdicts(selection, vms) {
      try bundle.append(canonical: content(verdict.digest))
      counts.add(.verdict)
    }
    return counts
  }

  /// The digests of a VM's definitions, each once, the one in force last.
  private func definitions(ofVM name: String) throws -> [Digest] {
    var digests: [Digest] = []
    for version in try vmHistory(name) where version.removedAt == nil {
      guard case .definition(let digest) = version.origin else { continue }
      digests.removeAll { $0 == digest }
      digests.append(digest)
    }
    return digests
  }

  /// The verdicts, the one judged first coming first; those on VMs without a record are part of
  /// everything too.
  private func verdicts(
    _ selection: BundleSelection,
    _ vms: [String]
  ) throws -> [StoredVerdict] {
    switch selection {
    case .everything: try verdicts().reversed()
    case .named: try vms.flatMap { try verdicts(VerdictFilter(vm: $0)).reversed() }
    }
  }
}
