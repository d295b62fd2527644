import ArmArchitecture
import MigrationState
import Testing

@testable import StateImport

/// Streams put together from real parts: several vCPUs, kinds of guest memory, wrappers.
@Suite struct QEMUStreamTests {
  private static let name = "kvm-n1-7.3-q11"

  /// The header and the body of the section of the vCPU in the real stream.
  private func vcpuBody() throws -> [UInt8] {
    let bytes = try #require(Resources.streams[Self.name])
    let stream = try QEMUStreamReader.read(ByteCursor(ArrayByteSource(bytes)))
    return try #require(stream.vcpus.first).body
  }

  private func stream(
    capabilities: [String] = [],
    vcpus: [Int] = [0],
    _ memory: (inout StreamBuilder) -> Void = { _ in }
  ) throws -> [UInt8] {
    var builder = StreamBuilder()
    builder.header(capabilities: capabilities)
    builder.section(1, 2, "ram", instance: 0, version: 4)
    memory(&builder)
    builder.number(UInt64(0x10))
    builder.footer(2)
    builder.append([8])
    builder.number(UInt16(11))
    builder.number(UInt16(0))
    builder.append([3])
    builder.number(UInt32(2))
    builder.number(UInt64(0x10))
    builder.footer(2)
    for vcpu in vcpus {
      builder.section(4, UInt32(20 + vcpu), "cpu", instance: vcpu, version: 22)
      builder.append(try vcpuBody())
      builder.footer(UInt32(20 + vcpu))
    }
    builder.append([0])
    return builder.bytes
  }

  @Test("each section of a vCPU is one vCPU, by its instance")
  func vcpus() throws {
    let snapshot = try StateImporter.snapshot(try stream(vcpus: [1, 0, 2]))
    #expect(snapshot.vcpus.map(\.index) == [0, 1, 2])
    let real = try StateImporter.snapshot(try #require(Resources.streams[Self.name]))
    #expect(snapshot.vcpus.allSatisfy { $0.registers == real.vcpus[0].registers })
    let twice = try stream(vcpus: [1, 1])
    let error = #expect(throws: ImportError.self) { try StateImporter.snapshot(twice) }
    #expect("\(try #require(error))".contains("expected each vCPU once"))
  }

  @Test("pages, zero pages, differences, flushes and shared blocks are stepped over")
  func memory() throws {
    let bytes = try stream(capabilities: ["x-ignore-shared"]) { builder in
      builder.number(UInt64(0x3000 | 0x04))
      for (name, size) in [("mach-virt.ram", 0x2000), ("virt.flash0", 0x1000)] {
        builder.name(name)
        builder.number(UInt64(size))
        builder.number(UInt64(0x4000_0000))
      }
      builder.number(UInt64(0x200))
      builder.number(UInt64(0x08))
      builder.name("mach-virt.ram")
      builder.append(Array(repeating: 0x7e, count: 4096))
      builder.number(UInt64(0x1000 | 0x20 | 0x02))
      builder.append([0])
      builder.number(UInt64(0x1000 | 0x20 | 0x40))
      builder.append([1])
      builder.number(UInt16(3))
      builder.append([1, 2, 3])
    }
    let snapshot = try StateImporter.snapshot(bytes)
    #expect(snapshot.source.note?.contains("mach-virt.ram of 8192 bytes") == true)
    #expect(snapshot.vcpus.count == 1)
  }

  @Test("with mapped-ram the pages lie at a fixed place, which is sought")
  func mapped() throws {
    func bytes(place: UInt64? = nil) throws -> [UInt8] {
      try stream(capabilities: ["mapped-ram"]) { builder in
        builder.number(UInt64(0x2000 | 0x04))
        builder.name("mach-virt.ram")
        builder.number(UInt64(0x2000))
        builder.number(UInt32(1))
        builder.number(UInt64(4096))
        builder.number(UInt64(builder.bytes.count + 16))
        let here = builder.bytes.count + 8
        builder.number(place ?? UInt64(here + 64))
        builder.append(Array(repeating: 0, count: 64 + 0x2000))
      }
    }
    let snapshot = try StateImporter.snapshot(try bytes())
    #expect(snapshot.vcpus.count == 1)
    for wrong in [0, .max - 5, 1 << 40] as [UInt64] {
      let damaged = try bytes(place: wrong)
      #expect(throws: ImportError.self) { try StateImporter.snapshot(damaged) }
    }
  }

  @Test("a libvirt save image is the stream behind its header, and names the VM")
  func libvirt() throws {
    func image(_ magic: String = "LibvirtQemudSave", compressed: UInt32 = 0) throws -> [UInt8] {
      let xml = Array("<domain type='kvm'><name>db-7</name></domain>\0".utf8)
      var builder = StreamBuilder()
      builder.append(magic.utf8)
      let words = [2, UInt32(xml.count), 1, compressed] + Array(repeating: UInt32(0), count: 15)
      for word in words { builder.number(word.byteSwapped) }
      builder.append(xml)
      builder.append(try #require(Resources.streams[Self.name]))
      return builder.bytes
    }
    let snapshot = try StateImporter.snapshot(try image())
    #expect(snapshot.vm == "db-7")
    let real = try StateImporter.snapshot(try #require(Resources.streams[Self.name]))
    #expect(snapshot.vcpus == real.vcpus)
    let compressed = try image(compressed: 5)
    let packed = #expect(throws: ImportError.self) { try StateImporter.snapshot(compressed) }
    #expect("\(try #require(packed))".contains("tail -c +139 IMAGE | zstd -d > STREAM"))
    let unfinished = try image("LibvirtQemudPart")
    let partial = #expect(throws: ImportError.self) { try StateImporter.snapshot(unfinished) }
    #expect("\(try #require(partial))".contains("not finished"))
  }

  @Test("padding behind a stream is no fault, anything else is")
  func padding() throws {
    let bytes = try stream()
    #expect(try StateImporter.snapshot(bytes + Array(repeating: 0, count: 5000)).vcpus.count == 1)
    #expect(throws: ImportError.self) { try StateImporter.snapshot(bytes + [0, 0, 1]) }
  }

  @Test(
    "what cannot be read is named",
    arguments: [
      ([0x11, 0x22, 0x33, 0x44], "multifd channel"),
      ([0x51, 0x45, 0x56, 0x4d, 0, 0, 0, 2], "version 3 of the stream"),
      ([0x51, 0x45, 0x56, 0x4d, 0, 0, 0, 3, 8, 0, 7, 0, 4], "postcopy"),
      ([0x51, 0x45, 0x56, 0x4d, 0, 0, 0, 3, 0], "no section of a vCPU"),
      ([0x51, 0x45, 0x56, 0x4d, 0, 0, 0, 3, 9], "a section, a command or the end"),
    ] as [([UInt8], String)]
  )
  func unsupported(_ bytes: [UInt8], _ reason: String) throws {
    let error = #expect(throws: ImportError.self) { try StateImporter.snapshot(bytes) }
    #expect("\(try #require(error))".contains(reason))
  }
}
