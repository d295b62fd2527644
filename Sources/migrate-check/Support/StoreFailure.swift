import StateStore

/// What the store's errors mean for the exit code.
enum StoreFailure {
  /// Runs a body and turns the store's errors into ours.
  ///
  /// - Throws: `CommandError`.
  static func translated<Result>(_ body: () throws -> Result) throws(CommandError) -> Result {
    do {
      return try body()
    } catch let error as CommandError {
      throw error
    } catch let error as StoreError {
      throw CommandError(code(error), "\(error)")
    } catch {
      throw CommandError(.fault, "\(error)")
    }
  }

  private static func code(_ error: StoreError) -> CommandError.Code {
    switch error {
    case .notFound: .missing
    case .busy: .busy
    case .ambiguous: .usage
    case .notAStore, .newerStore, .damaged, .exists, .failed: .io
    }
  }
}
