@testable import MigrationState

extension JSONOutput {
  /// A parsed value as one to be written; a number that is not an integer becomes a string.
  init(_ node: JSONNode) {
    switch node.value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = Int(text).map(JSONOutput.int) ?? .string("number " + text)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { JSONOutput($0) })
    case .object(let object):
      self = .object(object.members.map { Member($0.key, JSONOutput($0.value)) })
    }
  }
}
