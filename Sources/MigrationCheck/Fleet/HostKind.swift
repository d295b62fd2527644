import MigrationState

/// Hosts that offer the same to every VM: they differ in name and time of capture alone.
public struct HostKind: Sendable {
  /// The names of the hosts, sorted.
  public private(set) var names: [String]
  /// What all of them have, under the name of the first.
  public private(set) var view: HostView
  /// The same under the name of the second; nil while there is one.
  private var second: HostView?

  init(_ view: HostView) {
    names = [view.name]
    self.view = view
  }

  mutating func add(_ name: String) {
    names.append(name)
    if second == nil { second = view.named(name) }
  }

  /// The same class, in which every host goes by one name.
  fileprivate func named(_ name: String) -> HostKind {
    var kind = self
    kind.view = view.named(name)
    kind.second = nil
    return kind
  }

  /// The view under another name than a VM's own host has, for a move between two hosts of the class.
  ///
  /// The one name that a class of one host has must not be asked to differ.
  func view(otherThan name: String?) -> HostView {
    guard view.name == name, let second else { return view }
    return second
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
  ///   - kind: the record's `kindDigest`.
  ///   - marks: what tells it from other hosts of its kind for some verdicts, such as waivers.
  public mutating func add(_ document: HostDocument, kind: Digest, marks: [String] = []) {
    let kind = Key(kind: kind, marks: marks)
    let place = places[kind, default: classes.count]
    if place == classes.count {
      classes.append(HostKind(HostView(document)))
      places[kind] = place
    } else {
      classes[place].add(document.name)
    }
    byName[document.name] = place
  }

  /// The place of a host's class; nil for a host that was not added.
  public func place(of name: String) -> Int? { byName[name] }

  /// The view of a host by its own name; nil for a host that was not added.
  public func view(of name: String) -> HostView? {
    byName[name].map { classes[$0].view.named(name) }
  }

  /// The view that stands for a host's class; nil for a host that was not added.
  public func kind(of name: String) -> HostView? { byName[name].map { classes[$0].view } }

  /// The same classes, in which every host goes by one name in findings.
  public func named(_ name: String) -> HostKinds {
    var kinds = self
    kinds.classes = classes.map { $0.named(name) }
    return kinds
  }

  /// The number of hosts.
  public var count: Int { byName.count }
}
