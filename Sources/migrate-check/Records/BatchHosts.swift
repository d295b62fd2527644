import MigrationCheck
import MigrationState

/// The hosts that the requests of a batch name, read when first asked for: `DIR/NAME.json`, or the
/// store.
final class BatchHosts {
  private let folder: String?
  private let records: RecordResolver
  private var hosts: [String: HostView] = [:]

  /// More hosts than this and the oldest are read again, so that memory stays bounded.
  private static let cacheLimit = 64

  init(folder: String?, store: StoreOptions) {
    self.folder = folder
    records = RecordResolver(store)
  }

  /// The host of that name.
  ///
  /// - Throws: `BatchError` when there is no record of it, or the record is not a host document.
  func host(_ name: String) throws(BatchError) -> HostView {
    if let host = hosts[name] { return host }
    if let reason = DocumentName.refusal(name) { throw BatchError("host: \(reason)") }
    do throws(CommandError) {
      let host = try records.host(folder.map { "@\($0)/\(name).json" } ?? name)
      if hosts.count >= Self.cacheLimit { hosts.removeAll(keepingCapacity: true) }
      hosts[name] = host
      return host
    } catch {
      throw BatchError("unknown host \(name): \(error.message)")
    }
  }
}
