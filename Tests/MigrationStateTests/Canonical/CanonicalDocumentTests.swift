import ArmArchitecture
import Foundation
import MigrationState
import Testing

@Suite("The canonical form")
struct CanonicalDocumentTests {
  @Test("captures come back, and take a fifth of 16 bytes a register", arguments: DocumentFiles.all)
  func captures(file: URL) throws {
    let document = try DocumentFiles.read(file).document
    let bytes = document.canonicalBytes()
    #expect(try Document(canonical: bytes) == document)
    #expect(document.digest.bytes == Array(bytes.suffix(32)))
    guard case .snapshot(let snapshot) = document else { return }
    for vcpu in snapshot.vcpus {
      let packed = PackedRegisterValues(vcpu.registers)
      #expect(packed.bytes.count * 5 <= vcpu.registers.count * 16)
    }
  }

  @Test("unknown keys and spellings do not change it")
  func spellings() throws {
    func digest(_ text: String) throws -> Digest {
      var unknown: [JSONPath] = []
      let cursor = try JSONDocument(parsing: Array(text.utf8)).cursor
      return try Document(cursor, unknownKeys: &unknown).digest
    }
    let rest = #""vcpuCount": 1, "gic": "v3", "mte": false, "name": "web-1""#
    let plain = try digest(
      """
      {"schema": "migrate-check/vm/v1", \(rest), "vcpuFeatures": ["sve", "psci-0.2"],
       "idRegisters": {"MIDR_EL1": "0x00000000410fd0c0", "ID_AA64PFR0_EL1": "0x0000000000000011"}}
      """
    )
    let other = try digest(
      """
      {"idRegisters": {"0x603000000013c020": "0x11", "3,0,0,0,0": "0x410FD0C0"}, "more": [1],
       "vcpuFeatures": ["psci-0.2", "sve"], \(rest), "schema": "migrate-check/vm/v1"}
      """
    )
    #expect(plain == other)
  }

  @Test("a firmware key that is an architectural name too is that register, as everywhere")
  func firmwareNames() throws {
    // KVM calls a core register so as well.
    let register = try #require(RegisterID("SPSR_abt"))
    #expect(register.encoding != nil)
    var vm = VMDocument(
      name: "web-1",
      vcpuCount: 1,
      vcpuFeatures: [],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState()
    )
    vm.firmware = RegisterState([(register, .word(1))])
    var unknown: [JSONPath] = []
    let text = JSONWriter().string(vm.json)
    let again = try Document(JSONDocument(parsing: Array(text.utf8)).cursor, unknownKeys: &unknown)
    #expect(again == .vm(vm))
  }

  @Test("vCPUs with the same registers share one list, and a zero takes a byte at any width")
  func sharing() throws {
    let ids = ([0x6020_0000_0011_0000, 0x6030_0000_0013_c080, 0x6080_0000_0015_0000] as [UInt64])
      .compactMap { RegisterID(rawValue: $0) }
    func snapshot(vcpus: Int) -> SnapshotDocument {
      let zeros = RegisterState(
        ids.map { ($0, $0.width > 64 ? .wide(Array(repeating: 0, count: 32)) : .word(0)) }
      )
      return SnapshotDocument(
        vm: "web-1",
        capturedAt: Timestamp(seconds: 0),
        source: CaptureSource(format: "test"),
        vcpus: (0..<vcpus).map { VCPUState(index: $0, registers: zeros) }
      )
    }
    #expect(
      PackedRegisterValues(snapshot(vcpus: 1).vcpus[0].registers).bytes == [0x83, 0, 0, 0x40]
    )
    let sizes = (1...3).map { snapshot(vcpus: $0).canonicalBytes().count }
    // Two keys of 6 and 10 bytes, the index, the list's number, four bytes of values and two heads.
    #expect(sizes[1] - sizes[0] == 24)
    #expect(sizes[2] - sizes[1] == 24)
    #expect(try SnapshotDocument(canonical: snapshot(vcpus: 3).canonicalBytes()).vcpus.count == 3)
  }

  @Test("a newer version is refused as such, whatever its shape")
  func newer() throws {
    var random = RandomDocuments(seed: 1)
    let content = random.vm().canonicalBytes()
    for (count, version) in [(4, 2), (7, 99)] as [(Int, UInt64)] {
      var encoder = CBOREncoder()
      encoder.writeArrayHeader(count)
      encoder.writeText("migrate-check/vm")
      encoder.writeUInt(version)
      for _ in 2..<count { encoder.writeBytes(content) }
      let error = #expect(throws: CanonicalError.self) { try VMDocument(canonical: encoder.bytes) }
      #expect(
        error?.reason
          == .newerVersion(kind: "migrate-check/vm", found: version, supported: 1)
      )
      #expect(error?.description.contains("written by a newer version") == true)
    }
  }

  @Test("another kind is refused by name")
  func kinds() throws {
    var random = RandomDocuments(seed: 1)
    let verdict = random.verdict().canonicalBytes()
    let error = #expect(throws: CanonicalError.self) { try Document(canonical: verdict) }
    #expect(
      error?.description
        == "offset 1: expected migrate-check/host or migrate-check/vm or migrate-check/snapshot, "
        + "found \"migrate-check/verdict\""
    )
  }

  @Test("what JSON refuses is refused here, although every digest is right")
  func rules() throws {
    var vm = VMDocument(
      name: "web-1",
      vcpuCount: 1,
      vcpuFeatures: [],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState()
    )
    let changes: [(inout VMDocument) -> Void] = [
      { $0.name = "@web" }, { $0.vcpuCount = 0 }, { $0.ipaSize = 57 }, { $0.createdOn = "a/b" },
      { $0.sveVectorLengths = [100] }, { $0.sveVectorLengths = [256, 128] },
      { $0.cpuAffinity = [1, 1] }, { $0.machine = "{ }" }, { $0.machine = "[]" },
      { $0.machine = #"{"a":1.5}"# }, { $0.machine = #"{"a":-0}"# },
      { $0.firmware = RegisterState([(RegisterID(Encoding(packed: 0xc000)), .wide([1, 2]))]) },
    ]
    #expect(try VMDocument(canonical: vm.canonicalBytes()) == vm)
    let good = vm
    for (number, change) in changes.enumerated() {
      vm = good
      change(&vm)
      #expect(throws: CanonicalError.self, "\(number)") {
        try VMDocument(canonical: vm.canonicalBytes())
      }
    }
  }

  @Test("numbers of a machine that are not integers are strings, and integers have one spelling")
  func machineNumbers() throws {
    func machine(_ text: String) throws -> VMDocument {
      let json = """
        {"schema":"migrate-check/vm/v1","name":"web-1","vcpuCount":1,"vcpuFeatures":[],"gic":"v3",
        "mte":false,"idRegisters":{},"machine":\(text)}
        """
      var unknown: [JSONPath] = []
      let cursor = try JSONDocument(parsing: Array(json.utf8)).cursor
      guard case .vm(let vm) = try Document(cursor, unknownKeys: &unknown) else {
        throw CancellationError()
      }
      return vm
    }
    let vm = try machine(#"{"a": 1.5, "b": -0, "c": [1e3, 7]}"#)
    #expect(vm.machine == #"{"a":"1.5","b":0,"c":["1e3",7]}"#)
    #expect(try VMDocument(canonical: vm.canonicalBytes()) == vm)
    #expect(try machine(#"{"a":"1.5","b":0,"c":["1e3",7]}"#).digest == vm.digest)
  }
}
