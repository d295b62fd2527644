import Foundation
import MigrationCheck
import MigrationState

/// Runs a batch: JSON Lines in, JSON Lines out, same order, in constant memory.
struct BatchRunner {
  let input: InputFile

  private static let chunkSize = 1 << 20

  /// Answers every line that is not blank; returns whether one could not be answered.
  ///
  /// - Throws: `CommandError` when the input cannot be opened or read.
  func run(_ answer: ([UInt8]) -> BatchAnswer) throws(CommandError) -> Bool {
    let file = try input.open()
    var lines = JSONLines()
    var output: [UInt8] = []
    var hasErrors = false
    let writer = JSONWriter()
    func drain(_ lines: inout JSONLines) {
      while true {
        let answered: BatchAnswer
        do {
          guard let line = try lines.next() else { break }
          if line.isBlank { continue }
          answered = answer(line.bytes)
        } catch {
          answered = BatchAnswer.failure("\(error)")
        }
        hasErrors = hasErrors || answered.isError
        writer.write(answered.json, to: &output)
        output.append(UInt8(ascii: "\n"))
      }
      FileHandle.standardOutput.write(Data(output))
      output.removeAll(keepingCapacity: true)
    }
    while true {
      let chunk: Data
      do {
        chunk = try file.read(upToCount: Self.chunkSize) ?? Data()
      } catch {
        throw CommandError(.io, "\(input.name): \(error.localizedDescription)")
      }
      if chunk.isEmpty { break }
      lines.append(Array(chunk))
      drain(&lines)
    }
    lines.finish()
    drain(&lines)
    return hasErrors
  }
}
