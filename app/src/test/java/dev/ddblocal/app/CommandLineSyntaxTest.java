package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.auth.vault.VaultAccess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineSyntaxTest {
  private final CommandLineSyntax syntax = new CommandLineSyntax("1.2.3");

  @Test
  void without_arguments_the_server_runs_with_its_defaults() {
    assertEquals(new Invocation.Serve(Map.of()), syntax.parse());
  }

  @Test
  void takes_values_behind_a_blank_or_an_equals_sign() {
    assertEquals(
        new Invocation.Serve(Map.of(Setting.PORT, "0", Setting.DATA, "/srv/ddb")),
        syntax.parse("--port", "0", "--data=/srv/ddb"));
  }

  @Test
  void a_switch_needs_no_value_and_takes_one() {
    assertEquals(
        new Invocation.Serve(Map.of(Setting.IN_MEMORY, "true", Setting.PORT, "0")),
        syntax.parse("--in-memory", "--port", "0"));
    assertEquals(
        new Invocation.Serve(Map.of(Setting.IN_MEMORY, "false")),
        syntax.parse("--in-memory=false"));
  }

  @Test
  void generates_keys_for_an_account() {
    assertEquals(
        new Invocation.GenerateKey(Optional.of("42"), true, Map.of(Setting.KEY_PREFIX, "AWS")),
        syntax.parse("keys", "generate", "--account", "42", "--key-prefix", "AWS"));
    assertEquals(
        new Invocation.GenerateKey(Optional.empty(), true, Map.of()),
        syntax.parse("keys", "generate"));
    assertEquals(
        new Invocation.GenerateKey(Optional.empty(), false, Map.of()),
        syntax.parse("keys", "generate", "--unencrypted"));
  }

  @ParameterizedTest
  @EnumSource(Invocation.KeysCommand.class)
  void works_on_the_access_keys_file(Invocation.KeysCommand command) {
    assertEquals(
        new Invocation.KeysFile(
            command,
            VaultAccess.NONE,
            Map.of(Setting.ACCESS_KEYS, "k.csv", Setting.ACCESS_KEYS_PASSPHRASE_FILE, "p")),
        syntax.parse(
            "keys",
            command.name().toLowerCase(Locale.ROOT),
            "--access-keys",
            "k.csv",
            "--access-keys-passphrase-file=p"));
  }

  @Test
  void rewrapping_names_the_new_key() {
    assertEquals(
        new Invocation.KeysFile(
            Invocation.KeysCommand.REWRAP,
            new VaultAccess(
                Optional.of(Path.of("p")),
                Optional.of(Path.of("c")),
                Optional.of(Path.of("n")),
                "label"),
            Map.of()),
        syntax.parse(
            "keys",
            "rewrap",
            "--new-passphrase-file=p",
            "--new-hsm-config=c",
            "--new-hsm-pin-file=n",
            "--new-hsm-key-label=label"));
  }

  @Test
  void makes_an_account_on_a_server() {
    assertEquals(
        new Invocation.CreateAccount(
            "http://127.0.0.1:8000", Optional.empty(), "", Optional.empty(), Map.of()),
        syntax.parse("admin", "create-account"));
    assertEquals(
        new Invocation.CreateAccount(
            "https://h", Optional.of("42"), "n", Optional.of("f"), Map.of(Setting.REGION, "r")),
        syntax.parse(
            "admin",
            "create-account",
            "--endpoint=https://h",
            "--account=42",
            "--name=n",
            "--iam-secret-file=f",
            "--region=r"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void the_help_shows_every_setting_and_its_default(Setting setting) {
    String help = assertInstanceOf(Invocation.Print.class, syntax.parse("--help")).text();

    assertTrue(help.contains(setting.flag() + (setting.isTruth() ? "[=" : "=")), help);
    assertTrue(help.contains(setting.defaultText()), help);
  }

  @Test
  void help_and_version_win_over_everything_else() {
    assertEquals(new Invocation.Print("DDB Local 1.2.3"), syntax.parse("--version"));
    assertInstanceOf(Invocation.Print.class, syntax.parse("--port", "0", "-h"));
    assertInstanceOf(Invocation.Print.class, syntax.parse("keys", "--help"));
    String help =
        assertInstanceOf(Invocation.Print.class, syntax.parse("keys", "generate", "-h")).text();
    assertTrue(help.contains("--account"), help);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|Unknown options: '--prot', '1'; see ddb-local --help",
        "--prot=1|Unknown option: '--prot=1'; see ddb-local --help",
        "serve|Unmatched argument at index 0: 'serve'; see ddb-local --help",
        "--port|Missing required parameter for option '--port' (PORT); see ddb-local --help",
        "--port 1 --port 2|option '--port' (PORT) should be specified only once; see ddb-local"
            + " --help",
        "keys|ddb-local keys needs a command: generate, check, encrypt, decrypt, rewrap; see"
            + " ddb-local --help",
        "admin|ddb-local admin needs a command: create-account; see ddb-local --help",
        "keys generate --port 1|Unknown options: '--port', '1'; see ddb-local --help",
        "keys rotate|Unmatched argument at index 1: 'rotate'; see ddb-local --help",
      })
  void refuses_what_it_does_not_know_in_one_line(String line, String message) {
    var refusal = assertThrows(ConfigurationException.class, () -> syntax.parse(line.split(" ")));

    assertEquals(message, refusal.getMessage());
  }
}
