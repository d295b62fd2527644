import ArmArchitecture
import Foundation
import MigrationState
import StateStore

/// Records variants of a host and of a snapshot, each in its own transaction.
///
/// Prints a line `host NAME` or `vm NAME` when one is recorded. Exits with 75 when the store stayed
/// busy.
@main
enum Recorder {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 7, let count = Int(arguments[3]), let timeout = Int(arguments[4])
    else {
      print("usage: store-recorder STORE LABEL COUNT TIMEOUT-MS HOST SNAPSHOT")
      exit(64)
    }
    guard case .host(var host) = try document(arguments[5]),
      case .snapshot(var snapshot) = try document(arguments[6])
    else { exit(65) }
    do {
      let store = try StateStore.open(
        arguments[1],
        mode: .create,
        busyTimeout: .milliseconds(timeout)
      )
      for number in 0..<count {
        host.name = "host-\(arguments[2])-\(number)"
        try store.write(at: now) { _ = try $0.record(host) }
        say("host \(host.name)")
        snapshot.vm = "vm-\(arguments[2])-\(number)"
        snapshot.host = host.name
        vary(&snapshot, number)
        try store.write(at: now) { _ = try $0.record(snapshot) }
        say("vm \(snapshot.vm)")
      }
    } catch StoreError.busy {
      exit(75)
    }
  }

  private static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

  private static func document(_ path: String) throws -> Document {
    var unknown: [JSONPath] = []
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    return try Document(JSONDocument(parsing: bytes).cursor, unknownKeys: &unknown)
  }

  /// Gives the program counter another value, so that the state is another one.
  private static func vary(_ snapshot: inout SnapshotDocument, _ number: Int) {
    guard let pc = RegisterID(rawValue: 0x6030_0000_0010_0040) else { return }
    let value = UInt64(getpid()) << 32 | UInt64(number)
    snapshot.vcpus[0].registers.set(pc, to: .word(value))
  }

  /// Prints a line that has left the process when this returns.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
