import ArmArchitecture
import HostCapture

/// A machine as a recording, or a test, says.
final class RecordedSystem: HostSystem {
  var kernelRelease = "7.3.4"
  var nodeName = "node"
  var pageSize = 4096
  var files: [String: [UInt8]] = [:]
  var log: [String]?
  var registers: [(encoding: Encoding, value: UInt64)] = []
  /// Every CPU that was pinned to, −1 for none, in order.
  private(set) var pins: [Int] = []
  /// The CPU that the process may not run on.
  var forbiddenCPU: Int?

  init() {}

  init(_ trace: RecordedTrace) {
    kernelRelease = trace.system[0]
    nodeName = trace.system[1]
    pageSize = Int(trace.system[2]) ?? 0
    files = trace.files
    log = trace.log
    registers = trace.userRegisters.map { (Encoding(packed: $0.encoding), $0.value) }
  }

  func read(_ path: String) -> [UInt8]? { files[path] }

  func list(_ folder: String) -> [String] {
    let names = files.keys.filter { $0.hasPrefix(folder + "/") }.compactMap {
      $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
    }
    return Set(names).sorted()
  }

  func kernelLog() -> [String]? { log }

  func userRegisters() -> [(encoding: Encoding, value: UInt64)] { registers }

  func pin(to cpu: Int?) -> Bool {
    pins.append(cpu ?? -1)
    return cpu == nil || cpu != forbiddenCPU
  }

  /// Adds a CPU's identification registers.
  func add(cpu: Int, midr: String, revidr: String = "0x0", isOnline: Bool = true) {
    let folder = "/sys/devices/system/cpu/cpu\(cpu)"
    files["\(folder)/online"] = Array((isOnline ? "1\n" : "0\n").utf8)
    files["\(folder)/regs/identification/midr_el1"] = Array("\(midr)\n".utf8)
    files["\(folder)/regs/identification/revidr_el1"] = Array("\(revidr)\n".utf8)
  }
}
