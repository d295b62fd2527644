import ArmArchitecture

/// The instructions that try encodings, and what their results say.
///
/// A system instruction is executed once. A register is read; only when that is UNDEFINED is it
/// written, with 0, for the registers that can only be written: reading changes nothing in a guest
/// that ends right after.
struct ProbeProgram {
  /// The encodings tried, ascending.
  let encodings: [Encoding]
  /// The instructions, in the order of execution.
  let instructions: [UInt32]
  /// For each encoding the places of the instructions that try it.
  private let places: [[Int]]

  /// X0 holds the address of scratch memory, X1 is free, X2 is 0, X3 is 1 after an exception.
  private static let (address, free, zero, none): (UInt32, UInt32, UInt32, UInt32) = (0, 1, 2, 31)
  /// MOV X3, #0.
  private static let clearFlag: UInt32 = 0xd280_0003
  /// CBZ X3 over the next instruction.
  private static let skipUnlessFlag: UInt32 = 0xb400_0043

  init(_ encodings: [Encoding]) {
    var instructions: [UInt32] = []
    var places: [[Int]] = []
    for encoding in encodings {
      if encoding.isInstruction {
        places.append([instructions.count])
        let operand = Self.takesAddress(encoding) ? Self.address : Self.none
        instructions.append(Self.word(encoding, isRead: false, operand))
      } else {
        places.append([instructions.count + 1, instructions.count + 3])
        instructions += [
          Self.clearFlag, Self.word(encoding, isRead: true, Self.free), Self.skipUnlessFlag,
          Self.word(encoding, isRead: false, Self.zero),
        ]
      }
    }
    self.encodings = encodings
    self.instructions = instructions
    self.places = places
  }

  /// The encodings that were UNDEFINED however they were accessed, ascending.
  ///
  /// - Parameter results: for each instruction the class of its exception, 0xff for none.
  /// - Returns: those of ``encodings`` that were UNDEFINED.
  func undefined(_ results: [UInt8]) -> [Encoding] {
    zip(encodings, places).compactMap { encoding, places in
      results[places[0]] == 0 && (places.count == 1 || results[places[1]] == 0) ? encoding : nil
    }
  }

  /// MSR, MRS or SYS of an encoding.
  ///
  /// - Source: Arm ARM section C4.1.94 (System register move, System instructions).
  static func word(_ encoding: Encoding, isRead: Bool, _ register: UInt32) -> UInt32 {
    0xd500_0000 | (isRead ? 1 << 21 : 0) | UInt32(encoding.packed) << 5 | register
  }

  /// True for operations on a virtual address: cache maintenance, and all of op1 3.
  ///
  /// TLBI, AT and IC IALLU take none or work with 0; with a register other than XZR those without
  /// an operand may be UNDEFINED.
  static func takesAddress(_ encoding: Encoding) -> Bool {
    encoding.crn == 7 && (encoding.op1 == 3 || ![1, 5, 8, 9].contains(encoding.crm))
  }
}
