/// A page that shows a matrix: one file that needs no network.
public enum MatrixPage {
  /// The page.
  ///
  /// - Parameter data: what it shows, as the JSON text that `page.js` reads.
  /// - Returns: HTML in UTF-8.
  public static func html(_ data: String) -> String {
    // No text of the data can end the element that it stands in.
    let data = data.split(separator: "<", omittingEmptySubsequences: false)
      .joined(separator: "\\u003c")
    let parts = [
      "@STYLE@": text(PackageResources.page_css), "@DATA@": data,
      "@SCRIPT@": text(PackageResources.page_js),
    ]
    return text(PackageResources.page_html).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        for (mark, part) in parts {
          let pieces = line.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
          if pieces.count == 2 { return "\(pieces[0])\(part)\(pieces[1])" }
        }
        return String(line)
      }
      .joined(separator: "\n")
  }

  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource, as: UTF8.self)
  }
}
