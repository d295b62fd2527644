/// The texts that a document can hold.
enum DocumentText {
  /// What is wrong with a text; nil for one that is fine.
  ///
  /// SQLite keeps U+0000 within a text, and whoever reads the text as C does ends it there.
  static func refusal(_ text: String) -> String? {
    text.utf8.contains(0) ? "a text must not contain U+0000" : nil
  }
}
