import MigrationState
import StateStore

/// One line of a history.
struct HistoryEvent {
  private let recordedAt: Timestamp
  private let kind: String
  private let digest: Digest?
  private let text: String

  init(_ vm: StoredVM) {
    recordedAt = vm.recordedAt
    kind = "definition"
    let removed = vm.removedAt.map { ", removed \($0)" } ?? ""
    switch vm.origin {
    case .definition(let digest):
      self.digest = digest
      text = "\(vm.vcpuCount) vCPU(s)\(removed)"
    case .snapshot(let digest):
      self.digest = digest
      text = "by its first snapshot\(removed)"
    }
  }

  init(_ host: StoredHost) {
    recordedAt = host.recordedAt
    kind = "host"
    digest = host.digest
    let removed = host.removedAt.map { ", removed \($0)" } ?? ""
    text = "\(host.kernelRelease), captured \(host.capturedAt)\(removed)"
  }

  init(_ snapshot: StoredSnapshot) {
    recordedAt = snapshot.recordedAt
    kind = "snapshot"
    digest = snapshot.digest
    text = "captured \(snapshot.capturedAt) on \(snapshot.host ?? "an unknown host")"
  }

  init(_ placement: StoredPlacement) {
    recordedAt = placement.recordedAt
    kind = "placement"
    digest = nil
    text = "on \(placement.host) since \(placement.placedAt)"
  }

  init(_ verdict: StoredVerdict) {
    recordedAt = verdict.recordedAt
    kind = "verdict"
    digest = verdict.digest
    text =
      "\(verdict.verdict.rawValue): \(verdict.vm), \(verdict.source ?? "unknown") -> "
      + verdict.target
  }

  /// Prints events, oldest first.
  static func print(_ events: [HistoryEvent], _ output: OutputOptions) {
    let sorted = events.enumerated()
      .sorted { ($0.element.recordedAt, $0.offset) < ($1.element.recordedAt, $1.offset) }
      .map(\.element)
    output.print(.array(sorted.map(\.json))) {
      var table = TextTable("RECORDED", "WHAT", "DIGEST", "")
      for event in sorted {
        table.add(
          event.recordedAt.description,
          event.kind,
          event.digest.map { String($0.description.prefix(12)) } ?? "-",
          event.text
        )
      }
      return table.render()
    }
  }

  private var json: JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("recordedAt", .string(recordedAt.description)), .init("kind", .string(kind)),
    ]
    if let digest { members.append(.init("digest", .string(digest.description))) }
    members.append(.init("text", .string(text)))
    return .object(members)
  }
}
