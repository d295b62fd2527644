import ArgumentParser
import Foundation
import MigrationCheck
import MigrationState
import StateStore

/// `metrics`: figures for Prometheus.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Print figures of the fleet for Prometheus, or write them for its node exporter.",
    discussion: """
      The text format of Prometheus on standard output, or with --textfile in the file \
      migrate_check.prom of a folder, which appears complete or not at all.

      Example:
        migrate-check metrics --textfile /var/lib/node_exporter/textfile
      """
  )

  @Option(help: "Write migrate_check.prom in this folder instead.")
  var textfile: String?

  @Option(help: "A record older than this many days is stale.")
  var staleAfter = 30

  @Option(help: "How many safe targets a VM should have.")
  var least = 2

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func validate() throws {
    guard staleAfter > 0, least > 0 else {
      throw ValidationError("--stale-after and --least must be at least 1")
    }
  }

  func run() throws {
    let now = Timestamp.now
    let text = try StoreFailure.translated {
      try store.open().read { reader in
        let old = now.seconds - Int64(staleAfter) * 86_400
        return Metrics(
          matrix: try FleetLoader(reader: reader, now: now, policy: .default)
            .matrix(.wanted { _ in true }, hosts: { _ in true }),
          staleHosts: try reader.hosts().count { $0.capturedAt.seconds < old },
          staleSnapshots: try reader.newestSnapshots().count { $0.capturedAt.seconds < old },
          least: least
        ).text
      }
    }
    guard let textfile else { return Terminal.write(text) }
    let path = textfile + "/migrate_check.prom"
    do {
      // Foundation writes beside the file and renames.
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandError(.io, "\(path): \(error.localizedDescription)")
    }
  }
}
