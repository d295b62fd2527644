import MigrationState

/// Hosts that offer the same to every VM: they differ in name and time of capture alone.
public struct HostKind: Sendable {
  /// The names of the hosts, sorted.
  public internal(set) var names: [String]
  /// What all of them have, under the name of the first.
  public let view: HostView

  /// The view under another name than a VM's own host has, for a move between two hosts of the class.
  ///
  /// The one name that a class of one host has must not be asked to differ.
  func view(otherThan name: String?) -> HostView {
    guard view.name == name, let other = names.first(where: { $0 != name }) else { return view }
    var document = view.document
    document.name = other
    return HostView(document, assuming: view.isAssumed ? view.kernel : nil)
  }
}

/// The hosts of a fleet by class.
public struct HostKinds: Sendable {
  /// The classes, in the order in which their first hosts were added.
  public private(set) var classes: [HostKind] = []
  private var places: [Key: Int] = [:]
  private var byName: [String: Int] = [:]

  private struct Key: Hashable {
    let kind: Digest
    let marks: [String]
  }

  /// No hosts.
  public init() {}

  /// Adds a host.
  ///
  /// - Parameters:
  ///   - document: its record.
  ///   - marks: what tells it from other hosts of its kind for some verdicts, such as waivers.
  /// - Complexity: O(*n*) in the size of the document.
  public mutating func add(_ document: HostDocument, marks: [String] = []) {
    let kind = Key(kind: document.kindDigest, marks: marks)
    let place = places[kind, default: classes.count]
    if place == classes.count {
      classes.append(HostKind(names: [], view: HostView(document)))
      places[kind] = place
    }
    classes[place].names.append(document.name)
    byName[document.name] = place
  }

  /// The place of a host's class; nil for a host that was not added.
  public func place(of name: String) -> Int? { byName[name] }

  /// The view of a host by its own name; nil for a host that was not added.
  public func view(of name: String) -> HostView? {
    guard let place = byName[name] else { return nil }
    let view = classes[place].view
    if view.name == name { return view }
    var document = view.document
    document.name = name
    return HostView(document)
  }

  /// The number of hosts.
  public var count: Int { byName.count }
}
