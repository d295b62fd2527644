import MigrationCheck
import MigrationState

/// The kernel's masks of a running VM against those computed.
enum MaskOutcome {
  case compared(MaskComparison)
  /// The host's kernel is not modelled: why.
  case undecided(String)
}

/// What became of the capture of one VM, for people and for programs.
struct CaptureOutcome {
  let vm: CapturedVM
  let recorded: RecordedDocument
  /// Nil when the kernel shows no masks, or none were asked for.
  var masks: MaskOutcome?

  /// True when the kernel enforces other masks than those computed.
  var isDifferent: Bool {
    if case .compared(let comparison) = masks { !comparison.differences.isEmpty } else { false }
  }

  /// True when the masks could not be computed.
  var isUndecided: Bool { if case .undecided = masks { true } else { false } }

  /// What `vm define` prints, with `pid` and `masks` as `effective --against` prints them.
  var json: JSONOutput {
    guard case .object(var members) = recorded.json else { return recorded.json }
    members.append(.init("pid", .int(vm.running.process)))
    switch masks {
    case .compared(let comparison): members.append(.init("masks", comparison.json))
    case .undecided(let reason): members.append(.init("masks", ["undecided": .string(reason)]))
    case nil: break
    }
    return .object(members)
  }

  /// A line, and the comparison.
  var text: String {
    switch masks {
    case .compared(let comparison):
      recorded.line
        + MaskComparisonView(comparison, file: "\(vm.running.folder)/resx").text
    case .undecided(let reason):
      recorded.line + Terminal.paint("UNDECIDED", .yellow) + "  masks of \(reason)\n"
    case nil: recorded.line
    }
  }
}
