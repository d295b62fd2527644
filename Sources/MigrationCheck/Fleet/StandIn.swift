/// Names under which the members of classes are judged when their findings are kept: one finding then
/// serves every class that gets it, and whoever shows it puts in the names of one move.
///
/// The characters are of Unicode's private use area, so that no text of a finding has them.
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
