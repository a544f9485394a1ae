package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeyIdCodec;
import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.AccessKeysFileException;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGenerationTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void the_whole_output_is_an_access_keys_file() throws IOException, AccessKeysFileException {
    assertEquals(0, run("keys", "generate"));

    Path file = Files.write(folder.resolve("access_keys.csv"), out.toByteArray());
    assertEquals(1, AccessKeysFile.open(file).size());
  }

  @Test
  void the_last_line_is_the_row_and_all_others_are_comments()
      throws IOException, AccessKeysFileException {
    assertEquals(0, run("keys", "generate", "--account", "42"));

    List<String> lines = outputLines();
    assertTrue(lines.subList(0, lines.size() - 1).stream().allMatch(line -> line.startsWith("#")));
    Path file = Files.writeString(folder.resolve("access_keys.csv"), lines.getLast());
    assertEquals(1, AccessKeysFile.open(file).size());
    String[] columns = lines.getLast().split(",", -1);
    assertEquals("000000000042", columns[2]);
    assertEquals(5, columns.length);
    assertTrue(SealingKey.parse(columns[3]).isPresent(), "column 4 has an encryption key");
    assertEquals("", columns[4]);
    assertEquals(
        new AccountId("000000000042"),
        AccessKeyIdCodec.accountOf(new AccessKeyId(columns[0])).orElseThrow());
  }

  @Test
  void another_key_of_an_account_has_the_encryption_keys_of_its_rows() throws IOException {
    String encrypted = "AKIA_SOME_KEY_000001,secret,42," + key(1) + "," + key(2) + "\n";
    String plain = "AKIA_SOME_KEY_000002,secret,43,,\n";
    Path file = Files.writeString(folder.resolve("access_keys.csv"), encrypted + plain);

    run("keys", "generate", "--account", "42", "--access-keys", file.toString());
    run("keys", "generate", "--account", "43", "--access-keys", file.toString());

    List<String> rows = outputLines().stream().filter(line -> !line.startsWith("#")).toList();
    assertTrue(rows.get(0).endsWith(",000000000042," + key(1) + "," + key(2)), rows.get(0));
    assertTrue(rows.get(1).endsWith(",000000000043,,"), rows.get(1));
  }

  private static String key(int content) {
    byte[] bytes = new byte[SealingKey.KEY_BYTES];
    Arrays.fill(bytes, (byte) content);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void a_new_account_can_go_without_encryption() {
    assertEquals(0, run("keys", "generate", "--unencrypted"));

    assertTrue(outputLines().getLast().endsWith(",,"), "columns 4 and 5 are empty");
  }

  @Test
  void every_key_is_another_one() {
    run("keys", "generate", "--account", "42");
    String first = outputLines().getLast();
    out.reset();
    run("keys", "generate", "--account", "42");

    assertNotEquals(first.split(",", -1)[0], outputLines().getLast().split(",", -1)[0]);
    assertNotEquals(first.split(",", -1)[1], outputLines().getLast().split(",", -1)[1]);
  }

  @ParameterizedTest
  @CsvSource({"EL, ELAK", "AWS, AKIA"})
  void the_prefix_comes_from_flag_or_environment(String setting, String prefix) {
    run("keys", "generate", "--key-prefix", setting);
    assertTrue(outputLines().getLast().startsWith(prefix));
    out.reset();

    run(Map.of("DDB_KEY_PREFIX", setting), "keys", "generate");
    assertTrue(outputLines().getLast().startsWith(prefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1234567890123", "-1"})
  void refuses_what_is_no_account(String account) {
    assertEquals(2, run("keys", "generate", "--account=" + account));

    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(errorText().startsWith("ddb-local: --account: an account id has "), errorText());
    assertEquals(1, errorText().lines().count());
  }

  @Test
  void refuses_a_bad_prefix() {
    assertEquals(2, run(Map.of("DDB_KEY_PREFIX", "AKIA"), "keys", "generate"));

    assertEquals(
        "ddb-local: DDB_KEY_PREFIX: 'AKIA' is none of EL, AWS", errorText().stripTrailing());
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("AKIA"));
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new DdbLocal(print(out), print(err), environment).run(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private List<String> outputLines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String errorText() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
