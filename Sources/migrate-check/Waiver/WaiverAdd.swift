import ArgumentParser
import Foundation
import MigrationCheck
import MigrationState
import StateStore

/// `waiver add`: grants a waiver.
struct WaiverAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Grant a waiver.",
    discussion: """
      The subject is a finding's: FEAT_X, REG.FIELD, REG[msb:lsb], or the name of a record.

      Examples:
        migrate-check waiver add --code exposed-unhideable-here --subject FEAT_TLBIRANGE \\
          --vm web-1 --reason "the guest never uses it" --expires 2027-01-31T00:00:00Z
        migrate-check waiver add --code leak-between-vms --subject FEAT_S1PIE --host-class rack2-07 \\
          --reason "single tenant" --expires 2027-01-31T00:00:00Z
        migrate-check waiver add --code leak-between-vms --subject FEAT_S1PIE --pool web \\
          --reason "single tenant" --expires 2027-01-31T00:00:00Z
      """
  )

  @Option(help: "The code of the findings to accept.")
  var code: String

  @Option(help: "What they are about: FEAT_X, REG.FIELD, REG[bits] or the name of a record.")
  var subject: String

  @Option(help: "For moves of this VM.")
  var vm: String?

  @Option(help: "For moves to the hosts of this pool; see host label.")
  var pool: String?

  @Option(help: "For moves to hosts with the CPU and kernel build of this host, a name or @FILE.")
  var hostClass: String?

  @Option(help: "Why it is acceptable.")
  var reason: String

  @Option(help: "The waiver holds until this moment: 2027-01-31T00:00:00Z.")
  var expires: Timestamp

  @Option(help: "Who grants it. Default: the user who runs the command.")
  var by: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let kind = FindingKind.named(code) else {
      throw ValidationError("\(code) is not the code of a finding")
    }
    if let reason = Waivability(kind).reason {
      throw ValidationError("\(code) cannot be waived: \(reason)")
    }
    guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason is empty") }
    guard expires > .now else { throw ValidationError("--expires \(expires) is in the past") }
    let subject = try Self.subject(subject)
    let waiver = WaiverRecord(
      code: code,
      subject: subject,
      scope: try scope(),
      reason: reason,
      expiresAt: expires
    )
    let author = by ?? Self.user
    let store = try store.create()
    let ((id, isNew), inPool) = try StoreFailure.translated {
      try store.write(at: .now) { writer in
        let hosts = try pool.map { try writer.reader.hosts(inPool: $0) }
        return (try writer.record(waiver, by: author), hosts)
      }
    }
    if let pool, inPool == [] {
      Diagnostics.warning("\(pool): no host is in this pool; host label puts hosts into it")
    }
    output.print(.members(("id", .string(id)), ("new", .bool(isNew)))) {
      "\(isNew ? "granted" : "unchanged")  \(id)  \(code) \(subject)\n"
    }
  }

  private func scope() throws -> WaiverRecord.Scope {
    switch (vm, pool, hostClass) {
    case (let vm?, nil, nil):
      if let reason = DocumentName.refusal(vm) { throw ValidationError("--vm: \(reason)") }
      return WaiverRecord.Scope(.vm, vm)
    case (nil, let pool?, nil):
      if let reason = HostLabel.refusal(pool) { throw ValidationError("--pool \(reason)") }
      return WaiverRecord.Scope(.pool, pool)
    case (nil, nil, let host?):
      let record = try RecordResolver(store).host(host).document
      return WaiverRecord.Scope(.hostClass, HostClass(record).description)
    default: throw ValidationError("name one scope: --vm, --pool or --host-class")
    }
  }

  /// The subject as findings spell it.
  private static func subject(_ text: String) throws -> String {
    do throws(WaiverSubject.Refusal) {
      return try WaiverSubject(text).description
    } catch {
      throw ValidationError("--subject: \(error.reason)")
    }
  }

  /// Who runs the command.
  static var user: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["SUDO_USER"] ?? environment["USER"] ?? NSUserName()
  }
}
