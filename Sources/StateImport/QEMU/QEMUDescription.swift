import MigrationState

/// The description of every section's layout that QEMU writes behind a stream, as JSON.
///
/// - Source: QEMU `migration/vmstate.c` (`vmstate_save_state_v`, `vmsd_desc_field_start`), 10.0 and
///   11.1.
struct QEMUDescription {
  /// The longest description that is read; 512 vCPUs take 3 MiB.
  private static let limit = 16 << 20
  /// How deep subsections may stand in each other.
  private static let nestingLimit = 8

  /// A structure of the stream: fields, then subsections.
  private struct Structure {
    var name: String
    var version: Int
    var instance = 0
    var fields: [(name: String, type: String, size: Int, count: Int)] = []
    var subsections: [Structure] = []
  }

  private let offset: Int
  private let vcpus: [Structure]

  /// Reads the description behind its mark.
  ///
  /// - Throws: ``ImportError`` for one that is too long, is cut, is not JSON or does not describe.
  init(_ cursor: ByteCursor) throws(ImportError) {
    let start = cursor.offset
    let length = Int(try cursor.number(UInt32.self, "the length of the description"))
    guard 2...Self.limit ~= length else {
      throw cursor.error(
        "a description of 2 to \(Self.limit) bytes",
        found: "\(length) bytes",
        at: start
      )
    }
    offset = cursor.offset
    let bytes = try cursor.block(length, "the description")
    do {
      vcpus = try Self.vcpus(JSONDocument(parsing: bytes).cursor)
    } catch {
      throw .malformed(offset: offset, expected: "a description", found: "at \(error)")
    }
  }

  /// True when QEMU wrote the number of registers as one that the target's must not be below, as it
  /// did up to version 10; nil without a vCPU.
  var comparesRegisterCount: Bool? {
    let field = vcpus.first?.fields.first { $0.name == "cpreg_vmstate_array_len" }
    return field.map { $0.type == "int32 le" }
  }

  /// The layout of the section of a vCPU.
  ///
  /// - Throws: ``ImportError`` when the description lacks the section or does not fit it.
  func layout(of section: QEMUStream.Section) throws(ImportError) -> QEMULayout {
    guard let vcpu = vcpus.first(where: { $0.instance == Int(section.instance) }) else {
      throw .malformed(
        offset: offset,
        expected: "a description of cpu \(section.instance)",
        found: "none"
      )
    }
    var layout = QEMULayout(section)
    guard vcpu.version == Int(section.version) else {
      throw layout.error("version \(vcpu.version) of the section", found: "\(section.version)")
    }
    try place(vcpu, &layout)
    try layout.finish()
    return layout
  }

  /// The number of vCPUs described.
  var vcpuCount: Int { vcpus.count }

  private func place(
    _ structure: Structure,
    _ layout: inout QEMULayout
  ) throws(ImportError) {
    for field in structure.fields {
      try layout.add("\(structure.name):\(field.name)", size: field.size, count: field.count)
    }
    for subsection in structure.subsections {
      let found = try layout.subsection()
      guard let found, found.name == subsection.name, found.version == UInt32(subsection.version)
      else {
        throw layout.error(
          "version \(subsection.version) of the subsection \(subsection.name)",
          found: found.map { "version \($0.version) of `\($0.name)`" } ?? "none"
        )
      }
      try place(subsection, &layout)
    }
  }

  private static func vcpus(_ root: JSONCursor) throws(DocumentError) -> [Structure] {
    var reader = try root.object()
    var vcpus: [Structure] = []
    for device in try reader.required("devices").array() {
      var reader = try device.object()
      guard try reader.required("name").string() == "cpu" else { continue }
      var vcpu = try structure(device, depth: 0)
      vcpu.instance = try reader.required("instance_id").int(in: 0...65_535)
      vcpus.append(vcpu)
    }
    return vcpus
  }

  private static func structure(
    _ cursor: JSONCursor,
    depth: Int
  ) throws(DocumentError) -> Structure {
    guard depth < nestingLimit else { throw cursor.error(.other("nested too deeply")) }
    var reader = try cursor.object()
    var structure = Structure(
      name: try reader.required("vmsd_name").string(),
      version: try reader.required("version").int(in: 0...Int(Int32.max))
    )
    for field in try reader.required("fields").array() {
      var reader = try field.object()
      var count = 1
      if let length = reader.optional("array_len") { count = try length.int(in: 0...(1 << 24)) }
      structure.fields.append(
        (
          name: try reader.required("name").string(),
          type: try reader.required("type").string(),
          size: try reader.required("size").int(in: 0...(1 << 30)),
          count: count
        )
      )
    }
    for subsection in try reader.optional("subsections")?.array() ?? [] {
      structure.subsections.append(try Self.structure(subsection, depth: depth + 1))
    }
    return structure
  }
}
