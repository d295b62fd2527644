import MigrationState

/// How many documents of each kind a bundle carried, and how many of them the store did not have.
public struct BundleCounts: Hashable, Sendable {
  /// The documents of one kind.
  public struct Count: Hashable, Sendable {
    /// All of them.
    public var total = 0
    /// Those that were not in the store before; 0 for an export.
    public var new = 0
  }

  private var counts: [DocumentKind: Count] = [:]

  /// None.
  public init() {}

  /// The documents of a kind.
  public subscript(kind: DocumentKind) -> Count { counts[kind] ?? Count() }

  /// Counts a document.
  mutating func add(_ kind: DocumentKind, isNew: Bool = false) {
    counts[kind, default: Count()].total += 1
    if isNew { counts[kind, default: Count()].new += 1 }
  }
}

extension PackedItem {
  /// The kind of the document.
  var kind: DocumentKind {
    switch self {
    case .host: .host
    case .vm: .vm
    case .snapshot: .snapshot
    case .verdict: .verdict
    }
  }
}
