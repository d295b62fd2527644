import ArgumentParser
import MigrationState

/// `store verify`: whether everything in the store is what was recorded.
struct StoreVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the store: SQLite's integrity, references, and the digest of every record.",
    discussion: """
      Exit code 74 when anything is damaged.

      Example:
        migrate-check store verify
      """
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try store.open()
    let result = try StoreFailure.translated { try store.verify() }
    let json: JSONOutput = [
      "sound": .bool(result.isSound),
      "documents": .int(result.documents),
      "snapshots": .int(result.snapshots),
      "vcpuStates": .int(result.vcpuStates),
      "faults": .array(result.faults.map { .string($0.description) }),
    ]
    output.print(json) {
      result.faults.map { "\($0)\n" }.joined()
        + "\(result.isSound ? "sound" : "damaged"): \(result.documents) documents, "
        + "\(result.snapshots) snapshots, \(result.vcpuStates) vCPU states\n"
    }
    if !result.isSound { throw ExitCode(CommandError.Code.io.rawValue) }
  }
}
