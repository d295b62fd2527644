import ArmArchitecture
import GRDB
import MigrationState

extension StoreWriter {
  /// The id of a set of ID registers, which is entered if it is new.
  func idSetID(_ set: IDSet) throws -> Int64 {
    let digest = IDSet.digest(set.elements)
    if let id = idSets[digest] { return id }
    let id = try id("SELECT id FROM id_set WHERE digest = ?", [digest]) ?? enter(set, digest)
    idSets[digest] = id
    return id
  }

  private func enter(_ set: IDSet, _ digest: Digest) throws -> Int64 {
    let id = try insert("INSERT INTO id_set (digest) VALUES (?)", [digest])
    for element in set.elements {
      if namedRegisters.insert(element.encoding) {
        try run(
          "INSERT OR IGNORE INTO register (encoding, name) VALUES (?, ?)",
          [Int(element.encoding.packed), RegisterID(element.encoding).description]
        )
      }
      try run(
        "INSERT INTO id_value (set_id, register, value, writable) VALUES (?, ?, ?, ?)",
        [
          id, Int(element.encoding.packed), Int64(bitPattern: element.value),
          element.writable.map { Int64(bitPattern: $0) },
        ]
      )
    }
    return id
  }
}
