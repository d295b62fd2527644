import MigrationCheck
import MigrationState

/// Finds the records that a command line names: `@FILE` is a document, anything else is a name in
/// the store.
struct RecordResolver {
  /// The host that a word names.
  ///
  /// - Throws: `CommandError`: missing for what is not there, malformed for another document.
  func host(_ word: String) throws(CommandError) -> HostView {
    guard case .host(let host) = try document(word) else {
      throw CommandError(.malformed, "\(word.dropFirst()): a host document is expected")
    }
    return HostView(host)
  }

  /// The document in `@FILE`.
  func document(_ word: String) throws(CommandError) -> Document {
    guard word.hasPrefix("@") else { throw CommandError(.missing, "no store") }
    return try InputFile(path: String(word.dropFirst())).document()
  }
}
