package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with an access keys file (spec: authentication, 10.2 and T-K08). */
class KeysFileCommandsTest {
  private static final String ROWS = "# keys\nAKIA_SOME_KEY_000001,topsecret,1234,,\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path plain;
  private Path encrypted;
  private Path passphrase;

  @BeforeEach
  void writeFiles() throws IOException {
    plain = Files.writeString(folder.resolve("access_keys.csv"), ROWS);
    encrypted = folder.resolve("access_keys.csv.enc");
    passphrase = Files.writeString(folder.resolve("passphrase"), "open sesame\n");
  }

  private int keys(String command, Path file, Path passphraseFile, String... more) {
    out.reset();
    err.reset();
    String[] arguments = new String[6 + more.length];
    arguments[0] = "keys";
    arguments[1] = command;
    arguments[2] = "--access-keys";
    arguments[3] = file.toString();
    arguments[4] = "--access-keys-passphrase-file";
    arguments[5] = passphraseFile.toString();
    System.arraycopy(more, 0, arguments, 6, more.length);
    return new DdbLocal(print(out), print(err), Map.of()).run(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private void refused(int status, String line) {
    assertEquals(2, status);
    assertEquals("ddb-local: " + line, err.toString(StandardCharsets.UTF_8).strip());
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void an_encrypted_file_is_used_like_the_plain_one() throws IOException {
    assertEquals(0, keys("encrypt", plain, passphrase));
    assertFalse(Files.readString(encrypted, StandardCharsets.ISO_8859_1).contains("topsecret"));
    Files.delete(plain);

    assertEquals(0, keys("check", encrypted, passphrase));
    assertEquals(encrypted + " can be used: 1 key", out.toString(StandardCharsets.UTF_8).strip());
    assertEquals(2, keys("check", plain, passphrase), "the plain one is gone");
  }

  @Test
  void decryption_prints_the_file_as_it_was() {
    keys("encrypt", plain, passphrase);

    assertEquals(0, keys("decrypt", encrypted, passphrase));
    assertEquals(ROWS, out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void plain_and_encrypted_side_by_side_are_refused() {
    keys("encrypt", plain, passphrase);

    refused(
        keys("check", plain, passphrase),
        "access keys: "
            + plain
            + " and "
            + encrypted
            + " are both there; remove the one that is not to be used");
    refused(
        keys("check", encrypted, passphrase),
        "access keys: "
            + encrypted
            + " and "
            + plain
            + " are both there; remove the one that is not to be used");
    assertEquals(2, keys("encrypt", plain, passphrase), "nothing is overwritten");
  }

  @Test
  void a_wrong_passphrase_a_changed_byte_and_an_empty_file_are_refused() throws IOException {
    keys("encrypt", plain, passphrase);
    Files.delete(plain);
    byte[] bytes = Files.readAllBytes(encrypted);
    Path wrong = Files.writeString(folder.resolve("wrong"), "open barley");

    refused(
        keys("check", encrypted, wrong),
        "access keys: "
            + encrypted
            + " cannot be decrypted: the passphrase is wrong, or the file is damaged");
    bytes[bytes.length - 1] ^= 1;
    Files.write(encrypted, bytes);
    refused(
        keys("check", encrypted, passphrase),
        "access keys: "
            + encrypted
            + " cannot be decrypted: the file is damaged: its content fails the check");
    Files.write(encrypted, new byte[0]);
    refused(
        keys("check", encrypted, passphrase),
        "access keys: " + encrypted + " cannot be decrypted: it is no encrypted file");
  }

  @Test
  void rewrapping_changes_the_passphrase_in_place() throws IOException {
    keys("encrypt", plain, passphrase);
    Files.delete(plain);
    Path next = Files.writeString(folder.resolve("next"), "a better one");

    assertEquals(0, keys("rewrap", encrypted, passphrase, "--new-passphrase-file=" + next));

    assertEquals(0, keys("check", encrypted, next));
    assertEquals(2, keys("check", encrypted, passphrase));
    assertFalse(Files.exists(Path.of(encrypted + ".new")));
  }

  @Test
  void nothing_that_no_server_would_take_is_encrypted() throws IOException {
    Files.writeString(plain, "AKIA_SOME_KEY_000001,topsecret\n");

    refused(
        keys("encrypt", plain, passphrase),
        "access keys: " + plain + ", line 1: a row has 4 or 5 columns, this one 2");
    assertFalse(Files.exists(encrypted));
  }

  @Test
  void keys_that_can_be_guessed_are_pointed_out() throws IOException {
    Files.writeString(plain, "ELAKM5YGIGQQAD2B54IZ,a,888534479904,,\n");

    assertEquals(0, keys("check", plain, passphrase));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("line 1: the access key was made by"));
  }
}
