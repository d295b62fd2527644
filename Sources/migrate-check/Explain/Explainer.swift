import ArmArchitecture
import KVMEnforcement

/// Explains things from the tables, one file a kind of thing.
struct Explainer {
  /// The series that register bits and traps are explained for.
  let kernel: KernelVersion
  /// The VM and the host whose values are shown; nil for none.
  let values: ExplainValues?

  /// The kernel asked for, else the host's when its series is known, else the newest known.
  init(kernel: KernelVersion?, values: ExplainValues?) {
    let known = BitRules.kernels
    let wanted = (kernel ?? values?.host.kernel)?.series
    self.kernel = known.last { $0 == wanted } ?? known.last ?? KernelVersion(0, 0)
    self.values = values
  }

  func explain(_ topic: ExplainTopic) -> Explanation {
    switch topic {
    case .finding(let kind): finding(kind)
    case .feature(let feature): self.feature(feature)
    case .idField(let field): idField(field)
    case .ruledField(let register, let name): ruledField(register, name)
    case .encoding(let encoding): self.encoding(encoding)
    case .register(let id): register(id)
    }
  }

  /// The registers that the kernel sanitises or traps through.
  var ruledRegisters: [RuledRegister] { BitRules.standard.registers(on: kernel) ?? [] }
}
