import MigrationState

/// The findings of many moves: each kept once, and each list of them once.
public struct FindingLists: Sendable {
  private var findings = Distinct<Finding>()
  private var lists = Distinct<[Int]>()

  /// No findings.
  public init() {}

  /// Adds a list.
  ///
  /// - Returns: the list's number, that of a list with the same findings if there is one.
  public mutating func add(_ list: [Finding]) -> Int {
    let places = list.map { findings.place(of: $0) }
    return lists.place(of: places)
  }

  /// Every finding, once, in the order in which a verdict would list them.
  public var all: [Finding] {
    let findings = findings.values
    return FindingCollector.order(findings).map { findings[$0] }
  }

  /// The lists by their numbers, each as ascending places in ``all``.
  public var places: [[Int]] {
    let findings = findings.values
    var ranks = findings.map { _ in 0 }
    for (rank, place) in FindingCollector.order(findings).enumerated() { ranks[place] = rank }
    return lists.values.map { list in list.map { ranks[$0] }.sorted() }
  }
}
