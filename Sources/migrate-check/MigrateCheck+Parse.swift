import ArgumentParser

extension MigrateCheck {
  /// The command that the arguments spell.
  ///
  /// A command that the first argument names, or the default one, is parsed by itself: on the way
  /// from the root ArgumentParser reflects over it several times, a tenth of the time of a check.
  /// What does not parse so, help included, is parsed from the root, which has the words for it.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let command = directly(arguments) { return command }
    return try parseAsRoot(arguments)
  }

  private static func directly(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    let named = configuration.subcommands.first {
      $0.configuration.commandName == first || $0.configuration.aliases.contains(first)
    }
    let rest = named == nil ? arguments : Array(arguments.dropFirst())
    guard let command = named ?? configuration.defaultSubcommand,
      command.configuration.subcommands.isEmpty,
      let parsed = try? command.parseAsRoot(rest), type(of: parsed) == command
    else { return nil }
    return parsed
  }
}
