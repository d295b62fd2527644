import MigrationState

/// Group 4: the captured state under the VM's configuration.
enum StateCheck {
  /// What a verdict without captured state says of it.
  static func notChecked(_ guest: Guest) -> Finding {
    var finding = FindingKind.stateNotChecked.finding(
      guest.hasEL2 ? .undecided : .note,
      guest.name,
      "no captured state was judged"
    )
    finding.remedy = FindingKind.stateNotChecked.remedy
    return finding
  }
}
