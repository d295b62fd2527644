import MigrationCheck
import MigrationState

/// The hosts that the requests of a batch name, read when first asked for: `DIR/NAME.json`, or the
/// store.
final class BatchHosts {
  private let folder: String?
  private let records: RecordResolver

  init(folder: String?, store: StoreOptions) {
    self.folder = folder
    records = RecordResolver(store)
  }

  /// The host of that name.
  ///
  /// - Throws: `BatchError` when there is no record of it, or the record is not a host document.
  func host(_ name: String) throws(BatchError) -> HostView {
    if let reason = DocumentName.refusal(name) { throw BatchError("host: \(reason)") }
    do throws(CommandError) {
      return try records.host(folder.map { "@\($0)/\(name).json" } ?? name)
    } catch {
      throw BatchError("unknown host \(name): \(error.message)")
    }
  }
}
