import Dispatch
import Synchronization

/// Work on all processors.
enum Parallel {
  /// The results of a body for every element, in the order of the elements.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: elements.count) { place in
      let result = body(elements[place])
      results.withLock { $0[place] = result }
    }
    return results.withLock { found in elements.indices.compactMap { found[$0] } }
  }
}
