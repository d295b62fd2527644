/// Names under which the members of classes are judged: one finding then serves every class that gets it,
/// whoever shows it puts in the names of one move, and two hosts of one class never look like one host.
///
/// The characters are of Unicode's private use area: no message has them by itself, and names do not get
/// into findings that are kept.
public enum StandIn {
  /// Stands for the VM.
  public static let vm = "\u{e000}"
  /// Stands for the host it runs on.
  public static let source = "\u{e001}"
  /// Stands for the host it is to run on.
  public static let target = "\u{e002}"
  /// Stands for the host it was started on.
  public static let start = "\u{e003}"
}
