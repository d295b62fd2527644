import Foundation
import TestSupport
import Testing

/// The fleet's commands on made-up fleets.
@Suite struct FleetTests {
  /// A store with a fleet made of the samples.
  private func fleet(
    hosts: Int,
    vms: Int,
    seed: Int,
    in folder: TemporaryFolder
  ) throws -> URL {
    let bundle = folder.url.appending(path: "fleet.bundle")
    let store = folder.url.appending(path: "store.sqlite")
    let generator = Process()
    generator.executableURL = Tool.binary.deletingLastPathComponent()
      .appending(path: "fleet-generator")
    generator.arguments = [
      "\(hosts)", "\(vms)", "\(seed)", Fixtures.root.appending(path: "samples").path, bundle.path,
      "3", "2",
    ]
    try generator.run()
    generator.waitUntilExit()
    try #require(generator.terminationStatus == 0)
    try #require(try Tool.run(["import", bundle.path], store: store).status == 0)
    return store
  }

  private func json(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// A fleet whose matrix is compared, and whether in both directions.
  struct Compared {
    let hosts: Int
    let vms: Int
    let seed: Int
    let isBothDirections: Bool
  }

  /// A few small ones, or with MIGRATE_CHECK_FLEETS set to 20 that many of 20 hosts and 50 VMs, the
  /// first quarter of them in both directions too.
  private static let compared: [Compared] =
    ProcessInfo.processInfo.environment["MIGRATE_CHECK_FLEETS"].flatMap { Int($0) }.map { count in
      [(1...count, false), (1...max(1, count / 4), true)].flatMap { seeds, both in
        seeds.map { Compared(hosts: 20, vms: 50, seed: $0, isBothDirections: both) }
      }
    } ?? [
      Compared(hosts: 7, vms: 12, seed: 1, isBothDirections: false),
      Compared(hosts: 7, vms: 12, seed: 2, isBothDirections: true),
    ]

  @Test("the matrix is what check answers pair by pair", arguments: compared)
  func equalsCheck(_ fleet: Compared) throws {
    let (hosts, vms, seed) = (fleet.hosts, fleet.vms, fleet.seed)
    let direction = fleet.isBothDirections ? ["--both-directions"] : []
    let folder = try TemporaryFolder()
    let store = try self.fleet(hosts: hosts, vms: vms, seed: seed, in: folder)
    // A waiver for one VM alone, one for a kind of host, and one for some of the hosts of a kind.
    let pool = ["host", "label", "host-00000[024]", "pool=half"]
    #expect(try Tool.run(pool, store: store).status == 0)
    for scope in [
      ["--vm", "vm-000003"], ["--host-class", "host-000001"], ["--pool", "half"],
    ] {
      let granted = try Tool.run(
        [
          "waiver", "add", "--code", "exposed-unhideable-here", "--subject", "FEAT_TLBIRANGE",
          "--reason", "test", "--expires", "2099-01-01T00:00:00Z",
        ] + scope,
        store: store
      )
      #expect(granted.status == 0, "\(granted.diagnostics)")
    }
    let matrix = try json(try Tool.run(["matrix", "--json"] + direction, store: store).output)
    let columns = (matrix["hosts"] as? [[String: Any]] ?? []).map { $0["hosts"] as? [String] ?? [] }
    var compared = 0
    for row in matrix["vms"] as? [[String: Any]] ?? [] {
      let cells = row["cells"] as? [[String: Any]] ?? []
      for (vm, own) in zip(row["vms"] as? [String] ?? [], row["hosts"] as? [Any] ?? []) {
        let targets = columns.enumerated().flatMap { column, hosts in
          hosts.filter { $0 != own as? String }.map { (host: $0, column: column) }
        }
        let list = targets.map(\.host).joined(separator: ",")
        // There is no way back to a host that is not known.
        let direction = own is String ? direction : []
        let lines = try Tool.run(
          ["check", vm, "--to", list, "--json", "--no-record"] + direction,
          store: store
        )
        .output.split(separator: "\n").map { try json(String($0)) }
        let isBack = { (line: [String: Any]) in
          (line["options"] as? [String: String])?["direction"] == "back"
        }
        let there = lines.filter { !isBack($0) }
        let back = direction.isEmpty ? there.map { _ in nil } : lines.filter(isBack).map { $0 }
        try #require(there.count == targets.count && back.count == targets.count)
        for (place, target) in targets.enumerated() {
          let answer = Answer(verdict: there[place], back: back[place])
          #expect(
            answer == Answer(cell: cells[target.column]),
            "seed \(seed): \(vm) to \(target.host)"
          )
          compared += 1
        }
      }
    }
    #expect(compared > vms * (hosts - 2))
    if vms > 12 { print("fleet \(seed): \(compared) pairs compared") }
  }

