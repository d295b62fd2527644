import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

@Suite("what kernels were measured to do")
struct MeasurementTests {
  /// How many of how many comparisons came out equal, and the first ones that did not.
  struct Score {
    var equal = 0
    var total = 0
    var wrong: [String] = []

    mutating func compare(_ isEqual: Bool, _ what: @autoclosure () -> String) {
      total += 1
      if isEqual { equal += 1 } else if wrong.count < 20 { wrong.append(what()) }
    }
  }

  private func score(
    _ rows: [Measurement]
  ) throws -> (masks: Score, undefined: Score, final: Score) {
    var masks = Score()
    var undefined = Score()
    var final = Score()
    for row in rows {
      let plan = try KernelModel(row.kernel).plan(for: row.configuration)
      for (name, expected) in row.masks.sorted(by: { $0.key < $1.key }) {
        guard let encoding = RegisterID(name)?.encoding else {
          if expected.zero | expected.one != 0 { masks.compare(false, "\(row.id) \(name)") }
          continue
        }
        let mask = plan.mask(of: encoding)
        masks.compare(
          (mask?.zero ?? 0) & ~(mask?.one ?? 0) == expected.zero & ~expected.one
            && mask?.one ?? 0 == expected.one,
          "\(row.id) \(name): \(hex(mask?.zero)) \(hex(mask?.one)), "
            + "measured \(hex(expected.zero)) \(hex(expected.one))"
        )
      }
      for (name, expected) in row.undefined ?? [:] {
        let word = TrapGroup(rawValue: name).map { plan[$0] }
        undefined.compare(word == expected, "\(row.id) \(name): \(hex(word)), not \(hex(expected))")
      }
      if let expected = row.final {
        let changed = plan.changedIDRegisters.map { ($0.encoding.name, $0.value) }
        final.compare(
          Dictionary(uniqueKeysWithValues: changed) == expected,
          "\(row.id): \(changed), not \(expected)"
        )
      }
    }
    return (masks, undefined, final)
  }

  private func hex(_ value: UInt64?) -> String {
    value.map { "0x" + hexadecimal($0, digits: 16) } ?? "nothing"
  }

  @Test("120 configurations of 7.3: masks, Fine-Grained UNDEF and final ID registers")
  func vectors() throws {
    let rows = try Measurement.rows(Measurement.resource("kvm73_vectors_sample.jsonl.xz"))
    let (masks, undefined, final) = try score(rows)
    #expect(masks.equal == 2880, "\(masks.wrong)")
    #expect(undefined.equal == 1080, "\(undefined.wrong)")
    #expect(final.equal == 120, "\(final.wrong)")
  }

  @Test(
    "masks read back in a guest, register by register",
    arguments: [("7.3", 304), ("7.2", 202), ("6.18", 195), ("6.16", 131)]
  )
  func readBack(_ kernel: String, _ count: Int) throws {
    let rows = try Measurement.rows(Measurement.resource("masks_max_\(kernel).jsonl.xz"))
    let masks = try score(rows).masks
    #expect(rows.count == count)
    #expect(masks.equal == masks.total, "\(masks.wrong)")
    #expect(masks.total >= 60 * count)
  }

  @Test(
    "the full measurements",
    .enabled(if: Fixtures.measured != nil),
    arguments: [
      "kvm73_vectors", "masks_max_7.3", "masks_max_7.2", "masks_max_6.18", "masks_max_6.16",
    ]
  )
  func full(_ name: String) throws {
    let folder = try #require(Fixtures.measured)
    let rows = try Measurement.rows(folder.appending(path: "\(name).jsonl.xz"))
    let (masks, undefined, final) = try score(rows)
    #expect(masks.equal == masks.total, "\(masks.wrong)")
    #expect(undefined.equal == undefined.total, "\(undefined.wrong)")
    #expect(final.equal == final.total, "\(final.wrong)")
    print(
      "\(name): \(rows.count) rows, masks \(masks.equal)/\(masks.total),",
      "undefined \(undefined.equal)/\(undefined.total), final \(final.equal)/\(final.total)"
    )
  }
}
