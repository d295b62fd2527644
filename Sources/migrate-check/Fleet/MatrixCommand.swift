import ArgumentParser
import MigrationCheck
import MigrationState
import StateStore

/// `matrix`: who can go where.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Tell which VMs may move to which hosts, for a whole fleet.",
    discussion: """
      Hosts that differ in name and time of capture alone are one class, and so are VMs of one \
      configuration whose state differs in nothing that a verdict depends on. Every pair gets the \
      answer that check gives; a VM's own host is no target. With --both-directions it is told too \
      whether a VM that may go could come back, and hosts it could not come back from are not safe.

      Exit codes: 0; with --stranded 1 when there are such VMs; 66 when a name or pattern fits \
      nothing.

      Examples:
        migrate-check matrix --hosts 'rack2-*' -o json
        migrate-check matrix -o html > matrix.html
        migrate-check matrix --explain web-1 rack2-07
        migrate-check matrix --stranded --both-directions
      """
  )

  /// How a matrix is printed.
  enum Format: String, WordArgument {
    /// For people.
    case table
    /// For programs: one object.
    case json
    /// For spreadsheets: one line a class of VMs and a class of hosts.
    case csv
    /// For a browser: one file, without the network.
    case html
  }

  @Option(
    help: ArgumentHelp("The VMs: names or patterns, separated by commas.", valueName: "vm,…")
  )
  var vms: [String] = []

  @Option(
    help: ArgumentHelp("The hosts: names or patterns, separated by commas.", valueName: "host,…")
  )
  var hosts: [String] = []

  @Option(name: [.customShort("o"), .long], help: "How to print: table, json, csv or html.")
  var output: Format = .table

  @Flag(name: .customLong("json"), help: "The same as --output json.")
  var isJSON = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Show the verdict on one pair instead.", valueName: "vm> <host")
  )
  var explain: [String] = []

  @Flag(help: "Tell too which VMs could come back, with the state that the move leaves.")
  var bothDirections = false

  @Flag(help: "List the VMs with fewer safe targets than --least instead.")
  var stranded = false

  @Option(help: "How many safe targets a VM should have.")
  var least = 2

  @Option(help: "Which findings refuse: default, strict or observe.")
  var policy: VerdictDocument.Policy = .default

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func validate() throws {
    guard output != .html || !stranded else {
      throw ValidationError("--stranded has no page; choose table, json or csv")
    }
    guard explain.isEmpty || explain.count == 2 else {
      throw ValidationError("--explain takes a VM and a host")
    }
    guard least > 0 else { throw ValidationError("--least must be at least 1") }
  }

  func run() throws {
    if explain.count == 2 { return try explain(explain[0], explain[1]) }
    let format = isJSON ? .json : output
    let (matrix, pools) = try StoreFailure.translated {
      try store.open().read { reader in
        if !vms.isEmpty { try Self.require(vms, "VM", reader.vms().map(\.name)) }
        if !hosts.isEmpty { try Self.require(hosts, "host", reader.hosts().map(\.name)) }
        let loader = try FleetLoader(
          reader: reader,
          now: .now,
          policy: policy,
          keepsFindings: format == .html,
          isBothDirections: bothDirections
        )
        let matrix = try loader.matrix(.wanted(Self.filter(vms)), hosts: Self.filter(hosts))
        let labels = try reader.labels().filter { $0.key == HostLabel.pool }
        return (
          matrix, Dictionary(grouping: labels, by: \.host).mapValues { $0.map(\.value) }
        )
      }
    }
    if stranded {
      let view = StrandedView(matrix.stranded(fewerThan: least), least: least)
      Terminal.write(view.text(format))
      if !view.isEmpty { throw ExitCode(1) }
    } else {
      let view = MatrixView(matrix, isBothDirections: bothDirections)
      Terminal.write(view.text(format, pools: pools, policy: policy))
    }
  }

  /// Whether a name is one of the words, or fits one of them; every name when there is none.
  static func filter(_ words: [String]) -> (String) -> Bool {
    let patterns = NamePattern.list(words)
    return { name in patterns.isEmpty || patterns.contains { $0.matches(name) } }
  }

  /// Refuses a word that stands for nothing: "no stranded VM" must not be the answer to a typing error.
  private static func require(
    _ words: [String],
    _ kind: String,
    _ names: [String]
  ) throws(CommandError) {
    for pattern in NamePattern.list(words) where !names.contains(where: pattern.matches) {
      throw CommandError(.missing, "no \(kind) named \(pattern.text)")
    }
  }

  /// What `check` says of one pair, without recording it.
  private func explain(_ vm: String, _ host: String) throws {
    var arguments = [vm, "--to", host, "--no-record", "--store", store.path]
    arguments += ["--policy", policy.rawValue]
    // There is no way back to a host that is not known.
    if try bothDirections && isPlaced(vm) { arguments.append("--both-directions") }
    if isJSON || output == .json { arguments.append("--json") }
    if diagnostics.quiet { arguments.append("--quiet") }
    try CheckCommand.parse(arguments).run()
  }

  /// Whether it is known where a VM runs, and what that host is.
  private func isPlaced(_ vm: String) throws -> Bool {
    try StoreFailure.translated {
      try store.open().read { reader in
        let host = try reader.newestSnapshot(ofVM: vm)?.host ?? reader.placement(ofVM: vm)?.host
        return try host.map { try reader.host($0) != nil } ?? false
      }
    }
  }
}