  /// What a cell tells, drawn from it or from a verdict.
  private struct Answer: Equatable {
    let verdict: String?
    let codes: [String]
    let warnings: Int?
    let back: String?

    init(cell: [String: Any]) {
      verdict = cell["verdict"] as? String
      codes = cell["codes"] as? [String] ?? []
      warnings = cell["warnings"] as? Int
      back = cell["back"] as? String
    }

    init(verdict document: [String: Any], back: [String: Any]?) {
      let open = (document["findings"] as? [[String: Any]] ?? []).filter { $0["waived"] == nil }
      func codes(_ severities: [String]) -> [String] {
        open.filter { severities.contains($0["severity"] as? String ?? "") }
          .compactMap { $0["code"] as? String }
      }
      verdict = document["verdict"] as? String
      self.codes = Set(codes(["refuse", "undecided"])).sorted()
      warnings = codes(["warn"]).count
      self.back = verdict == "allowed" ? back?["verdict"] as? String : nil
    }
  }

  @Test("the page has what check finds, for an example of every move")
  func pageEqualsCheck() throws {
    let folder = try TemporaryFolder()
    let store = try fleet(hosts: 8, vms: 14, seed: 4, in: folder)
    // Findings about a host by its name: of its class only this one is waived.
    let granted = try Tool.run(
      [
        "waiver", "add", "--code", "exposure-unknown", "--subject", "host-000003", "--vm",
        "vm-000003", "--reason", "test", "--expires", "2099-01-01T00:00:00Z",
      ],
      store: store
    )
    #expect(granted.status == 0, "\(granted.diagnostics)")
    // A VM may have the name of a host.
    let named = ["vm", "snapshot", "host-000002", "samples/snapshots/max-linux-7.3.4.plain.json"]
    #expect(try Tool.run(named, store: store).status == 0)
    let html = try Tool.run(["matrix", "-o", "html"], store: store).output
    let page = try PageData(try #require(html.firstMatch(of: /json">(.*)<\/script>/)?.1))
    var compared = 0
    var waived = 0
    for row in page.rows {
      for (column, cell) in (row["cells"] as? [Int] ?? []).enumerated() {
        let other = (row["others"] as? [String: Any])?[String(column)]
        let example = try #require((other ?? row["example"]) as? [String: Any])
        let vm = try #require(example["vm"] as? String)
        let own = example["host"] as? String
        guard let target = page.hosts[column].first(where: { $0 != own }) else { continue }
        let verdict = try json(
          try Tool.run(["check", vm, "--to", target, "--no-record", "--json"], store: store).output
        )
        let found = (verdict["findings"] as? [[String: Any]] ?? []).map { finding in
          page.fields.map { finding[$0] as? String ?? "" }
        }
        let names = [vm, own ?? "", target, example["start"] as? String ?? ""]
        let shown = page.findings(cell, names)
        #expect(Self.inOrder(shown) == Self.inOrder(found), "\(vm) to \(target)")
        #expect(page.verdict(cell) == verdict["verdict"] as? String)
        compared += 1
        waived += shown.count { $0.last?.isEmpty == false }
      }
    }
    #expect(compared > 50)
    #expect(waived == 1)
  }

  /// Rows of texts in one order, without the age of records: hosts of a class were captured at several
  /// times.
  private static func inOrder(_ findings: [[String]]) -> [[String]] {
    findings.filter { !$0.contains("host-record-stale") }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What the page's script reads.
  private struct PageData {
    let rows: [[String: Any]]
    let hosts: [[String]]
    let fields: [String]
    private let cells: [[Any]]
    private let lists: [[Int]]
    private let findings: [[Int]]
    private let texts: [String]

    init(_ text: Substring) throws {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let data = try #require(object as? [String: Any])
      rows = data["rows"] as? [[String: Any]] ?? []
      hosts = (data["hosts"] as? [[String: Any]] ?? []).map { $0["names"] as? [String] ?? [] }
      fields = data["fields"] as? [String] ?? []
      cells = data["cells"] as? [[Any]] ?? []
      lists = data["lists"] as? [[Int]] ?? []
      findings = data["findings"] as? [[Int]] ?? []
      texts = data["texts"] as? [String] ?? []
    }

    func verdict(_ cell: Int) -> String? { cells[cell].first as? String }

    /// The findings of a cell with the names of one move, in the order of ``fields``.
    func findings(_ cell: Int, _ names: [String]) -> [[String]] {
      cells[cell].dropFirst().compactMap { $0 as? Int }.flatMap { list in
        var place = 0
        return lists[list].map { step in
          place += step
          return fields.indices.map { field in
            let text = field < findings[place].count ? texts[findings[place][field]] : ""
            return names.enumerated().reduce(text) { text, name in
              let mark = Unicode.Scalar(0xe000 + UInt32(name.offset)).map { String(Character($0)) }
              return text.replacing(mark ?? "", with: name.element)
            }
          }
        }
      }
    }
  }

  @Test("what a matrix counts adds up, in every form")
  func counts() throws {
    let folder = try TemporaryFolder()
    let store = try fleet(hosts: 9, vms: 20, seed: 7, in: folder)
    let matrix = try json(try Tool.run(["matrix", "--json"], store: store).output)
    let counts = try #require(matrix["counts"] as? [String: Int])
    let rows = matrix["vms"] as? [[String: Any]] ?? []
    let owners = rows.flatMap { $0["hosts"] as? [Any] ?? [] }
    let own = owners.count { $0 is String }
    #expect(owners.count == 20)
    #expect(counts.values.reduce(0, +) == 20 * 9 - own)
    let csv = try Tool.run(["matrix", "-o", "csv"], store: store).output
      .split(separator: "\r\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
    for verdict in ["allowed", "refused", "undecided"] {
      let pairs = csv.filter { $0[7] == verdict }.reduce(0) { $0 + (Int($1[6]) ?? 0) }
      #expect(pairs == counts[verdict])
    }
    let table = try Tool.run(["matrix"], store: store).output
    #expect(table.contains("allowed \(counts["allowed"] ?? 0), "))
    let metrics = try Tool.run(["metrics"], store: store).output
    #expect(metrics.contains("\nmigrate_check_vms 20\n"))
    #expect(
      metrics.contains(#"migrate_check_pairs{verdict="refused"} \#(counts["refused"] ?? 0)"#)
    )
    try bothDirections(counts, store)
    let stranded = try Tool.run(["matrix", "--stranded", "--json"], store: store)
    let list =
      try JSONSerialization.jsonObject(with: Data(stranded.output.utf8)) as? [[String: Any]] ?? []
    #expect(stranded.status == (list.isEmpty ? 0 : 1))
    #expect(metrics.contains(#"migrate_check_stranded_vms{least="2"} \#(list.count)"#))
  }

  /// What a matrix of both directions adds to the counts of one.
  private func bothDirections(_ counts: [String: Int], _ store: URL) throws {
    func run(_ words: String...) throws -> String {
      try Tool.run(["matrix", "--both-directions"] + words, store: store).output
    }
    let both = try #require(try json(run("--json"))["counts"] as? [String: Int])
    let returning = try #require(both["bothWays"])
    #expect(both.filter { $0.key != "bothWays" } == counts)
    #expect(returning < (counts["allowed"] ?? 0))
    let csv = try run("-o", "csv").split(separator: "\r\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(
      csv.filter { $0[10] == "allowed" }.reduce(0) { $0 + (Int($1[6]) ?? 0) } == returning
    )
    #expect(try run().contains("\nallowed both ways \(returning)\n"))
    let text = try run("--stranded", "--least", "3", "--json")
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    let matrix = try json(run("--json"))
    #expect(list.compactMap { $0["vm"] as? String } == Self.stranded(in: matrix, least: 3))
    // Some of them may go and not come back: asking makes a difference.
    let oneWay = try json(try Tool.run(["matrix", "--json"], store: store).output)
    #expect(Self.stranded(in: matrix, least: 3) != Self.stranded(in: oneWay, least: 3))
    let page = try run("-o", "html")
    #expect(page.contains("\"bothWays\":\(returning)"))
  }

  /// The VMs with fewer safe targets than a number, counted from the cells.
  private static func stranded(in matrix: [String: Any], least: Int) -> [String] {
    let columns = (matrix["hosts"] as? [[String: Any]] ?? []).map { $0["hosts"] as? [String] ?? [] }
    return (matrix["vms"] as? [[String: Any]] ?? []).flatMap { row in
      let cells = row["cells"] as? [[String: Any]] ?? []
      return zip(row["vms"] as? [String] ?? [], row["hosts"] as? [Any] ?? []).compactMap {
        vm,
        own in
        let safe = zip(columns, cells).reduce(0) { sum, column in
          let (hosts, cell) = column
          let isSafe =
            cell["verdict"] as? String == "allowed"
            && cell["back"] as? String ?? "allowed" == "allowed"
          return isSafe ? sum + hosts.count { $0 != own as? String } : sum
        }
        return safe < least ? vm : nil
      }
    }.sorted()
  }

  @Test("one pair is explained in both directions where there is a way back")
  func explained() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    func run(_ words: String...) throws -> Tool.Result { try Tool.run(words, store: store) }
    _ = try run("host", "record", "samples/hosts/max-linux-7.3.4.json")
    _ = try run("host", "record", "samples/hosts/max-linux-7.2.11.json")
    let snapshot = "samples/snapshots/max-linux-7.3.4.plain.json"
    for (vm, host) in [("here", "max-linux-7.3.4"), ("there", "no-record")] {
      try #require(try run("vm", "snapshot", vm, snapshot, "--host", host).status == 0)
      let explained = try run(
        "matrix",
        "--explain",
        vm,
        "max-linux-7.2.11",
        "--both-directions",
        "--json"
      )
      let lines = explained.output.split(separator: "\n").count
      #expect(lines == (vm == "here" ? 2 : 1), "\(explained.diagnostics)")
    }
  }

  @Test("with --verbose a matrix tells its phases, and how much each of them did")
  func phases() throws {
    let folder = try TemporaryFolder()
    let store = try fleet(hosts: 5, vms: 9, seed: 2, in: folder)
    #expect(try Tool.run(["matrix"], store: store).diagnostics.isEmpty)
    let run = try Tool.run(["matrix", "--json", "-v"], store: store)
    let matrix = try json(run.output)
    let classes = (matrix["vms"] as? [Any])?.count ?? 0
    let kinds = (matrix["hosts"] as? [Any])?.count ?? 0
    let pairs = (matrix["counts"] as? [String: Int] ?? [:]).values.reduce(0, +)
    let phases = run.diagnosticLines.map { $0.replacing(#/ [0-9]+\.[0-9]{6} s/#, with: "") }
    #expect(
      phases == [
        "migrate-check: read 9 VMs of \(classes) classes and 5 hosts of \(kinds) classes in",
        "migrate-check: judged \(classes * kinds) pairs of classes meanwhile and in more",
        "migrate-check: counted \(pairs) pairs in",
      ]
    )
    #expect(classes > 0 && kinds > 0 && pairs > 0)
  }

  @Test("metrics reach their folder complete")
  func textfile() throws {
    let folder = try TemporaryFolder()
    let store = try fleet(hosts: 2, vms: 2, seed: 3, in: folder)
    let run = try Tool.run(["metrics", "--textfile", folder.url.path], store: store)
    #expect(run.status == 0)
    let written = try String(
      contentsOf: folder.url.appending(path: "migrate_check.prom"),
      encoding: .utf8
    )
    #expect(written == (try Tool.run(["metrics"], store: store).output))
    #expect(try Tool.run(["metrics", "--textfile", "/nonexistent"], store: store).status == 74)
  }

  @Test("labels make pools, and pools pick hosts")
  func labels() throws {
    let folder = try TemporaryFolder()
    let store = try fleet(hosts: 4, vms: 0, seed: 5, in: folder)
    func run(_ arguments: String...) throws -> Tool.Result { try Tool.run(arguments, store: store) }
    #expect(try run("host", "label", "host-00000[01]", "pool=web", "rack=1").status == 0)
    #expect(try run("host", "label", "host-000001", "pool=web", "pool=db").status == 0)
    let all = try run("host", "label", "*").output
    #expect(
      all == """
        HOST         KEY   VALUE
        host-000000  pool  web
        host-000000  rack  1
        host-000001  pool  db
        host-000001  pool  web
        host-000001  rack  1

        """
    )
    #expect(try run("host", "label", "host-000000", "rack-").output.contains("rack") == false)
    #expect(try run("baseline", "--pool", "db", "--json").output.contains("host-000001"))
    #expect(try run("baseline", "--pool", "none").status == 66)
    #expect(try run("host", "label", "nobody", "a=b").status == 66)
    #expect(try run("host", "label", "host-000000", "a").status == 64)
    #expect(try run("store", "verify").status == 0)
  }

  @Test("the hosts of a pool are ranked, allowed ones first")
  func ranking() throws {
    let folder = try TemporaryFolder()
    let store = folder.url.appending(path: "store.sqlite")
    func run(_ arguments: String...) throws -> Tool.Result { try Tool.run(arguments, store: store) }
    for host in ["max-linux-7.3.4", "max-linux-7.2.11", "neoverse-n1-linux-7.3.4"] {
      _ = try run("host", "record", "samples/hosts/\(host).json")
    }
    for vm in ["web", "mail"] {
      _ = try run("vm", "snapshot", vm, "samples/snapshots/max-linux-7.3.4.plain.json")
    }
    _ = try run("host", "label", "*", "pool=all")
    let ranked = try run("check", "web", "--to-pool", "all", "--no-record", "--any")
    let lines = ranked.output.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    }
    #expect(lines[1].prefix(3) == ["1", "max-linux-7.2.11", "allowed"])
    #expect(lines[1].last == "1")
    #expect(lines[2].prefix(3) == ["2", "neoverse-n1-linux-7.3.4", "refused"])
    #expect(try run("check", "web", "--to-pool", "none").status == 66)
    #expect(try run("check", "web").status == 64)
    #expect(try run("check", "web", "--to", "a", "--to-pool", "b").status == 64)
  }

  @Test("a kernel that takes a target away is told before it is rolled out")
  func impact() throws {
    let folder = try TemporaryFolder()
    let store = folder.url.appending(path: "store.sqlite")
    func run(_ arguments: String...) throws -> Tool.Result { try Tool.run(arguments, store: store) }
    let new = "samples/hosts/max-linux-7.3.4.json"
    let old = "samples/hosts/max-linux-7.2.11.json"
    _ = try run("host", "record", new, old)
    _ = try run("vm", "snapshot", "web", "samples/snapshots/max-linux-7.3.4.plain.json")
    let same = try run("host", "diff", "max-linux-7.3.4", "@\(new)", "--impact")
    #expect(same.status == 0)
    #expect(same.output == "No VM's answer changes from max-linux-7.3.4 to max-linux-7.3.4\n")
    let lost = try run(
      "host",
      "diff",
      "max-linux-7.3.4",
      "@samples/hosts/neoverse-n1-linux-7.3.4.json",
      "--impact"
    )
    #expect(lost.status == 1)
    #expect(lost.output.hasPrefix("Lose the host (1)\n  allowed -> refused: "))
    #expect(lost.output.hasSuffix("    web\n"))
  }

  @Test("many files are recorded in batches, and recording them again changes nothing")
  func bulk() throws {
    let folder = try TemporaryFolder()
    let store = folder.url.appending(path: "store.sqlite")
    let files = [
      "samples/snapshots/max-linux-7.3.4.all.json", "samples/snapshots/max-linux-7.3.4.plain.json",
    ]
    let first = try Tool.run(["vm", "snapshot", "--each"] + files, store: store)
    #expect(first.output.split(separator: "\n").count == 2)
    #expect(first.output.hasPrefix("recorded  all-on-max-linux-7.3.4"))
    let again = try Tool.run(["vm", "snapshot", "--each"] + files, store: store)
    #expect(again.output.hasPrefix("unchanged  all-on-max-linux-7.3.4"))
    #expect(first.diagnostics.isEmpty && again.diagnostics.isEmpty)
    let bad = try Tool.run(
      ["vm", "snapshot", "--each", files[0], "samples/vms/web-1.json"],
      store: store
    )
    #expect(bad.status == 65)
    #expect(bad.diagnostics.contains("a snapshot document is expected"))
  }

  @Test("pruning keeps what is in force, and the store sound")
  func prune() throws {
    let folder = try TemporaryFolder()
    let store = folder.url.appending(path: "store.sqlite")
    func run(_ arguments: String...) throws -> Tool.Result { try Tool.run(arguments, store: store) }
    let snapshots = [
      "max-linux-6.12.107.all", "max-linux-7.3.4.all", "max-linux-7.3.4.plain",
      "neoverse-n1-linux-7.3.4.pmu",
    ]
    _ = try run("host", "record", "samples/hosts/max-linux-7.3.4.json")
    _ = try run("vm", "define", "samples/vms/web-1.json")
    for name in snapshots {
      _ = try run("vm", "snapshot", "web-1", "samples/snapshots/\(name).json")
    }
    let before = try run("check", "web-1", "--to", "max-linux-7.3.4", "--no-record", "--json")
      .output
    let pruned = try run("store", "prune", "--keep", "1", "--json")
    #expect(pruned.status == 0)
    #expect(pruned.output.contains(#""snapshots":3"#))
    #expect(pruned.output.contains(#""hostVersions":0"#))
    #expect(try run("store", "verify").status == 0)
    let after = try run("check", "web-1", "--to", "max-linux-7.3.4", "--no-record", "--json").output
    func outcome(_ text: String) throws -> [String] {
      try (json(text)["findings"] as? [[String: Any]] ?? []).map { "\($0["code"] ?? "")" }
    }
    #expect(try outcome(before) == outcome(after))
    #expect(try run("store", "prune", "--keep", "0").status == 64)
  }
}
