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
    let targetClass = HostClass(target.document)
    do throws(CommandError) {
      let found = try read { reader in
        try reader.waivers().filter { stored in
          guard stored.holds(at: moment) else { return false }
          let scope = stored.waiver.scope
          switch scope.kind {
          case .hostClass: return scope.name == targetClass.description
          case .vm:
            guard scope.name == vm else { return false }
            let then = try reader.host(target.name, whenGranted: stored)
            return then.map { HostClass($0) == targetClass } ?? true
          case .pool: return false
          }
        }
        .compactMap { Waiver(id: $0.id, $0.waiver) }
      }
      return found ?? []
    } catch  where error.code == .missing {
      return []
    }
  }
}

extension HostClass {
  /// The class of a recorded version of a host.
  fileprivate init(_ host: StoredHost) {
    self.init(cpus: host.cpus, kernelRelease: host.kernelRelease, buildId: host.buildId)
  }
}
