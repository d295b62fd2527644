import HostCapture
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport
import StateStore

/// A running VM with the definition that its ID registers make.
struct CapturedVM {
  let running: RunningVM
  /// The definition, as far as the kernel shows it.
  var definition: VMDocument
  /// What the definition does not tell.
  private let warnings: [String]
  /// What the kernel shows of the interrupt controller; nil when it shows nothing.
  private let interruptController: VGICState?

  /// Reads what the kernel shows of a VM.
  ///
  /// - Throws: `CommandError`: malformed, with the line, for a file that is not the kernel's.
  init(_ running: RunningVM, name: String) throws(CommandError) {
    self.running = running
    var context = ImportContext(name: name, capturedAt: .now)
    context.hasEL2 = running.masks.map { !$0.isEmpty }
    interruptController = running.interruptController.flatMap(VGICState.init)
    context.gic = interruptController?.model
    context.vcpuCount = interruptController?.vcpuCount
    var importer = StateImporter(context)
    do throws(ImportError) {
      definition = try importer.definition(idRegisters: running.idRegisters)
    } catch {
      throw CommandError(.malformed, "\(running.folder)/idregs: \(error)")
    }
    definition.uuid = running.commandLine.uuid
    definition.vmm = running.commandLine.vmm
    warnings = importer.warnings
  }

  /// The definition with what the kernel does not show taken from the one in a store; a warning
  /// says what is missing when there is none.
  ///
  /// - Throws: `StoreError`.
  func definition(keeping reader: StoreReader) throws -> VMDocument {
    guard let stored = try reader.vm(definition.name),
      let earlier = try reader.document(of: stored)
    else {
      warnOfMissing()
      return definition
    }
    return completed(by: earlier)
  }

  /// Warns of what the definition does not tell.
  func warnOfMissing() {
    for warning in warnings { Diagnostics.warning("\(definition.name): \(warning)") }
  }

  /// The kernel's masks compared with those of the definition on a host; nil when the kernel shows
  /// none.
  ///
  /// - Throws: `CommandError`: malformed, with the line, for a file that is not the kernel's.
  func compareMasks(on host: HostView) throws(CommandError) -> MaskOutcome? {
    guard let masks = running.masks, !masks.isEmpty else { return nil }
    let shown: SanitisedMasks
    do throws(ImportError) {
      shown = try SanitisedMasks(parsing: masks)
    } catch {
      throw CommandError(.malformed, "\(running.folder)/resx: \(error)")
    }
    let guest = Guest(definition: definition, snapshot: nil)
    guard let guest else { return nil }
    do throws(KernelModelError) {
      let configuration = try EffectiveConfiguration(guest, on: host)
      return .compared(MaskComparison(configuration.plan, shown: shown.masks))
    } catch {
      return .undecided("\(host.name): \(error)")
    }
  }
}

extension CapturedVM {
  /// The definition with what the kernel does not show taken from an earlier one.
  private func completed(by earlier: VMDocument) -> VMDocument {
    var vm = definition
    vm.uuid = vm.uuid ?? earlier.uuid
    vm.createdOn = vm.createdOn ?? earlier.createdOn
    vm.vmm = vm.vmm ?? earlier.vmm
    vm.writableImplementationIds = earlier.writableImplementationIds
    vm.ipaSize = earlier.ipaSize
    vm.firmware = earlier.firmware
    vm.cpuAffinity = earlier.cpuAffinity
    vm.machine = earlier.machine
    if vm.vcpuFeatures.contains(.sve) { vm.sveVectorLengths = earlier.sveVectorLengths }
    vm.vcpuCount = interruptController?.vcpuCount ?? earlier.vcpuCount
    vm.gic = interruptController?.model ?? earlier.gic
    vm.vcpuFeatures = features(after: earlier.vcpuFeatures)
    return vm
  }

  /// The vCPU features, with EL2 whose E2H is fixed to 0 kept from earlier ones where the kernel does
  /// not tell: before 7.0, and before the VM first runs, when its masks are not made yet.
  private func features(after earlier: VCPUFeatures) -> VCPUFeatures {
    let shown = definition.vcpuFeatures
    guard !shown.contains(.el2), earlier == shown.union([.el2, .el2E2H0]) else { return shown }
    if running.masks != nil {
      Diagnostics.warning(
        "\(definition.name): \(running.folder)/resx is empty, as it is without EL2 and before the "
          + "first run: EL2 with E2H fixed to 0 is kept from the earlier definition"
      )
    }
    return earlier
  }
}
