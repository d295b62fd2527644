import MigrationCheck
import MigrationState
import StateStore

extension RecordResolver {
  /// The waivers that hold for a move of a VM to a host; none without a store.
  ///
  /// A waiver for a VM or pool holds as long as the target has the CPU and kernel build that it had
  /// when the waiver was granted.
  ///
  /// - Throws: `CommandError` when the store cannot be read.
  func waivers(
    vm: String,
    target: HostView,
    at moment: Timestamp
  ) throws(CommandError) -> [Waiver] {
    do throws(CommandError) {
      let found = try read { reader in
        try MoveWaivers(reader, at: moment).waivers(vm: vm, target: target.document)
      }
      return found ?? []
    } catch  where error.code == .missing {
      return []
    }
  }
}
