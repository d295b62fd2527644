import ArgumentParser
import KVMEnforcement
import MigrationCheck

/// A VM of the command line together with its configuration on a host.
enum ConfiguredGuest {
  /// Finds a VM, and the host it was created on if that is recorded.
  ///
  /// - Throws: `CommandError` for records that are not there.
  static func guest(
    _ vm: String,
    _ records: RecordResolver
  ) throws -> (guest: Guest, createdOn: HostView?) {
    let guest = try records.guest(vm).guest
    let createdOn = try guest.definition?.createdOn.flatMap { name in
      do throws(CommandError) {
        return try records.recordedHost(name)
      } catch  where error.code == .missing {
        return nil
      }
    }
    return (guest, createdOn)
  }

  /// Finds a VM and evaluates its configuration on a host.
  ///
  /// Ends with exit code 3, undecided, when the kernel is not modelled or records do not tell an ID
  /// register of the VM.
  ///
  /// - Throws: `CommandError` for records that are not there; `ExitCode` when undecided.
  static func find(
    _ vm: String,
    on host: String,
    _ records: RecordResolver
  ) throws -> (guest: Guest, configuration: EffectiveConfiguration) {
    let view = try records.host(host)
    let (guest, createdOn) = try Self.guest(vm, records)
    let configuration: EffectiveConfiguration
    do {
      configuration = try EffectiveConfiguration(guest, createdOn: createdOn, on: view)
    } catch {
      Terminal.diagnose("undecided: \(view.name): \(error)")
      throw ExitCode(3)
    }
    if !configuration.unknown.isEmpty {
      let names = configuration.unknown.map(\.name).joined(separator: ", ")
      Terminal.diagnose("undecided: no record tells \(guest.name)'s value of \(names)")
      throw ExitCode(3)
    }
    return (guest, configuration)
  }
}
