import Foundation
import Synchronization

/// Elements that another thread makes while those before them are used.
///
/// At most two batches wait: memory does not grow when the user is slower.
final class ReadAhead<Element: Sendable>: Sendable {
  private static var batch: Int { 64 }

  private struct State {
    var batches: [[Element]] = []
    /// How the producer ended; nil while it runs.
    var end: Result<Void, any Error>?
    var isCancelled = false
  }

  /// Thrown into a producer whose elements nobody wants any more.
  private struct Cancelled: Error {}

  private let state = Mutex(State())
  /// Counts batches that may still be made.
  ///
  /// It begins with none, since a semaphore must not go away with less than it began with.
  private let room = DispatchSemaphore(value: 0)
  /// Counts batches to use, and the end.
  private let made = DispatchSemaphore(value: 0)

  /// Starts a producer.
  ///
  /// - Parameter produce: calls its argument with every element, and lets through what that throws.
  init(_ produce: @escaping @Sendable ((Element) throws -> Void) throws -> Void) {
    for _ in 0..<2 { room.signal() }
    Thread.detachNewThread { [self] in
      var batch: [Element] = []
      let end = Result {
        try produce { element in
          batch.append(element)
          guard batch.count == Self.batch else { return }
          try hand(batch)
          batch.removeAll(keepingCapacity: true)
        }
        if !batch.isEmpty { try hand(batch) }
      }
      state.withLock { $0.end = end }
      made.signal()
    }
  }

  private func hand(_ batch: [Element]) throws {
    room.wait()
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.batches.append(batch) }
      return state.isCancelled
    }
    if isCancelled { throw Cancelled() }
    made.signal()
  }

  /// Runs a body with every element, in order.
  ///
  /// - Throws: what the body throws, which ends the producer; what the producer threw, after the
  ///   elements before.
  func forEach(_ body: (Element) throws -> Void) throws {
    defer {
      state.withLock { $0.isCancelled = true }
      room.signal()
    }
    while true {
      made.wait()
      let batch = state.withLock { $0.batches.isEmpty ? nil : $0.batches.removeFirst() }
      guard let batch else { break }
      room.signal()
      for element in batch { try body(element) }
    }
    try state.withLock { $0.end }?.get()
  }
}
