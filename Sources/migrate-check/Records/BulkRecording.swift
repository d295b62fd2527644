import MigrationState
import StateStore

/// Records the documents of many files, so many files a transaction.
///
/// What is recorded stays when a later file is bad or the command is stopped. Running it again goes on:
/// recording a document again changes nothing.
struct BulkRecording {
  /// How many files are recorded completely or not at all.
  static let batch = 256

  let store: StoreOptions
  let format: FormatOptions

  /// Records the files.
  ///
  /// - Parameters:
  ///   - files: the paths.
  ///   - record: records one document and tells its name; throws for one of another kind.
  /// - Returns: what became of each, in order.
  /// - Throws: `CommandError`.
  func record(
    _ files: [String],
    _ record: (Document, InputFile, StoreWriter) throws -> RecordedDocument
  ) throws -> [RecordedDocument] {
    var open: StateStore?
    var recorded: [RecordedDocument] = []
    var progress = Progress("files", of: files.count)
    defer { progress.finish() }
    for start in stride(from: 0, to: files.count, by: Self.batch) {
      var documents: [(Document, InputFile)] = []
      for file in files[start..<min(start + Self.batch, files.count)] {
        let input = InputFile(path: file, format: format.format)
        documents.append((try input.document(), input))
        progress.done(start + documents.count)
      }
      let store = try open ?? store.create()
      open = store
      recorded += try StoreFailure.translated {
        try store.write(at: .now) { writer in
          try documents.map { try record($0.0, $0.1, writer) }
        }
      }
    }
    return recorded
  }
}
