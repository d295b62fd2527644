import ArgumentParser

/// An argument that is one of a few words, the raw values of its cases.
///
/// Help and completions list the words. ArgumentParser would make the list by key paths, for each of
/// which the Swift runtime looks through all conformances of the program.
public protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable
where RawValue == String {}

extension WordArgument {
  /// The raw values, in the order of the cases.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  /// None: the words say it all.
  public static var allValueDescriptions: [String: String] { [:] }
}
