/// What the kernel's log says of the CPUs and of KVM.
struct KernelLog {
  /// What follows "CPU features: detected:", in the log's order.
  let cpuFeatures: [String]
  /// What follows "kvm [1]:", in the log's order.
  let kvmMessages: [String]

  /// Reads the records of `/dev/kmsg`, `priority,sequence,time,flags;message`.
  ///
  /// Nil when the log's beginning is lost: a feature that is not listed then means nothing.
  init?(_ records: [String]) {
    guard let first = records.first, Self.sequence(first) == 0 else { return nil }
    let messages = records.compactMap(Self.message)
    cpuFeatures = messages.compactMap { Self.rest($0, after: "CPU features: detected: ") }
    kvmMessages = messages.compactMap { message in
      guard message.hasPrefix("kvm ["), let end = message.firstIndex(of: "]") else { return nil }
      return Self.rest(message[end...], after: "]: ")
    }
  }

  private static func sequence(_ record: String) -> UInt64? {
    let fields = record.split(separator: ",", maxSplits: 2)
    return fields.count == 3 ? UInt64(fields[1]) : nil
  }

  private static func message(_ record: String) -> Substring? {
    guard let start = record.firstIndex(of: ";") else { return nil }
    return record[record.index(after: start)...].prefix { $0 != "\n" }
  }

  private static func rest(_ text: Substring, after prefix: String) -> String? {
    text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
