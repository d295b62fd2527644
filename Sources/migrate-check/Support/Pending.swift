import Dispatch
import Synchronization

/// A value that other threads are working out.
final class Pending<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let group = DispatchGroup()

  private static var queue: DispatchQueue { .global(qos: .userInitiated) }

  /// Begins to work out a value.
  init(_ make: @escaping @Sendable () -> Value) {
    group.enter()
    Self.queue.async { [self] in
      let made = make()
      value.withLock { $0 = made }
      group.leave()
    }
  }

  /// Waits for the value; it is handed out once.
  func take() -> Value? {
    group.wait()
    return value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
