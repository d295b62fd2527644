import MigrationState

/// What a QEMU migration stream tells about a machine, guest memory and devices left out.
struct QEMUStream {
  /// One section of a device, as it stands in the stream.
  struct Section {
    /// The instance of the device: for a vCPU its index.
    let instance: UInt32
    /// The version of the section's layout.
    let version: UInt32
    /// The offset of the body in the stream.
    let offset: Int
    /// The body, without header and footer.
    let body: [UInt8]
  }

  /// The machine type, `virt-11.1` say; nil when the stream has no configuration.
  var machine: String?
  /// log2 of the size of a target page in bytes; 10 unless the stream says otherwise.
  var pageBits = 10
  /// The migration capabilities that the stream is written with.
  var capabilities: Set<String> = []
  /// The blocks of guest memory with their sizes in bytes, in the stream's order.
  var ramBlocks: [(name: String, size: UInt64)] = []
  /// The names of the devices that have a section.
  var devices: Set<String> = []
  /// The sections of the vCPUs.
  var vcpus: [Section] = []
  /// The description of the layouts at the end of the stream; nil when it was suppressed.
  var description: QEMUDescription?
}
