import ArgumentParser
import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport

/// A VM's ID registers in the formats of other programs.
struct VMExport {
  enum Format: String, WordArgument {
    /// A custom CPU template of Firecracker.
    case firecrackerTemplate = "firecracker-template"
    /// The kernel's debugfs file `idregs`.
    case idRegisters = "idregs"
  }

  private let vm: VMDocument
  private let host: HostView?

  init(_ vm: VMDocument, host: HostView?) {
    self.vm = vm
    self.host = host
  }

  /// The registers in a format.
  ///
  /// - Throws: `CommandError` for a template without a host, or one that the host cannot be given.
  func text(_ format: Format) throws(CommandError) -> String {
    switch format {
    case .idRegisters: return IDRegisterListing.text(vm.idRegisters)
    case .firecrackerTemplate:
      return JSONWriter(.pretty).string(try template().json) + "\n"
    }
  }

  /// What lowers the host's registers to the VM's; without a host, the template the VM came from.
  private func template() throws(CommandError) -> FirecrackerTemplate {
    guard let host else {
      guard let template = FirecrackerTemplate(vm) else {
        throw CommandError(.usage, "name the host that the template is for with --on")
      }
      return template
    }
    guard
      case .found(let profile, _, _) = host.profile(
        features: vm.vcpuFeatures,
        gic: vm.gic,
        mte: vm.mte
      )
    else {
      throw CommandError(
        .missing,
        "the record of \(host.name) has no profile with the vCPU features of \(vm.name)"
      )
    }
    let plan = AdmissionPlan(profile: profile, kernel: host.kernel, facts: host.facts)
    var modified: [(RegisterID, UInt64)] = []
    for (id, value) in vm.idRegisters {
      guard let encoding = id.encoding, let word = value.word,
        word != profile.registers[encoding]
      else { continue }
      guard plan.decide(encoding, word) == .accepted(stored: word) else {
        throw CommandError(
          .malformed,
          "\(host.name) cannot be given \(id) = \(value.hexadecimal(width: 64)): no template makes "
            + "its vCPUs those of \(vm.name); migrate-check admit \(vm.name) --on \(host.name) "
            + "tells why"
        )
      }
      modified.append((id, word))
    }
    return FirecrackerTemplate(modified)
  }
}

extension Guest {
  /// The VM's definition with the ID registers that its captured state shows.
  ///
  /// - Throws: `CommandError` when the state does not make a definition.
  func exported() throws(CommandError) -> VMDocument {
    guard let snapshot else {
      guard let definition else { throw CommandError(.missing, "\(name) has no definition") }
      return definition
    }
    do throws(ConversionError) {
      guard case .vm(var vm) = try Document.snapshot(snapshot).converted(to: .vm) else {
        throw ConversionError(reason: "no definition")
      }
      if let definition { vm.name = definition.name }
      return vm
    } catch {
      throw CommandError(.malformed, "\(name): \(error.reason)")
    }
  }
}
