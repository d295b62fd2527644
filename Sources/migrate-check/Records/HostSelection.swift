import ArgumentParser
import MigrationCheck
import StateStore

/// The options that pick several hosts.
struct HostSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The hosts: names, patterns like 'rack2-*', or @FILE, separated by commas.",
      valueName: "host,…"
    )
  )
  var hosts: [String] = []

  @Option(help: "The hosts of this pool; see host label.")
  var pool: String?

  /// The hosts asked for, each once, in the order of their names.
  ///
  /// - Throws: `CommandError`: usage when nothing is asked for, missing for a name or pattern that no
  ///   host has, malformed for another document.
  func resolve(_ records: RecordResolver) throws -> [HostView] {
    let patterns = NamePattern.list(hosts)
    guard !patterns.isEmpty || pool != nil else {
      throw ValidationError("no host is named: use --hosts or --pool")
    }
    var found: [String: HostView] = [:]
    if let pool {
      for host in try records.hosts(inPool: pool) { found[host.name] = host }
    }
    for pattern in patterns {
      if pattern.isPattern, RecordResolver.file(pattern.text) == nil {
        for host in try records.hosts(matching: pattern) { found[host.name] = host }
      } else {
        let host = try records.host(pattern.text)
        found[host.name] = host
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }
}
