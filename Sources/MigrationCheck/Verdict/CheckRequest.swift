import KVMEnforcement
import MigrationState

/// One question: whether this VM may move from there to here.
public struct CheckRequest: Sendable {
  /// The VM.
  public var guest: Guest
  /// The host it runs on; nil when unknown.
  public var source: HostView?
  /// The host it is to run on.
  public var target: HostView
  /// The host it was created on, for ID registers its definition leaves out; nil when unknown.
  public var createdOn: HostView?
  /// The host it was started on, before earlier moves; nil when that is unknown, or the source.
  public var startedOn: HostView?
  /// Which findings refuse.
  public var policy: VerdictDocument.Policy
  /// The waivers that hold for the move.
  public var waivers: [Waiver]
  /// Why the move happens whatever the verdict; nil when it does not.
  public var breakGlass: String?
  /// The moment the verdict is for.
  public var checkedAt: Timestamp
  /// True when state is not to be judged although there is a snapshot.
  public var isConfigurationOnly: Bool
  /// True when the way back is asked about too, so that what stands against it weighs more.
  public var isBothDirections: Bool
  /// True for the way back itself.
  var isWayBack: Bool
  /// The version of the tool that asks.
  public var toolVersion: String

  /// Asks about a move; everything else is set on the value.
  public init(
    guest: Guest,
    source: HostView?,
    target: HostView,
    checkedAt: Timestamp,
    toolVersion: String
  ) {
    self.guest = guest
    self.source = source
    self.target = target
    self.checkedAt = checkedAt
    self.toolVersion = toolVersion
    policy = .default
    waivers = []
    isConfigurationOnly = false
    isBothDirections = false
    isWayBack = false
  }
}
