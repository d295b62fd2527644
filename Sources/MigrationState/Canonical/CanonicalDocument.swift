/// A document with a canonical form: one sequence of bytes that stands for it and nothing else.
///
/// The form is one item of deterministic CBOR (RFC 8949 section 4.2.1), `[kind, version, content,
/// digest]`, described in `schema/canonical.cddl`. The digest is SHA-256 of the content and the
/// last 32 bytes of the form. Equal documents have equal forms and digests, whatever the spelling
/// of the JSON they came from; unknown keys of that JSON have no place in it.
public protocol CanonicalDocument: Hashable, Sendable {
  /// The kind of document.
  static var kind: DocumentKind { get }

  /// The canonical form.
  func canonicalBytes() -> [UInt8]

  /// SHA-256 of the content of the canonical form: the document's name among all documents.
  ///
  /// - Complexity: O(*n*) in the length of the canonical form, which is made anew.
  var digest: Digest { get }

  /// Decodes a canonical form.
  ///
  /// - Throws: `CanonicalError` with the byte offset if the bytes are anything else than the one
  ///   form of a valid document of this kind: of a newer version, of another kind, altered,
  ///   truncated, followed by other bytes, or against a rule that JSON documents obey.
  init(canonical bytes: [UInt8]) throws(CanonicalError)
}
