import MigrationState

/// What `explain` answers: facts, then lists of what depends on the thing, for people and programs.
///
/// Text and JSON are made from the same parts, so neither can say what the other does not.
struct Explanation {
  /// What kind of thing is explained.
  enum Kind: String {
    case register
    case instruction
    case field
    case feature
    case finding
  }

  /// One entry of a list: the cells of a line, and the same for programs.
  struct Entry {
    let cells: [String]
    let json: JSONOutput

    init(_ cells: [String], _ json: JSONOutput) {
      self.cells = cells
      self.json = json
    }

    /// An entry of one word or sentence.
    init(_ text: String) {
      self.init([text], .string(text))
    }
  }

  private enum Part {
    case fact(label: String, key: String, text: String, json: JSONOutput)
    case list(title: String, key: String, headings: [String], entries: [Entry])
  }

  private let kind: Kind
  private let name: String
  private var parts: [Part] = []

  init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Adds a fact; nothing when it is nil or empty.
  mutating func fact(_ label: String, _ key: String, _ text: String?, _ json: JSONOutput? = nil) {
    guard let text, !text.isEmpty else { return }
    parts.append(.fact(label: label, key: key, text: text, json: json ?? .string(text)))
  }

  /// Adds a list; nothing when it is empty.
  mutating func list(
    _ title: String,
    _ key: String,
    headings: [String] = [],
    _ entries: [Entry]
  ) {
    guard !entries.isEmpty else { return }
    parts.append(.list(title: title, key: key, headings: headings, entries: entries))
  }

  var json: JSONOutput {
    let members: [JSONOutput.Member] = parts.map { part in
      switch part {
      case .fact(_, let key, _, let json): .init(key, json)
      case .list(_, let key, _, let entries): .init(key, .array(entries.map(\.json)))
      }
    }
    return .object([.init("kind", .string(kind.rawValue)), .init("name", .string(name))] + members)
  }

  var text: String {
    var facts = TextTable()
    var lists = ""
    for part in parts {
      switch part {
      case .fact(let label, _, let text, _): facts.add(label, text)
      case .list(let title, _, let headings, let entries):
        var table = TextTable()
        if !headings.isEmpty { table.add(headings) }
        for entry in entries { table.add(entry.cells) }
        lists += "\n\(Terminal.paint(title, .cyan))\n" + table.render(indent: 2)
      }
    }
    return "\(Terminal.paint(name, .green))  \(kind.rawValue)\n" + facts.render(indent: 2) + lists
  }
}
