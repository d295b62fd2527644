import MigrationCheck
import MigrationState

/// Host records in a folder, `DIR/NAME.json`, read when first asked for.
final class HostsFolder {
  private let path: String
  private var hosts: [String: HostView] = [:]

  init(path: String) {
    self.path = path
  }

  /// The host of that name.
  ///
  /// - Throws: `BatchError` when there is no such file or it is not a host document.
  func host(_ name: String) throws(BatchError) -> HostView {
    if let host = hosts[name] { return host }
    if let reason = DocumentName.refusal(name) { throw BatchError("host: \(reason)") }
    do throws(CommandError) {
      let document = try InputFile(path: "\(path)/\(name).json").document()
      guard case .host(let host) = document else {
        throw CommandError(.malformed, "\(path)/\(name).json: not a host document")
      }
      let view = HostView(host)
      hosts[name] = view
      return view
    } catch {
      throw BatchError("unknown host \(name): \(error.message)")
    }
  }
}
