import ArmArchitecture
import MigrationCheck
import MigrationState

/// A matrix for people and for programs.
struct MatrixView {
  private let matrix: FleetMatrix

  /// How many classes of VMs people are shown.
  private static let rowsShown = 20

  /// Whether it was asked which VMs could come back.
  private let isBothDirections: Bool

  init(_ matrix: FleetMatrix, isBothDirections: Bool) {
    self.matrix = matrix
    self.isBothDirections = isBothDirections
  }

  /// The matrix as text.
  ///
  /// - Parameters:
  ///   - format: the form.
  ///   - pools: the pools of the hosts, by name of the host: for the page.
  ///   - policy: which findings refuse: for the page.
  /// - Returns: the text, with a line break at its end.
  func text(
    _ format: MatrixCommand.Format,
    pools: [String: [String]],
    policy: VerdictDocument.Policy
  ) -> String {
    switch format {
    case .table: table
    case .json: JSONWriter().string(json) + "\n"
    case .csv: csv
    case .html:
      MatrixPageView(matrix, pools: pools, isBothDirections: isBothDirections, policy: policy).html
    }
  }

  // MARK: For people

  private var table: String {
    let counts = matrix.counts
    let vms = matrix.vms.reduce(0) { $0 + $1.names.count }
    let hosts = matrix.hosts.reduce(0) { $0 + $1.names.count }
    var text =
      "\(vms) VM(s) of \(matrix.vms.count) class(es), \(hosts) host(s) of \(matrix.hosts.count) "
      + "class(es): \(counts.pairs) pairs\n"
      + "allowed \(counts.allowed), refused \(counts.refused), undecided \(counts.undecided)\n"
    if isBothDirections { text += "allowed both ways \(counts.returning)\n" }
    text += "\nHosts\n" + hostTable + "\nVMs\n" + vmTable
    let reasons = matrix.reasons
    if !reasons.isEmpty {
      var table = TextTable("PAIRS", "REASON")
      for reason in reasons { table.add(String(reason.pairs), reason.code) }
      text += "\nReasons\n" + table.render(indent: 2)
    }
    return text
  }

  private var hostTable: String {
    var table = TextTable(["CLASS", "HOSTS", "KERNEL"] + countTitles + ["FOR EXAMPLE"])
    for (column, host) in matrix.hosts.enumerated() {
      let counts = matrix.counts(ofColumn: column)
      table.add(
        ["h\(column + 1)", String(host.names.count), host.view.document.kernelRelease]
          + cells(counts) + [host.names.first ?? "-"]
      )
    }
    return table.render(indent: 2)
  }

  private var vmTable: String {
    var table = TextTable(["CLASS", "VMS"] + countTitles + ["FOR EXAMPLE", "MAY GO TO"])
    let bySize = matrix.vms.indices.sorted { one, other in
      let (a, b) = (matrix.vms[one].names.count, matrix.vms[other].names.count)
      return (b, one) < (a, other)
    }
    for row in bySize.prefix(Self.rowsShown) {
      let counts = matrix.counts(ofRow: row)
      let targets = matrix.hosts.indices.filter {
        matrix.vms[row].cells[$0].isSafe && matrix.pairs(row, $0) > 0
      }
      table.add(
        ["v\(row + 1)", String(matrix.vms[row].names.count)] + cells(counts)
          + [
            matrix.vms[row].names.first ?? "-",
            targets.isEmpty ? "-" : targets.map { "h\($0 + 1)" }.joined(separator: " "),
          ]
      )
    }
    let rest = matrix.vms.count - Self.rowsShown
    return table.render(indent: 2) + (rest > 0 ? "  and \(rest) class(es) more\n" : "")
  }

  private var countTitles: [String] {
    ["ALLOWED"] + (isBothDirections ? ["BOTH WAYS"] : []) + ["REFUSED", "UNDECIDED"]
  }

  private func cells(_ counts: FleetMatrix.Counts) -> [String] {
    let returning = isBothDirections ? [counts.returning] : []
    return ([counts.allowed] + returning + [counts.refused, counts.undecided]).map { String($0) }
  }

  // MARK: For programs

  private var json: JSONOutput {
    [
      "hosts": .array(matrix.hosts.map(Self.json)),
      "vms": .array(matrix.vms.indices.map(json)),
      "counts": json(matrix.counts),
      "reasons": .array(
        matrix.reasons.map { ["code": .string($0.code), "pairs": .int($0.pairs)] }
      ),
    ]
  }

  private static func json(_ host: HostKind) -> JSONOutput {
    [
      "hosts": .array(host.names.map { .string($0) }),
      "kernelRelease": .string(host.view.document.kernelRelease),
      "midr": .array(host.view.document.cpus.map { .hex($0.midr) }),
    ]
  }

  /// One row; cells stand in the order of the hosts' classes.
  private func json(_ row: Int) -> JSONOutput {
    let vms = matrix.vms[row]
    return [
      "vms": .array(vms.names.map { .string($0) }),
      "hosts": .array(vms.hosts.map { $0.map { .string($0) } ?? .null }),
      "counts": json(matrix.counts(ofRow: row)),
      "cells": .array(vms.cells.map(Self.json)),
    ]
  }

  private static func json(_ cell: FleetCell) -> JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("verdict", .string(cell.outcome.rawValue)),
      .init("codes", .array(cell.codes.map { .string($0) })),
      .init("warnings", .int(cell.warnings)),
    ]
    if let back = cell.back { members.append(.init("back", .string(back.rawValue))) }
    return .object(members)
  }

  private func json(_ counts: FleetMatrix.Counts) -> JSONOutput {
    Self.json(counts, isBothDirections: isBothDirections)
  }

  static func json(_ counts: FleetMatrix.Counts, isBothDirections: Bool) -> JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("allowed", .int(counts.allowed)), .init("refused", .int(counts.refused)),
      .init("undecided", .int(counts.undecided)),
    ]
    if isBothDirections { members.append(.init("bothWays", .int(counts.returning))) }
    return .object(members)
  }

  private var csv: String {
    let titles = [
      "vm class", "vms", "example vm", "host class", "hosts", "example host", "pairs", "verdict",
      "codes", "warnings",
    ]
    var text = CSV.line(titles + (isBothDirections ? ["back"] : []))
    for (row, vms) in matrix.vms.enumerated() {
      for (column, host) in matrix.hosts.enumerated() {
        let cell = vms.cells[column]
        let values = [
          "v\(row + 1)", String(vms.names.count), vms.names.first ?? "", "h\(column + 1)",
          String(host.names.count), host.names.first ?? "", String(matrix.pairs(row, column)),
          cell.outcome.rawValue, cell.codes.joined(separator: " "), String(cell.warnings),
        ]
        text += CSV.line(values + (isBothDirections ? [cell.back?.rawValue ?? ""] : []))
      }
    }
    return text
  }
}
