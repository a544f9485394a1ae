package dev.ddblocal.app;

import dev.ddblocal.app.configuration.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The grammar of {@code ddb-local admin}. */
final class AdminSyntax {
  /** The command's name. */
  static final String NAME = "admin";

  private static final String CREATE_ACCOUNT = "create-account";
  private static final String ENDPOINT = "--endpoint";
  private static final String ACCOUNT = "--account";
  private static final String ACCOUNT_NAME = "--name";
  private static final String IAM_SECRET_FILE = "--iam-secret-file";
  private static final List<Setting> SETTINGS =
      List.of(Setting.REGION, Setting.KEY_PREFIX, Setting.STRICT_FILES, Setting.CONFIG);

  private AdminSyntax() {}

  /** The command with its subcommands. */
  static CommandSpec specification() {
    CommandSpec admin = CommandSpec.create().addOption(CommandLineSyntax.help());
    admin.usageMessage().description("Accounts of a server that runs.");
    return admin.addSubcommand(CREATE_ACCOUNT, createAccount());
  }

  private static CommandSpec createAccount() {
    CommandSpec command =
        CommandSpec.create()
            .addOption(CommandLineSyntax.help())
            .addOption(text(ENDPOINT, "URL", "The server.", AccountCommand.DEFAULT_ENDPOINT))
            .addOption(
                text(ACCOUNT, "ID", "The account, 1 to 12 digits; a new one where none is given."))
            .addOption(text(ACCOUNT_NAME, "NAME", "A name for the account."))
            .addOption(
                text(
                    IAM_SECRET_FILE,
                    "FILE",
                    "File with the IAM account's credentials, in place of IAM_ACCOUNT_ID,"
                        + " IAM_ACCESS_KEY and IAM_SECRET_KEY in the environment."));
    SETTINGS.forEach(setting -> command.addOption(CommandLineSyntax.option(setting)));
    command
        .usageMessage()
        .width(CommandLineSyntax.HELP_WIDTH)
        .description(
            "Make an account and an access key of its root user, with the IAM account's"
                + " credentials. The last line of the output is the key, as a row of"
                + " access_keys.csv has it; it is told this once.");
    return command;
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static OptionSpec text(
      String name, String label, String description, String defaultText) {
    return text(name, label, description + " Default: " + defaultText + ".");
  }

  /** What one of the subcommands asks for. */
  static Invocation invocation(ParseResult command, Map<Setting, String> flags) {
    return new Invocation.CreateAccount(
        command.matchedOptionValue(ENDPOINT, AccountCommand.DEFAULT_ENDPOINT),
        Optional.ofNullable(command.matchedOptionValue(ACCOUNT, null)),
        command.matchedOptionValue(ACCOUNT_NAME, ""),
        Optional.ofNullable(command.matchedOptionValue(IAM_SECRET_FILE, null)),
        flags);
  }
}
