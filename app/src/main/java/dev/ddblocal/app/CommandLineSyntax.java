package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The grammar of the command line. Every setting is an option; values stay text, because the same
 * text may come from the environment or from a file and is read in one place.
 */
final class CommandLineSyntax {
  private static final String NAME = "ddb-local";
  private static final String ADMIN = AdminSyntax.NAME;
  private static final String KEYS = KeysSyntax.NAME;
  private static final String HELP = "--help";
  private static final String VERSION = "--version";
  static final int HELP_WIDTH = 100;

  private final CommandLine commandLine;
  private final String version;

  CommandLineSyntax(String version) {
    this.version = version;
    CommandSpec root = CommandSpec.create().name(NAME).addOption(help());
    root.addOption(
        OptionSpec.builder("-V", VERSION)
            .versionHelp(true)
            .description("Print the version.")
            .build());
    for (Setting setting : Setting.values()) {
      root.addOption(option(setting));
    }
    root.addSubcommand(ADMIN, AdminSyntax.specification());
    root.addSubcommand(KEYS, KeysSyntax.specification());
    root.usageMessage()
        .header("A server that speaks Amazon DynamoDB's protocol over a local store.")
        .sortOptions(false)
        .width(HELP_WIDTH)
        .abbreviateSynopsis(true)
        .footer(
            "",
            "A setting --a-b is DDB_A_B in the environment and a-b in the configuration file. A"
                + " flag wins",
            "over the environment, the environment over the file. Durations are ISO-8601, as"
                + " PT15M.");
    commandLine = new CommandLine(root);
  }

  /**
   * Reads a command line.
   *
   * @throws ConfigurationException if it is not one of ours
   */
  Invocation parse(String... arguments) {
    try {
      return invocation(commandLine.parseArgs(arguments));
    } catch (ParameterException e) {
      throw new ConfigurationException(oneLine(e.getMessage()) + "; see " + NAME + " --help", e);
    }
  }

  private Invocation invocation(ParseResult root) {
    List<ParseResult> commands = chain(root);
    ParseResult last = commands.getLast();
    if (commands.stream().anyMatch(command -> command.hasMatchedOption(HELP))) {
      return new Invocation.Print(
          last.commandSpec().commandLine().getUsageMessage(Ansi.OFF).stripTrailing());
    }
    if (root.hasMatchedOption(VERSION)) {
      return new Invocation.Print("DDB Local " + version);
    }
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (ParseResult command : commands) {
      flags.putAll(flags(command));
    }
    return switch (last.commandSpec().name()) {
      case NAME -> new Invocation.Serve(flags);
      case ADMIN, KEYS ->
          throw new ConfigurationException(
              NAME
                  + " "
                  + last.commandSpec().name()
                  + " needs a command: "
                  + String.join(", ", last.commandSpec().subcommands().keySet())
                  + "; see "
                  + NAME
                  + " --help");
      default ->
          commands.get(1).commandSpec().name().equals(ADMIN)
              ? AdminSyntax.invocation(last, flags)
              : KeysSyntax.invocation(last, flags);
    };
  }

  private static List<ParseResult> chain(ParseResult root) {
    return root.hasSubcommand()
        ? Stream.concat(Stream.of(root), chain(root.subcommand()).stream()).toList()
        : List.of(root);
  }

  private static Map<Setting, String> flags(ParseResult command) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (command.hasMatchedOption(setting.flag())) {
        flags.put(setting, command.matchedOptionValue(setting.flag(), ""));
      }
    }
    return flags;
  }

  /** The option that prints a command's help. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", HELP).usageHelp(true).description("Print this help.").build();
  }

  /** The option of a setting. */
  static OptionSpec option(Setting setting) {
    String defaultText =
        setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText() + ".";
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .type(String.class)
            .paramLabel(setting.valueLabel())
            .description(setting.description() + defaultText);
    return setting.isTruth() ? option.arity("0..1").fallbackValue("true").build() : option.build();
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("bad command line");
  }
}
