package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.app.configuration.AuthenticationConfiguration;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.sigv4.AuthMode;
import dev.ddblocal.auth.vault.VaultAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeysTest {
  private static final String ROW = "AKIAQAAAAATJAAAAAAAA,someSecretOfTheFirstRow,1234,\n";
  private static final String SECOND_ROW =
      "AKIARZPUZDIKAAAAAAAA,someSecretOfTheSecond,123456789012,\n";

  @TempDir Path folder;
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(AccessKeys.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private Path path;

  @BeforeEach
  void listenToTheLog() {
    path = folder.resolve("access_keys.csv");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private static AccessKeys load(AuthenticationConfiguration configuration) {
    return AccessKeys.load(configuration, configuration.anyoneCanCall());
  }

  @Test
  void the_default_file_may_be_missing_while_the_test_account_is_on() {
    assertEquals(0, load(configuration(AuthMode.ENFORCE, false, true)).size());
  }

  @Test
  void the_default_file_may_be_missing_where_signatures_do_not_decide() {
    assertEquals(0, load(configuration(AuthMode.OPEN, false, false)).size());
  }

  @Test
  void refuses_to_start_where_nobody_could_call() {
    assertRefused(
        "nobody could call: the test account is off and there is no "
            + path
            + " ('ddb-local keys generate' makes its rows)",
        configuration(AuthMode.ENFORCE, false, false));
  }

  @Test
  void a_file_that_was_named_has_to_be_there() {
    assertRefused(
        "access keys: " + path + " does not exist", configuration(AuthMode.ENFORCE, true, true));
  }

  @Test
  void a_defect_names_the_line_and_never_the_content() throws IOException {
    Files.writeString(path, "# keys\n" + ROW + "AKIARZPUZDIKAAAAAAAA,secret\n");

    assertRefused(
        "access keys: " + path + ", line 3: a row has 4 or 5 columns, this one 2",
        configuration(AuthMode.ENFORCE, false, true));
  }

  @Test
  void refuses_a_broken_encryption_key() throws IOException {
    Files.writeString(path, ROW.strip() + "QUJD\n");

    assertRefused(
        "access keys: " + path + ", line 1: column 4 is no encryption key (the Base64 of 32 bytes)",
        configuration(AuthMode.ENFORCE, false, true));
  }

  @Test
  void a_reload_takes_what_the_file_has_now() throws IOException {
    Files.writeString(path, ROW);
    AccessKeys keys = load(configuration(AuthMode.ENFORCE, true, false));
    assertEquals(1, keys.size());

    Files.writeString(path, ROW + SECOND_ROW);
    keys.reload();

    assertEquals(2, keys.size());
    assertEquals(List.of("access keys were read again"), logged);
  }

  @Test
  void a_reload_finds_a_file_that_was_not_there_before() throws IOException {
    AccessKeys keys = load(configuration(AuthMode.ENFORCE, false, true));

    Files.writeString(path, ROW);
    keys.reload();

    assertEquals(1, keys.size());
  }

  @Test
  void a_bad_reload_keeps_the_keys_and_logs_the_line() throws IOException {
    Files.writeString(path, ROW + SECOND_ROW);
    AccessKeys keys = load(configuration(AuthMode.ENFORCE, true, false));

    Files.writeString(path, ROW + "broken\n");
    keys.reload();

    assertEquals(2, keys.size());
    assertEquals(
        List.of(
            "access keys stay as they are: "
                + path
                + ", line 2: a row has 4 or 5 columns, this one 1"),
        logged);
  }

  @Test
  void a_file_that_is_gone_keeps_the_keys() throws IOException {
    Files.writeString(path, ROW);
    AccessKeys keys = load(configuration(AuthMode.ENFORCE, false, true));

    Files.delete(path);
    keys.reload();

    assertEquals(1, keys.size());
    assertEquals(List.of("access keys stay as they are: " + path + " does not exist"), logged);
  }

  private AuthenticationConfiguration configuration(
      AuthMode mode, boolean named, boolean testAccount) {
    return new AuthenticationConfiguration(
        mode, path, named, VaultAccess.NONE, testAccount, Set.of(), Duration.ofMinutes(15));
  }

  private static void assertRefused(String message, AuthenticationConfiguration configuration) {
    var refusal = assertThrows(ConfigurationException.class, () -> load(configuration));
    assertEquals(message, refusal.getMessage());
  }
}
