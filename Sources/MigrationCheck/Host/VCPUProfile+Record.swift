import ArmArchitecture
import KVMEnforcement
import MigrationState

extension VCPUProfile {
  /// The profile that a record holds.
  ///
  /// - Parameters:
  ///   - record: the recorded profile, without an error.
  ///   - withoutGIC: the profile of the same features without a vGIC; its GIC fields are the limits
  ///     the kernel compares with, since creating a vGIC changes what a fresh vCPU shows.
  init(_ record: VCPUProfileRecord, withoutGIC: VCPUProfileRecord? = nil) {
    var limits: [Encoding: UInt64] = [:]
    for field in GICField.all {
      guard let fresh = record.registers[field.encoding],
        let limit = withoutGIC?.registers[field.encoding]
      else { continue }
      let merged = field.bits.insert(
        field.bits.extract(limit),
        into: limits[field.encoding] ?? fresh
      )
      if merged != fresh { limits[field.encoding] = merged }
    }
    self.init(
      features: record.vcpuFeatures,
      gic: record.gic,
      mte: record.mte,
      registers: RegisterFile(record.registers),
      writableMasks: Dictionary(
        uniqueKeysWithValues: (record.writableMasks ?? [:]).compactMap { id, mask in
          id.encoding.map { ($0, mask) }
        }
      ),
      limits: limits
    )
  }
}

extension RegisterFile {
  /// The registers of a document.
  init(_ state: RegisterState) {
    var words: [UInt64] = []
    words.reserveCapacity(state.count)
    for value in state.values {
      if case .word(let word) = value { words.append(word) } else { words += value.words }
    }
    self = RegisterFile(ascending: state.ids, words: words) ?? RegisterFile()
  }
}

/// The ID fields that creating a vGIC changes.
///
/// - Source: kernel `arch/arm64/kvm/vgic/vgic-init.c`, `kvm_vgic_finalize_idregs`, 7.3.
enum GICField {
  static let all: [IDField] = [
    "ID_AA64PFR0_EL1.GIC", "ID_AA64PFR2_EL1.GCIE", "ID_PFR1_EL1.GIC",
  ].compactMap { IDRegisters.standard.field($0) }
}

extension RegisterState {
  /// The registers of a profile.
  init(_ file: RegisterFile) {
    self.init(
      file.ids.indices.compactMap { index in
        let id = file.ids[index]
        return RegisterValue(words: Array(file.words(at: index)), width: id.width).map { (id, $0) }
      }
    )
  }
}
