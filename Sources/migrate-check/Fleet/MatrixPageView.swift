import MatrixPage
import MigrationCheck
import MigrationState

/// A matrix as a page.
struct MatrixPageView {
  private let matrix: FleetMatrix
  /// The pools of the hosts, by name of the host.
  private let pools: [String: [String]]
  /// Whether it was asked which VMs could come back.
  private let isBothDirections: Bool
  /// The options of the matrix that a command about one pair of it needs too, each after a space.
  private let options: String

  /// How many names of a class the page holds.
  private static let namesShown = 20

  init(
    _ matrix: FleetMatrix,
    pools: [String: [String]],
    isBothDirections: Bool,
    policy: VerdictDocument.Policy
  ) {
    self.matrix = matrix
    self.pools = pools
    self.isBothDirections = isBothDirections
    options =
      (policy == .default ? "" : " --policy \(policy.rawValue)")
      + (isBothDirections ? " --both-directions" : "")
  }

  /// The page, one file.
  var html: String { MatrixPage.html(JSONWriter().string(data)) }

  /// A cell as the page has it: cells with the same answer and the same findings are one.
  private struct Cell: Hashable {
    let outcome: VerdictDocument.Outcome
    let back: VerdictDocument.Outcome?
    let findings: Int
  }

  /// What the page's script reads: rows hold places of cells, cells those of lists of findings, and
  /// findings those of texts.
  private var data: JSONOutput {
    let all = matrix.findings.all
    let findings = PageFindings(all)
    let lists = PageFindingLists(all, matrix.findings.places)
    var cells = Distinct<Cell>()
    let rows = matrix.vms.indices.map { row in
      let vms = matrix.vms[row]
      return self.row(
        row,
        cells: zip(vms.cells, vms.findings).map { cell, findings in
          cells.place(of: Cell(outcome: cell.outcome, back: cell.back, findings: findings))
        }
      )
    }
    let codes = Set(all.map(\.code)).sorted()
    return [
      "vms": .int(matrix.vms.reduce(0) { $0 + $1.names.count }),
      "counts": MatrixView.json(matrix.counts, isBothDirections: isBothDirections),
      "options": .string(options),
      "hosts": .array(matrix.hosts.map(host)),
      "rows": .array(rows),
      "cells": .array(
        cells.values.map { cell in
          .array(
            [.string(cell.outcome.rawValue), .string(cell.back?.rawValue ?? "")]
              + lists[cell.findings]
          )
        }
      ),
      "lists": lists.json,
      "findings": findings.rows,
      "fields": findings.fields,
      "texts": findings.texts,
      "codes": .object(codes.map { .init($0, .string(FindingKind.named($0)?.means ?? "")) }),
    ]
  }

  private func row(_ row: Int, cells: [Int]) -> JSONOutput {
    let vms = matrix.vms[row]
    let own = matrix.hosts.indices.compactMap { column -> JSONOutput.Member? in
      let own = vms.names.count * matrix.hosts[column].names.count - matrix.pairs(row, column)
      return own == 0 ? nil : .init(String(column), .int(own))
    }
    return [
      "names": Self.names(vms.names), "count": .int(vms.names.count),
      "example": example(vms, 0), "others": others(vms),
      "own": .object(own), "cells": .array(cells.map { .int($0) }),
    ]
  }

  /// One VM of a class, as an example.
  private func example(_ vms: VMClass, _ place: Int) -> JSONOutput {
    [
      "vm": .string(vms.names[place]), "host": Self.text(vms.hosts[place]),
      "start": Self.text(vms.starts[place]),
    ]
  }

  /// The examples for columns whose only host is that of the class's first VM.
  private func others(_ vms: VMClass) -> JSONOutput {
    guard let own = vms.hosts[0], let place = vms.hosts.firstIndex(where: { $0 != own }) else {
      return .object([])
    }
    let column = matrix.hosts.firstIndex { $0.names == [own] }
    return .object(column.map { [.init(String($0), example(vms, place))] } ?? [])
  }

  private func host(_ host: HostKind) -> JSONOutput {
    let pools = Set(host.names.flatMap { self.pools[$0] ?? [] }).sorted()
    return [
      "names": Self.names(host.names), "count": .int(host.names.count),
      "kernel": .string(host.view.document.kernelRelease),
      "pools": .array(pools.map { .string($0) }),
    ]
  }

  private static func names(_ names: [String]) -> JSONOutput {
    .array(names.prefix(namesShown).map { .string($0) })
  }

  private static func text(_ name: String?) -> JSONOutput { name.map { .string($0) } ?? .null }
}
