package dev.ddblocal.auth.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files under a passphrase (spec: authentication, 10.2 and T-K08). */
class EncryptedFileTest {
  private static final byte[] CONTENT =
      "ELAKSOMEKEY,a secret that is nowhere in the file".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private VaultAccess passphrase(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("passphrase-" + text.length()), text);
    return new VaultAccess(
        Optional.of(file), Optional.empty(), Optional.empty(), VaultAccess.DEFAULT_KEY_LABEL);
  }

  @Test
  void what_was_sealed_opens_with_the_same_passphrase() throws Exception {
    EncryptedFile sealed = EncryptedFile.seal(CONTENT, passphrase("open sesame\n").forNewFile());
    byte[] bytes = sealed.bytes();

    EncryptedFile read = EncryptedFile.parse(bytes);

    assertArrayEquals(CONTENT, read.open(passphrase("open sesame").of(read.kek())));
    assertTrue(EncryptedFile.isOne(bytes));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("a secret"));
    assertFalse(text.contains("sesame"));
    assertTrue(text.startsWith("DDBK1\n{\"v\":1,\"kek\":{\"type\":\"pbkdf2\","), text);
    assertTrue(text.contains("\"iter\":600000"), text);
  }

  @Test
  void two_files_of_the_same_content_have_nothing_in_common() throws Exception {
    KeyVault vault = passphrase("p").forNewFile();

    assertNotEquals(
        new String(EncryptedFile.seal(CONTENT, vault).bytes(), StandardCharsets.ISO_8859_1),
        new String(EncryptedFile.seal(CONTENT, vault).bytes(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void another_passphrase_does_not_open_it() throws Exception {
    EncryptedFile sealed = EncryptedFile.seal(CONTENT, passphrase("right").forNewFile());
    KeyVault wrong = passphrase("wrong one").of(sealed.kek());

    VaultException error = assertThrows(VaultException.class, () -> sealed.open(wrong));

    assertEquals("the passphrase is wrong, or the file is damaged", error.getMessage());
  }

  @Test
  void rewrapping_changes_the_key_and_keeps_the_content() throws Exception {
    KeyVault before = passphrase("before").forNewFile();
    KeyVault after = passphrase("afterwards").forNewFile();
    EncryptedFile rewrapped = EncryptedFile.seal(CONTENT, before).rewrap(before, after);

    assertArrayEquals(CONTENT, rewrapped.open(after));
    assertThrows(VaultException.class, () -> rewrapped.open(before));
  }

  @Test
  void no_byte_can_be_changed_without_notice() throws Exception {
    KeyVault vault = passphrase("p").forNewFile();
    byte[] bytes = EncryptedFile.seal(CONTENT, vault).bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThrows(
          VaultException.class,
          () -> EncryptedFile.parse(changed).open(vault),
          "the change of byte " + i + " went unnoticed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DDBK1",
        "DDBK1\n",
        "DDBK1\n{}",
        "DDBK1\n{}\n",
        "DDBK1\nnothing\n",
        "DDBK1\n{\"v\":2}\n",
        "DDBK1\n{\"v\":1,\"wrapNonce\":\"%\"}\n",
        "DDBK1\n{\"v\":1,\"wrapNonce\":\"\",\"wrappedDek\":\"\",\"kek\":{\"type\":\"magic\"}}\n"
      })
  void what_is_no_such_file_is_refused(String text) {
    assertThrows(
        VaultException.class, () -> EncryptedFile.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_header_that_asks_for_absurd_work_is_refused() throws Exception {
    VaultAccess access = passphrase("p");
    for (int iterations : new int[] {0, -1, 1, Integer.MAX_VALUE}) {
      assertThrows(
          VaultException.class,
          () -> access.of(new KekDescription.Pbkdf2(Bytes.wrap(new byte[16]), iterations)));
    }
  }

  @Test
  void passphrases_and_pins_are_the_first_line_of_their_file() throws Exception {
    KeyVault vault = passphrase("line one\r\nline two").forNewFile();
    EncryptedFile sealed = EncryptedFile.seal(CONTENT, vault);

    assertArrayEquals(CONTENT, sealed.open(passphrase("line one").of(sealed.kek())));
    VaultException empty =
        assertThrows(VaultException.class, () -> passphrase("\nline two").forNewFile());
    assertTrue(empty.getMessage().endsWith("is empty"), empty.getMessage());
    VaultException missing =
        assertThrows(VaultException.class, () -> VaultAccess.NONE.forNewFile());
    assertEquals("it is encrypted under a passphrase: name its file", missing.getMessage());
  }
}
