import Foundation
import Synchronization

/// Elements that another thread makes while those before them are used.
///
/// At most two batches wait: memory does not grow when the user is slower.
final class ReadAhead<Element: Sendable>: Sendable {
  /// From how many bytes on a batch is handed over.
  private static var batchBytes: Int { 1 << 18 }

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
  /// - Parameter produce: calls its argument with every element and about how many bytes it has, and
  ///   lets through what that throws.
  init(_ produce: @escaping @Sendable ((Element, Int) throws -> Void) throws -> Void) {
    for _ in 0..<2 { room.signal() }
    Thread.detachNewThread { [self] in
      var batch: [Element] = []
      var bytes = 0
      var end = Result {
        try produce { element, size in
          batch.append(element)
          bytes += size
          guard bytes >= Self.batchBytes else { return }
          defer { (batch, bytes) = ([], 0) }
          try hand(batch)
        }
      }
      if !batch.isEmpty {
        let handed = Result { try hand(batch) }
        end = end.flatMap { handed }
      }
      state.withLock { [end] in $0.end = end }
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
