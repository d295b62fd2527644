/// Seconds of a phase, summed over its parts.
struct Stopwatch {
  private var elapsed = Duration.zero

  /// Runs a part of the phase.
  mutating func time<Result>(_ part: () throws -> Result) rethrows -> Result {
    let began = ContinuousClock.now
    defer { elapsed += ContinuousClock.now - began }
    return try part()
  }

  /// The seconds, to the microsecond: `1.234567 s`.
  var text: String {
    let (seconds, fraction) = elapsed.components
    let digits = String(fraction / 1_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 6 - digits.count) + digits + " s"
  }
}
