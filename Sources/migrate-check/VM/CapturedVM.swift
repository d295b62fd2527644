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

  /// Reads what the kernel shows of a VM.
  ///
  /// - Throws: `CommandError`: malformed, with the line, for a file that is not the kernel's.
  init(_ running: RunningVM, name: String) throws(CommandError) {
    self.running = running
    var context = ImportContext(name: name, capturedAt: .now)
    context.hasEL2 = running.masks.map { !$0.isEmpty }
    if let text = running.interruptController.flatMap(VGICState.init) {
      context.gic = text.model
      context.vcpuCount = text.vcpuCount
    }
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
      for warning in warnings { Diagnostics.warning("\(definition.name): \(warning)") }
      return definition
    }
    return definition.completed(by: earlier)
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

extension VMDocument {
  /// The definition with what a kernel does not show taken from an earlier one.
  ///
  /// Before 7.0 EL2 with E2H fixed to 0 does not show.
  func completed(by earlier: VMDocument) -> VMDocument {
    var vm = self
    vm.uuid = uuid ?? earlier.uuid
    vm.createdOn = createdOn ?? earlier.createdOn
    vm.vmm = vmm ?? earlier.vmm
    vm.writableImplementationIds = earlier.writableImplementationIds
    vm.ipaSize = earlier.ipaSize
    vm.firmware = earlier.firmware
    vm.cpuAffinity = earlier.cpuAffinity
    vm.machine = earlier.machine
    if vcpuFeatures.contains(.sve) { vm.sveVectorLengths = earlier.sveVectorLengths }
    if earlier.vcpuFeatures == vcpuFeatures.union([.el2, .el2E2H0]) {
      vm.vcpuFeatures = earlier.vcpuFeatures
    }
    return vm
  }
}
