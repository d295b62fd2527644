import ArmArchitecture
import KVMEnforcement
import MigrationState

extension RecordCheck {
  /// What the records of the two hosts leave to say.
  var hostFindings: [Finding] {
    var hosts = [request.target]
    if let source = request.source, source.name != request.target.name { hosts.append(source) }
    return stale + hosts.flatMap { age($0) + kernel($0) } + unknownKinds
  }

  /// The VM's state was captured on the source under another kernel than its record says.
  private var stale: [Finding] {
    guard let source = request.source, let snapshot = request.guest.snapshot,
      snapshot.host == source.name, let release = snapshot.kernelRelease,
      release != source.document.kernelRelease, !source.isAssumed
    else { return [] }
    // An upgrade in place is asked about with the old record of the source and the new one as target.
    var finding = FindingKind.hostRecordStale.finding(
      .undecided,
      source.name,
      "the record of \(source.name) is of kernel \(source.document.kernelRelease), but the VM's state "
        + "was captured there under \(release)"
    )
    finding.source = release
    finding.remedy = FindingKind.hostRecordStale.remedy
    return [finding]
  }

  private func age(_ host: HostView) -> [Finding] {
    let seconds = request.checkedAt.seconds - host.document.capturedAt.seconds
    guard seconds > Self.oldAge else { return [] }
    var finding = FindingKind.hostRecordStale.finding(
      .note,
      host.name,
      "the record of \(host.name) is \(seconds / 86400) days old"
    )
    finding.remedy = FindingKind.hostRecordStale.remedy
    return [finding]
  }

  /// 90 days in seconds: a kernel update later than that is to be expected.
  private static let oldAge: Int64 = 90 * 86400

  private func kernel(_ host: HostView) -> [Finding] {
    let series = host.kernel.series
    if let newest = KernelAxis.series.last, series > newest {
      // Masks and traps of the kernel decide for a VM with EL2; its record tells the rest.
      var finding = FindingKind.kernelNewerThanModel.finding(
        request.guest.hasEL2 ? .undecided : .warn,
        host.name,
        "\(host.name) runs \(host.kernelName); the newest kernel whose rules are known is \(newest)"
      )
      finding.remedy = FindingKind.kernelNewerThanModel.remedy
      return [finding]
    }
    if let oldest = KernelAxis.series.first, series < oldest {
      var finding = FindingKind.kernelOlderThanModel.finding(
        .warn,
        host.name,
        "\(host.name) runs \(host.kernelName), which has no Fine-Grained UNDEF"
      )
      finding.remedy = FindingKind.kernelOlderThanModel.remedy
      return [finding]
    }
    return []
  }

  /// Several kinds of CPU, and profiles that do not say whose they are.
  private var unknownKinds: [Finding] {
    let document = request.target.document
    guard document.cpus.count > 1, document.vcpuProfiles.allSatisfy({ $0.cpu == nil }) else {
      return []
    }
    var finding = FindingKind.heterogeneousHost.finding(
      .warn,
      document.name,
      "\(document.name) has \(document.cpus.count) kinds of CPU, and its record does not tell which "
        + "kind its profiles are of"
    )
    finding.remedy = "Capture \(document.name) with one set of profiles per kind of CPU"
    return [finding]
  }
}

extension HostView {
  /// The kinds of CPU to judge: indices into the record's `cpus`, or nil for a host of one kind.
  ///
  /// - Parameter affinity: the kinds that a VM may run on; nil for all.
  /// - Returns: the kinds, ascending.
  func kinds(affinity: [Int]?) -> [Int?] {
    let described = Set(document.vcpuProfiles.compactMap(\.cpu))
    guard document.cpus.count > 1, !described.isEmpty else { return [nil] }
    // A kind without profiles counts too: whether it accepts the VM is not known.
    let allowed = document.cpus.indices.filter { affinity?.contains($0) ?? true }
    return allowed.isEmpty ? [nil] : allowed
  }
}
