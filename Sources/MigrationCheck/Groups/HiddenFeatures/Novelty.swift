/// Whether a move changes that a VM meets a feature.
enum Novelty: Hashable {
  /// The VM stays where it is.
  case stays
  /// It met the feature on the source already, and on the host where it was started.
  case already(source: String)
  /// The source hid the feature or lacked it.
  case new(source: String)
  /// It met the feature on the source, after a move from a host that hid it or lacked it.
  case newSinceStart(host: String)
  /// The source's records do not tell.
  case perhapsNew(source: String)
  /// The source is not known.
  case sourceUnknown

  /// True unless the VM is known to have met the feature before.
  var isNew: Bool {
    switch self {
    case .stays, .already: false
    case .new, .newSinceStart, .perhapsNew, .sourceUnknown: true
    }
  }

  /// The end of a message.
  var words: String {
    switch self {
    case .stays: "as it does now"
    case .already(let source): "as on \(source)"
    case .new(let source): "which \(source) hid or lacked"
    case .newSinceStart(let host): "which \(host), where the VM was started, hid or lacked"
    case .perhapsNew(let source): "and the record of \(source) does not tell whether it did there"
    case .sourceUnknown: "and the source is not known"
    }
  }
}
