import ArgumentParser
import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

/// `host show`: one host.
struct HostShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a host: its CPUs, kernel and vCPU profiles; with --json the whole document.",
    discussion: """
      Example:
        migrate-check host show rack2-07
        migrate-check host show rack2-07 --assume-kernel 6.18 --json
      """
  )

  @Argument(help: "The host, or @FILE.")
  var host: String

  @Option(
    help: ArgumentHelp(
      "Show the record as it would be on this kernel: a series, for its newest measured release, "
        + "or a release of it.",
      valueName: "version"
    )
  )
  var assumeKernel: AssumedKernel?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let recorded = try RecordResolver(store).host(host).document
    let host = HostView(recorded, assuming: assumeKernel?.version).assumedDocument
    output.print(host.json) { Self.text(host) }
  }

  private static func text(_ host: HostDocument) -> String {
    var facts = TextTable()
    facts.add("Name", host.name)
    facts.add("Kernel", host.kernelRelease)
    facts.add("Captured", host.capturedAt.description)
    facts.add("Page size", "\(host.pageSize) bytes")
    for cpu in host.cpus {
      let count = cpu.count.map { " × \($0)" } ?? ""
      facts.add("MIDR_EL1", "0x" + hexadecimal(cpu.midr, digits: 16) + count)
    }
    facts.add("Digest", host.digest.description)
    var profiles = TextTable("PROFILE", "GIC", "MTE", "REGISTERS", "VCPU FEATURES")
    for profile in host.vcpuProfiles {
      profiles.add(
        profile.name,
        profile.gic.rawValue,
        profile.mte ? "yes" : "no",
        profile.error == nil ? String(profile.registers.count) : "refused",
        VCPUFeature.allCases.filter(profile.vcpuFeatures.contains).map(\.rawValue)
          .joined(separator: " ")
      )
    }
    return facts.render() + "\n" + profiles.render()
  }
}
