package dev.ddblocal.app;

import dev.ddblocal.app.Invocation.KeysCommand;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.auth.vault.VaultAccess;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The grammar of {@code ddb-local keys}. */
final class KeysSyntax {
  /** The command's name. */
  static final String NAME = "keys";

  private static final String GENERATE = "generate";
  private static final String ACCOUNT = "--account";
  private static final String UNENCRYPTED = "--unencrypted";
  private static final String NEW_PASSPHRASE_FILE = "--new-passphrase-file";
  private static final String NEW_HSM_CONFIG = "--new-hsm-config";
  private static final String NEW_HSM_PIN_FILE = "--new-hsm-pin-file";
  private static final String NEW_HSM_KEY_LABEL = "--new-hsm-key-label";
  private static final List<Setting> FILE_SETTINGS =
      List.of(
          Setting.ACCESS_KEYS,
          Setting.ACCESS_KEYS_PASSPHRASE_FILE,
          Setting.HSM_CONFIG,
          Setting.HSM_PIN_FILE,
          Setting.HSM_KEY_LABEL,
          Setting.CONFIG);

  private KeysSyntax() {}

  /** The command with its subcommands. */
  static CommandSpec specification() {
    CommandSpec keys = CommandSpec.create().addOption(CommandLineSyntax.help());
    keys.usageMessage().description("Access keys.");
    keys.addSubcommand(GENERATE, generate());
    keys.addSubcommand(
        name(KeysCommand.CHECK), onFile("Look at the access keys file as a server does."));
    keys.addSubcommand(
        name(KeysCommand.ENCRYPT),
        onFile(
            "Write the encrypted form of the access keys file beside it, as FILE.enc: under the"
                + " token's key, or under a passphrase."));
    keys.addSubcommand(
        name(KeysCommand.DECRYPT), onFile("Print the content of an encrypted access keys file."));
    keys.addSubcommand(name(KeysCommand.REWRAP), rewrap());
    return keys;
  }

  private static String name(KeysCommand command) {
    return command.name().toLowerCase(Locale.ROOT);
  }

  private static CommandSpec generate() {
    CommandSpec generate =
        onFile(
            "Make an access key. The last line of the output is its row for access_keys.csv, with"
                + " the encryption keys of its account.");
    generate.addOption(
        text(ACCOUNT, "ID", "Account of the key, 1 to 12 digits; a new one where none is given."));
    generate.addOption(
        OptionSpec.builder(UNENCRYPTED)
            .description("Make no encryption key: the new account's data is not encrypted.")
            .build());
    return generate.addOption(CommandLineSyntax.option(Setting.KEY_PREFIX));
  }

  private static CommandSpec rewrap() {
    return onFile("Encrypt the access keys file under another key, in its place.")
        .addOption(text(NEW_PASSPHRASE_FILE, "FILE", "File with the new passphrase."))
        .addOption(text(NEW_HSM_CONFIG, "FILE", "PKCS#11 configuration of the new token."))
        .addOption(text(NEW_HSM_PIN_FILE, "FILE", "File with the new token's user PIN."))
        .addOption(text(NEW_HSM_KEY_LABEL, "LABEL", "Label of the key on the new token."));
  }

  private static CommandSpec onFile(String description) {
    CommandSpec command = CommandSpec.create().addOption(CommandLineSyntax.help());
    FILE_SETTINGS.forEach(setting -> command.addOption(CommandLineSyntax.option(setting)));
    command.usageMessage().width(CommandLineSyntax.HELP_WIDTH).description(description);
    return command;
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /**
   * What one of the subcommands asks for.
   *
   * @throws ConfigurationException if an option's value is bad
   */
  static Invocation invocation(ParseResult command, Map<Setting, String> flags) {
    String name = command.commandSpec().name();
    return name.equals(GENERATE)
        ? new Invocation.GenerateKey(
            Optional.ofNullable(command.matchedOptionValue(ACCOUNT, null)),
            !command.hasMatchedOption(UNENCRYPTED),
            flags)
        : new Invocation.KeysFile(
            KeysCommand.valueOf(name.toUpperCase(Locale.ROOT)), newVault(command), flags);
  }

  private static VaultAccess newVault(ParseResult command) {
    if (command.commandSpec().findOption(NEW_PASSPHRASE_FILE) == null) {
      return VaultAccess.NONE;
    }
    return new VaultAccess(
        path(command, NEW_PASSPHRASE_FILE),
        path(command, NEW_HSM_CONFIG),
        path(command, NEW_HSM_PIN_FILE),
        command.matchedOptionValue(NEW_HSM_KEY_LABEL, VaultAccess.DEFAULT_KEY_LABEL));
  }

  private static Optional<Path> path(ParseResult command, String option) {
    String text = command.matchedOptionValue(option, null);
    try {
      return Optional.ofNullable(text).map(Path::of);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(option + ": that is not a path", e);
    }
  }
}
