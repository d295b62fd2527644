extension CaptureSource {
  /// What stands behind the VMM's name in the format of a capture that no KVM was involved in.
  public static let emulationSuffix = "-tcg"

  /// True when an emulation ran the VM: its registers are not those of a KVM.
  public var isEmulated: Bool { format.hasSuffix(Self.emulationSuffix) }

  /// The VMM that the format of the capture belongs to; nil when it tells none.
  ///
  /// QEMU's streams are named after the version that wrote them, Firecracker's fingerprints after
  /// what they are.
  public var vmm: VMM? {
    let name = isEmulated ? String(format.dropLast(Self.emulationSuffix.count)) : format
    return VMM(rawValue: name)
  }

  /// True for a QEMU stream that does not tell which version wrote it.
  public var isOfUnknownQEMU: Bool {
    format == "qemu" || format == "qemu" + Self.emulationSuffix
  }
}
