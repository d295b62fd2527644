/// The handlers that make a trapped access UNDEFINED.
///
/// Several may be about one encoding; the first whose condition holds is the reason.
public struct TrapHandlers: Sendable {
  /// The handlers, in the order of the table.
  public let handlers: [TrapHandler]

  /// Aliases of EL1 registers that a guest hypervisor with FEAT_VHE reaches as memory (FEAT_NV2), in
  /// the state of its own guest; ascending.
  public var aliases: [Encoding] {
    handlers.filter { $0.name == Self.aliasName }.reduce(into: EncodingBits()) { bits, handler in
      for encoding in handler.encodings { _ = bits.insert(encoding) }
    }.ascending
  }

  /// The name of the rows of aliases in the table.
  private static let aliasName = "alias"

  /// The built-in table.
  public static let standard = builtIn { () throws(TableError) in
    try TrapHandlers(TableText("trapHandlers", table))
  }

  /// Parses the table of handlers.
  ///
  ///     NAME  [to:CONTROL]  CONDITION…
  ///       ENCODING…
  ///
  /// - `to:CONTROL`: the access is not UNDEFINED but forwarded to the guest hypervisor, because a
  ///   control of its own is clear.
  /// - `CONDITION` is that of ``TrapCondition/init(_:_:_:)``, `ENCODING` a word of
  ///   ``TableText/encodings(_:_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, and when two handlers have the
  ///   same name and condition.
  init(_ text: TableText) throws(TableError) {
    var handlers: [TrapHandler] = []
    var start = text.rows.startIndex
    while start < text.rows.endIndex {
      let head = text.rows[start]
      let end = text.rows[(start + 1)...].firstIndex { $0.indent == 0 } ?? text.rows.endIndex
      var words = head.words.dropFirst()
      let control = words.first.flatMap { $0.hasPrefix("to:") ? String($0.dropFirst(3)) : nil }
      if let control {
        words.removeFirst()
        guard CoarseControls.standard.control(named: control) != nil else {
          throw text.error(head, "`\(control)` is not a control")
        }
      }
      let condition = try TrapCondition(text, head, words)
      var refused = EncodingBits()
      for row in text.rows[(start + 1)..<end] {
        for word in row.words {
          for encoding in try text.encodings(row, word) where !refused.insert(encoding) {
            throw text.error(head, "\(head.words[0]) names \(encoding.name) twice")
          }
        }
      }
      let encodings = refused.ascending
      guard !encodings.isEmpty else { throw text.error(head, "\(head.words[0]) needs encodings") }
      guard !handlers.contains(where: { $0.name == head.words[0] && $0.condition == condition })
      else { throw text.error(head, "\(head.words[0]) stands twice") }
      handlers.append(
        TrapHandler(
          name: head.words[0],
          condition: condition,
          forwardingControl: control,
          encodings: encodings
        )
      )
      start = end
    }
    self.handlers = handlers
  }
}
