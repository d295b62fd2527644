import ArgumentParser

/// `waiver`: recorded acceptances of findings.
struct WaiverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiver",
    abstract: "Accept a finding for a VM or a class of hosts, until a date.",
    discussion: """
      A waived finding stays in every verdict it changes and names its waiver. What the target's KVM \
      or the VMM would refuse anyway cannot be waived, nor what lets a guest go on with wrong \
      results: vector lengths, counter frequency, DCZID_EL0, pointer-authentication algorithms. A \
      waiver no longer holds for a target whose CPU or kernel build has changed since it was granted.

      Example:
        migrate-check waiver add --code exposed-unhideable-here --subject FEAT_TLBIRANGE \\
          --vm web-1 --reason "the guest never uses it" --expires 2027-01-31T00:00:00Z
      """,
    subcommands: [WaiverAdd.self, WaiverList.self, WaiverRevoke.self]
  )
}
