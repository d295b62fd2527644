/// The schema of the store: the numbered SQL files of this folder, in the order they run in.
///
/// A file never changes once released; a new version of the schema is a new file.
public enum StoreSchema {
  /// One step, from the version before it.
  public struct Migration: Sendable {
    /// The version of the schema that the step leads to, from 1: SQLite's `user_version`.
    public let version: Int
    /// The name of its file, without the extension.
    public let name: String
    /// The text of its file.
    public let sql: String
  }

  /// What SQLite's `application_id` says of our files: `MCkS` in ASCII.
  public static let applicationID: Int32 = 0x4d43_6b53

  /// Every step, in order; the first creates an empty store.
  public static let migrations: [Migration] = [
    migration(1, "v001_initial", PackageResources.v001_initial_sql),
    migration(2, "v002_waivers", PackageResources.v002_waivers_sql),
    migration(3, "v003_fleet", PackageResources.v003_fleet_sql),
    migration(4, "v004_differences", PackageResources.v004_differences_sql),
  ]

  /// The version of the schema that this program works with.
  public static var version: Int { migrations.count }

  private static func migration(_ version: Int, _ name: String, _ sql: [UInt8]) -> Migration {
    Migration(version: version, name: name, sql: String(decoding: sql, as: UTF8.self))
  }
}
