import MigrationState

/// The answer to one request of a batch.
public struct BatchAnswer: Sendable {
  /// The line to print.
  public let json: JSONOutput
  /// True when the request could not be answered.
  public let isError: Bool

  /// Answers one line with `body`, which is given the request; the key `id` is handed back.
  ///
  /// A line that is not a JSON object answers with a null id, unless it begins as one whose first member
  /// is a whole `id`.
  static func answer(
    _ line: [UInt8],
    _ body: (inout JSONObjectReader) throws -> [JSONOutput.Member]
  ) -> BatchAnswer {
    var id = JSONOutput.null
    do {
      let document = try JSONDocument(parsing: line)
      var reader = try document.cursor.object()
      id = reader.optional("id").map { JSONOutput(verbatim: $0.node) } ?? .null
      let members = try body(&reader)
      return BatchAnswer(json: .object([.init("id", id)] + members), isError: false)
    } catch let error as JSONSyntaxError {
      if let first = JSONDocument.firstMember(of: line), first.key == "id" {
        id = JSONOutput(verbatim: first.value)
      }
      return BatchAnswer(json: ["id": id, "error": .string("\(error)")], isError: true)
    } catch {
      let reason = (error as? BatchError)?.reason ?? "\(error)"
      return BatchAnswer(json: ["id": id, "error": .string(reason)], isError: true)
    }
  }
}

extension BatchAnswer {
  /// The answer to a line of which not even the id can be read.
  public static func failure(_ reason: String) -> BatchAnswer {
    BatchAnswer(json: ["id": .null, "error": .string(reason)], isError: true)
  }
}
