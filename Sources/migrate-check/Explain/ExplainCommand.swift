import ArgumentParser
import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

/// `explain`: what a register, field, feature, encoding or finding code is, and what depends on it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a register, field, feature, instruction or finding code.",
    discussion: """
      A register is spelt by its name, S3_0_C0_C7_3, 3,0,0,7,3 or its KVM id; a field REG.FIELD. With \
      --vm and --on, the values of that VM and of that host fill the conditions, and an encoding is \
      followed through the kernel's order: is it UNDEFINED, forwarded, handled, or does it execute.

      Examples:
        migrate-check explain FEAT_S1PIE --vm web-1 --on rack2-07
        migrate-check explain ID_AA64MMFR3_EL1.S1PIE
        migrate-check explain HCRX_EL2.MSCEn --kernel 6.18
        migrate-check explain S3_0_C10_C2_3
        migrate-check explain TLBI_RVAE1IS --vm web-1 --on rack2-07 --el vEL1
        migrate-check explain feature-exposed
      """
  )

  @Argument(help: "REG, REG.FIELD, FEAT_X, an encoding or a finding code.")
  var topic: String

  @Option(help: "Show the values of this VM, or @FILE; goes with --on.")
  var vm: String?

  @Option(help: "Show what this host, or @FILE, offers; goes with --vm.")
  var on: String?

  @Option(
    help: ArgumentHelp(
      "Where in the VM an encoding is accessed: EL0, EL1, vEL2 or vEL1. Default: where its kernel "
        + "runs.",
      valueName: "level"
    )
  )
  var el: GuestContext?

  @Option(help: "The kernel to speak of. Default: that of --on, else the newest known.")
  var kernel: KernelVersion?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (vm == nil) == (on == nil) else {
      throw ValidationError("--vm and --on go together")
    }
    guard el == nil || vm != nil else { throw ValidationError("--el needs --vm and --on") }
    if let kernel, !BitRules.kernels.contains(kernel.series) {
      let known = BitRules.kernels.map(\.description).joined(separator: ", ")
      throw ValidationError("--kernel \(kernel): the kernels known are \(known)")
    }
  }

  func run() throws {
    var values: ExplainValues?
    if let vm, let on {
      let records = RecordResolver(store)
      let (guest, createdOn) = try ConfiguredGuest.guest(vm, records)
      let hasEL2 = guest.hasEL2
      switch el {
      case .virtualEL2 where !hasEL2, .virtualEL1 where !hasEL2, .el1 where hasEL2:
        throw CommandError(
          .usage,
          "\(guest.name) \(hasEL2 ? "has EL2: its levels are EL0, vEL2 and vEL1" : "has no EL2")"
        )
      default: break
      }
      values = ExplainValues(guest, on: try records.host(on), createdOn: createdOn, at: el)
    }
    let explainer = Explainer(kernel: kernel, values: values)
    let explanation = explainer.explain(try ExplainTopic(topic, on: explainer.kernel))
    output.print(explanation.json) { explanation.text }
  }
}

extension GuestContext: WordArgument {}

extension KernelVersion: ExpressibleByArgument {
  /// Reads `7.3` or `6.18.15` from the command line.
  public init?(argument: String) {
    self.init(argument)
  }
}
