extension StateStore {
  /// Checks the whole store: SQLite's own integrity, foreign keys, and every digest computed again
  /// from what is stored.
  ///
  /// - Returns: Everything that is wrong, not only the first.
  /// - Throws: ``StoreError`` if the store cannot be read at all.
  /// - Complexity: O(*n*) in the size of the store.
  public func verify() throws -> StoreVerification {
    try read { reader in
      let verifier = StoreVerifier(reader)
      try verifier.checkDatabase()
      try verifier.checkDocuments()
      try verifier.checkIDSets()
      try verifier.checkStates()
      try verifier.checkSnapshots()
      try verifier.checkWaivers()
      return verifier.result
    }
  }
}
