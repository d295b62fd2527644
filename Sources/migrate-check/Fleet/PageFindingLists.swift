import MigrationCheck
import MigrationState

/// Lists of findings as a page holds them: in parts by severity, since parts repeat more than lists do,
/// and as steps from one place to the next, since those are short.
struct PageFindingLists {
  /// By list, the places of its parts in ``steps``.
  private let parts: [[Int]]
  private let steps: [[Int]]

  /// Divides lists.
  ///
  /// - Parameters:
  ///   - findings: the findings.
  ///   - lists: their places, ascending.
  init(_ findings: [Finding], _ lists: [[Int]]) {
    var steps = Distinct<[Int]>()
    parts = lists.map { list in
      Finding.Severity.allCases.compactMap { severity in
        let part = list.filter { findings[$0].severity == severity }
        guard !part.isEmpty else { return nil }
        return steps.place(of: zip(part, [0] + part).map { $0 - $1 })
      }
    }
    self.steps = steps.values
  }

  /// The parts of one list.
  subscript(list: Int) -> [JSONOutput] { parts[list].map { .int($0) } }

  /// Every part; the first step of each is from 0.
  var json: JSONOutput {
    .array(steps.map { .array($0.map { .int($0) }) })
  }
}
