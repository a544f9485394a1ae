package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Setting;
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
  void a_value_may_hold_an_equals_sign_or_be_empty() {
    assertEquals(
        new Invocation.Serve(Map.of(Setting.DATA, "a=b", Setting.REGION, "")),
        syntax.parse("--data=a=b", "--region="));
  }

  @Test
  void generates_keys_for_an_account() {
    assertEquals(
        new Invocation.GenerateKey(Optional.of("42"), Map.of(Setting.KEY_PREFIX, "AWS")),
        syntax.parse("keys", "generate", "--account", "42", "--key-prefix", "AWS"));
    assertEquals(
        new Invocation.GenerateKey(Optional.empty(), Map.of()), syntax.parse("keys", "generate"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void the_help_shows_every_setting_and_its_default(Setting setting) {
    String help = assertInstanceOf(Invocation.Print.class, syntax.parse("--help")).text();

    assertTrue(
        help.lines().anyMatch(line -> (line + " ").startsWith("  " + setting.flag() + " ")), help);
    assertTrue(help.contains(setting.defaultText()), help);
  }

  @Test
  void the_help_fits_a_terminal() {
    for (String[] line : new String[][] {{"--help"}, {"keys", "--help"}}) {
      String help = assertInstanceOf(Invocation.Print.class, syntax.parse(line)).text();
      assertTrue(help.lines().allMatch(text -> text.length() <= 100), help);
    }
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
        "--prot 1|unknown option --prot; see ddb-local --help",
        "--prot=1|unknown option --prot; see ddb-local --help",
        "-port 1|unknown option -port; see ddb-local --help",
        "serve|unexpected argument serve; see ddb-local --help",
        "--in-memory false|unexpected argument false; see ddb-local --help",
        "--port|--port needs a value; see ddb-local --help",
        "--port 1 --port=2|--port is given twice; see ddb-local --help",
        "--account 1|unknown option --account; see ddb-local --help",
        "keys|keys needs the command generate; see ddb-local --help",
        "keys rotate|keys needs the command generate; see ddb-local --help",
        "keys generate --port 1|unknown option --port; see ddb-local --help",
        "keys generate --account|--account needs a value; see ddb-local --help",
      })
  void refuses_what_it_does_not_know_in_one_line(String line, String message) {
    var refusal = assertThrows(ConfigurationException.class, () -> syntax.parse(line.split(" ")));

    assertEquals(message, refusal.getMessage());
  }
}
