import MigrationState

extension Check {
  /// Whether the VM can come back: the verdict from the target to the source, with the state that
  /// the restore there leaves.
  ///
  /// The verdict names the records of the way there as its inputs, and `direction` = `back` among its
  /// options.
  ///
  /// - Parameters:
  ///   - request: the way there.
  ///   - change: changes the request for the way back, for the waivers that hold there.
  /// - Returns: nil when the source is unknown: there is nowhere to come back to.
  public static func wayBack(
    _ request: CheckRequest,
    change: (inout CheckRequest) -> Void = { _ in }
  ) -> VerdictDocument? {
    guard var back = WayBack(request)?.request else { return nil }
    change(&back)
    var check = Check(back)
    var verdict = check.verdict()
    verdict.inputs.vm = request.guest.definition?.digest.description
    verdict.inputs.snapshot = request.guest.snapshot?.digest.description
    return verdict
  }
}
