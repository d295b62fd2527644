import MatrixPage
import MigrationCheck
import MigrationState

/// A matrix as a page.
struct MatrixPageView {
  private let matrix: FleetMatrix
  /// The pools of the hosts, by name of the host.
  private let pools: [String: [String]]

  /// How many names of a class the page holds.
  private static let namesShown = 20

  init(_ matrix: FleetMatrix, pools: [String: [String]]) {
    self.matrix = matrix
    self.pools = pools
  }

  /// The page, one file.
  var html: String { MatrixPage.html(JSONWriter().string(data)) }

  /// What the page's script reads: few cells differ, so rows hold places in a list of them.
  private var data: JSONOutput {
    var places: [FleetCell: Int] = [:]
    var cells: [FleetCell] = []
    let rows = matrix.vms.indices.map { row in
      self.row(
        row,
        cells: matrix.vms[row].cells.map { cell in
          let place = places[cell, default: cells.count]
          if place == cells.count {
            places[cell] = place
            cells.append(cell)
          }
          return place
        }
      )
    }
    let codes = Set(cells.flatMap(\.codes)).sorted()
    return [
      "vms": .int(matrix.vms.reduce(0) { $0 + $1.names.count }),
      "counts": MatrixView.json(matrix.counts),
      "hosts": .array(matrix.hosts.map(host)),
      "rows": .array(rows),
      "cells": .array(cells.map(MatrixView.json)),
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
      "host": vms.hosts.first.flatMap { $0 }.map { .string($0) } ?? .null,
      "own": .object(own), "cells": .array(cells.map { .int($0) }),
    ]
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
}
