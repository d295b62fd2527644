import KVMEnforcement

/// What the kernel shows of a VM's interrupt controller: the file `vgic-state` of the VM's folder in
/// debugfs.
///
/// The file is for people; two kinds of its lines count, the rest is left alone: `vgic_model:`, a
/// tab and the model, and the heading of each vCPU's interrupts, `VCPU 0 TYP …`.
///
/// - Source: kernel `arch/arm64/kvm/vgic/vgic-debug.c` (`print_dist_state`, `print_header`), 7.3.
public struct VGICState: Sendable {
  /// The interrupt controller; nil when the model is one that is not known.
  public let model: GICModel?
  /// The number of vCPUs; nil before the interrupt controller is initialised.
  public let vcpuCount: Int?

  /// Reads the file; nil for another file.
  public init?(_ bytes: [UInt8]) {
    var model: Substring?
    var vcpus: Set<Int> = []
    for line in (try? TextLines(bytes))?.lines ?? [] {
      if line.text.hasPrefix("vgic_model:") { model = line.words.last }
      if line.text.hasPrefix("VCPU"), let end = line.text.range(of: " TYP"),
        let vcpu = Int(line.text[..<end.lowerBound].dropFirst(4).drop { $0 == " " })
      {
        vcpus.insert(vcpu)
      }
    }
    guard let model else { return nil }
    self.model = ["GICv2": .v2, "GICv3": .v3, "GICv5": .v5][model]
    vcpuCount = vcpus.isEmpty ? nil : vcpus.count
  }
}
