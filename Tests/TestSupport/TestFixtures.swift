import TestFixtures

/// Files that tests read, see `TestFixtures`.
public typealias Fixtures = TestFixtures.Fixtures

/// A repeatable source of random numbers, see `TestFixtures`.
public typealias SeededGenerator = TestFixtures.SeededGenerator
