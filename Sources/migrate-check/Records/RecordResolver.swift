import Foundation
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport
import StateStore

/// Finds the records that a command line names: `@FILE` is a document, anything else is a name in
/// the store, which is opened when first needed.
final class RecordResolver {
  private let options: StoreOptions
  /// Only what was recorded by then counts; nil for everything.
  private let asOf: Timestamp?
  private var store: StateStore?
  /// Hosts met so far, by the word that named them.
  private var hosts: [String: HostView] = [:]

  /// More hosts than this and the oldest are read again, so that memory stays bounded.
  private static let cacheLimit = 64

  init(_ options: StoreOptions, asOf: Timestamp? = nil) {
    self.options = options
    self.asOf = asOf
  }

  /// The host that a word names.
  ///
  /// - Throws: `CommandError`: missing for what is not there, malformed for another document.
  func host(_ word: String) throws(CommandError) -> HostView {
    if let path = Self.file(word) {
      if let known = hosts[word] { return known }
      guard case .host(let host) = try InputFile(path: path).document() else {
        throw CommandError(.malformed, "\(path): a host document is expected")
      }
      return keep(HostView(host), as: word)
    }
    guard let host = try recordedHost(word) else {
      throw CommandError(.missing, "no host named \(word) in \(options.path)")
    }
    return host
  }

  /// The host of that name in the store; nil when the store, or the host, is not there.
  ///
  /// - Throws: `CommandError` when the store cannot be read.
  func recordedHost(_ name: String) throws(CommandError) -> HostView? {
    if let known = hosts[name] { return known }
    let host = try read { reader in
      try reader.host(name).map { stored in
        Diagnostics.info(
          "host \(name): record \(stored.digest.short) of \(stored.capturedAt), "
            + "kernel \(stored.kernelRelease)"
        )
        return HostView(try reader.document(of: stored), digest: stored.digest)
      }
    }
    return host.map { keep($0, as: name) }
  }

  private func keep(_ host: HostView, as word: String) -> HostView {
    if hosts.count >= Self.cacheLimit { hosts.removeAll(keepingCapacity: true) }
    hosts[word] = host
    return host
  }

  /// The hosts in the store whose names fit a pattern, by name.
  ///
  /// - Throws: `CommandError`: missing when there is none.
  func hosts(matching pattern: NamePattern) throws(CommandError) -> [HostView] {
    let hosts = try read { reader in
      try reader.hosts().filter { pattern.matches($0.name) }
        .map { HostView(try reader.document(of: $0)) }
    }
    guard let hosts, !hosts.isEmpty else {
      throw CommandError(.missing, "no host named like \(pattern.text) in \(options.path)")
    }
    return hosts
  }

  /// The hosts of a pool that have a record in force, by name.
  ///
  /// - Throws: `CommandError`: missing when there is none.
  func hosts(inPool pool: String) throws(CommandError) -> [HostView] {
    let hosts = try read { reader in
      try reader.hosts(inPool: pool).compactMap { name in
        try reader.host(name).map { HostView(try reader.document(of: $0)) }
      }
    }
    guard let hosts, !hosts.isEmpty else {
      throw CommandError(.missing, "no host in a pool named \(pool) in \(options.path)")
    }
    return hosts
  }

  /// The VM that a word names: definition and newest snapshot, or the document in the file.
  ///
  /// - Parameters:
  ///   - word: a name in the store, or `@FILE`.
  ///   - digest: the beginning of the digest of the snapshot to take instead of the newest.
  ///   - format: the format of the file; nil to tell it by the content.
  /// - Returns: the VM with what the records tell of it.
  /// - Throws: `CommandError`: missing for what is not there, malformed for another document.
  func guest(
    _ word: String,
    snapshot digest: String? = nil,
    format: ForeignFormat? = nil
  ) throws(CommandError) -> RecordedGuest {
    if let path = Self.file(word) {
      let guest: Guest? =
        switch try InputFile(path: path, format: format).document() {
        case .vm(let vm): Guest(definition: vm, snapshot: nil)
        case .snapshot(let snapshot): Guest(definition: nil, snapshot: snapshot)
        case .host: nil
        }
      guard let guest else {
        throw CommandError(.malformed, "\(path): a VM or snapshot document is expected")
      }
      return RecordedGuest(guest: guest, placement: nil, startedOn: nil)
    }
    let recorded = try read { reader -> RecordedGuest? in
      guard let vm = try reader.vm(word) else { return nil }
      var stored = try reader.newestSnapshot(ofVM: word)
      if let digest {
        stored = try reader.snapshot(digest: digest)
        guard stored?.vm == word else {
          throw CommandError(.missing, "no snapshot \(digest) of \(word) in \(options.path)")
        }
      }
      if let stored {
        Diagnostics.info("VM \(word): snapshot \(stored.digest.short) of \(stored.capturedAt)")
      } else {
        Diagnostics.info("VM \(word): no snapshot")
      }
      let guest = Guest(
        definition: try reader.document(of: vm),
        snapshot: try stored.map { try reader.document(of: $0) }
      )
      return try guest.map {
        RecordedGuest(
          guest: $0,
          placement: try reader.placement(ofVM: word)?.host,
          startedOn: try reader.start(ofVM: word)?.host
        )
      }
    }
    guard let recorded else {
      throw CommandError(.missing, "no VM named \(word) in \(options.path)")
    }
    return recorded
  }

  /// Reads from the store; nil without one.
  func read<Result>(
    _ body: (StoreReader) throws -> Result?
  ) throws(CommandError) -> Result? {
    if store == nil { store = try options.open() }
    guard let store else { return nil }
    return try StoreFailure.translated { try store.read(asOf: asOf, body) }
  }

  /// The path in `@FILE`; nil for a name.
  static func file(_ word: String) -> String? {
    word.hasPrefix("@") ? String(word.dropFirst()) : nil
  }
}

extension Digest {
  /// Enough of it to tell records apart, as listings print it.
  var short: Substring { description.prefix(12) }
}

/// A VM as the records tell it, with where it was last placed.
struct RecordedGuest {
  let guest: Guest
  /// The name of the host; nil when no placement is recorded.
  let placement: String?
  /// The name of the host where it was when it was defined; nil when no placement is recorded.
  let startedOn: String?
}
