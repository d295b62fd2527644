import Synchronization

/// Values that are worked out once for each key, and shared by the copies of what holds them.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])
  private let limit: Int

  /// Keeps nothing yet.
  ///
  /// - Parameter limit: with so many values, all are dropped before the next is kept.
  init(limit: Int = .max) {
    self.limit = limit
  }

  /// The value of a key; `make` must give equal values for equal keys, and may run twice.
  func value(for key: Key, _ make: () -> Value) -> Value {
    if let value = values.withLock({ $0[key] }) { return value }
    let value = make()
    values.withLock { values in
      if values.count >= limit { values.removeAll(keepingCapacity: true) }
      values[key] = value
    }
    return value
  }
}
