import ArgumentParser
import Foundation
import Synchronization

/// Standard input, which can be read once: a second reader would find nothing, or a record would stand
/// for two.
enum StandardInput {
  private static let isTaken = Mutex(false)

  private static let refusal = "@- stands for standard input, which can be read once; give @FILE"

  /// Standard input for its one reader.
  ///
  /// - Throws: `CommandError`: usage when it has one already.
  static func take() throws(CommandError) -> FileHandle {
    let isFirst = isTaken.withLock { taken in
      defer { taken = true }
      return !taken
    }
    guard isFirst else { throw CommandError(.usage, refusal) }
    return .standardInput
  }

  /// Refuses a command line on which it stands for two records.
  ///
  /// - Throws: `ValidationError`.
  static func requireOnce(_ words: [String?]) throws {
    guard words.count(where: { $0 == "@-" }) < 2 else { throw ValidationError(refusal) }
  }
}
