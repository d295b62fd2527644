import Foundation

/// A name, or a shell pattern for names: `*`, `?` and `[a-z]`.
struct NamePattern {
  let text: String

  /// True when the text can stand for more than the name it spells.
  var isPattern: Bool { text.contains { "*?[".contains($0) } }

  /// True when a name is the text, or fits the pattern.
  func matches(_ name: String) -> Bool { fnmatch(text, name, 0) == 0 }

  /// The patterns in words with commas: `rack1-*,rack2-07`.
  static func list(_ words: [String]) -> [NamePattern] {
    words.flatMap { $0.split(separator: ",") }.map { NamePattern(text: String($0)) }
  }
}
