/// Values that are kept once each, and told by their places.
public struct Distinct<Value: Hashable & Sendable>: Sendable {
  /// The values, in the order in which they came first.
  public private(set) var values: [Value] = []
  private var places: [Value: Int] = [:]

  /// No values.
  public init() {}

  /// The place of a value, which is added if it is new.
  ///
  /// - Complexity: O(1).
  public mutating func place(of value: Value) -> Int {
    let place = places[value, default: values.count]
    if place == values.count {
      places[value] = place
      values.append(value)
    }
    return place
  }
}
