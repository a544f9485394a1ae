package dev.ddblocal.auth.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files under a token's key, with SoftHSM as the token (spec: authentication, 10.3 and T-K08). The
 * library finds its tokens by an environment variable, so each case runs in a process of its own.
 */
class Pkcs11VaultTest {
  private static final Path LIBRARY =
      List.of(
              Path.of("/usr/lib/softhsm/libsofthsm2.so"),
              Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
              Path.of("/usr/local/lib/softhsm/libsofthsm2.so"))
          .stream()
          .filter(Files::exists)
          .findFirst()
          .orElse(null);

  @TempDir Path folder;

  @BeforeEach
  void makeToken() throws Exception {
    assumeTrue(LIBRARY != null, "SoftHSM is not installed (Debian: softhsm2)");
    Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        folder.resolve("softhsm2.conf"), "directories.tokendir = " + folder.resolve("tokens"));
    Files.writeString(folder.resolve("pin"), "1234\n");
    Files.writeString(folder.resolve("wrong-pin"), "4321\n");
    Files.writeString(
        folder.resolve("pkcs11.cfg"),
        """
        name = SoftHSM
        library = %s
        slotListIndex = 0
        attributes(*, CKO_SECRET_KEY, *) = {
          CKA_TOKEN = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
        }
        """
            .formatted(LIBRARY));
    assertEquals(
        0,
        run(new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "ddb",
                "--pin",
                "1234",
                "--so-pin",
                "1234"))
            .status());
  }

  private record Ended(int status, String output) {}

  private Ended run(ProcessBuilder process) throws Exception {
    process.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    Process running = process.redirectErrorStream(true).start();
    String output =
        new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(running.waitFor(), output);
  }

  /** What {@link #main} prints in a process that knows the token. */
  private String inProcess(String command, String pinFile, String label) throws Exception {
    Ended ended =
        run(
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Pkcs11VaultTest.class.getName(),
                folder.toString(),
                command,
                pinFile,
                label));
    assertEquals(0, ended.status(), ended.output());
    return ended.output();
  }

  /** Seals or opens the file {@code sealed} in a folder; prints the content or the refusal. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    VaultAccess access =
        new VaultAccess(
            Optional.empty(),
            Optional.of(folder.resolve("pkcs11.cfg")),
            Optional.of(folder.resolve(arguments[2])),
            arguments[3]);
    Path sealed = folder.resolve("sealed");
    try {
      if (arguments[1].equals("seal")) {
        byte[] content = "the content".getBytes(StandardCharsets.UTF_8);
        Files.write(sealed, EncryptedFile.seal(content, access.forNewFile()).bytes());
        print("sealed");
      } else {
        EncryptedFile file = EncryptedFile.parse(Files.readAllBytes(sealed));
        print(new String(file.open(access.of(file.kek())), StandardCharsets.UTF_8));
      }
    } catch (VaultException e) {
      print("refused: " + e.getMessage());
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }

  @Test
  void what_was_sealed_under_the_tokens_key_opens_in_another_process() throws Exception {
    assertEquals("sealed", inProcess("seal", "pin", "ddblocal-kek"));
    assertEquals("sealed", inProcess("seal", "pin", "ddblocal-kek"), "the key is used again");

    assertEquals("the content", inProcess("open", "pin", "ddblocal-kek"));
    String file = Files.readString(folder.resolve("sealed"), StandardCharsets.ISO_8859_1);
    assertTrue(
        file.startsWith("DDBK1\n{\"v\":1,\"kek\":{\"type\":\"pkcs11\",\"label\":\"ddblocal-kek\""),
        file);
  }

  @Test
  void a_wrong_pin_and_another_token_are_refused() throws Exception {
    assertEquals("sealed", inProcess("seal", "pin", "ddblocal-kek"));
    byte[] sealed = Files.readAllBytes(folder.resolve("sealed"));

    assertEquals("refused: the token refuses the PIN", inProcess("open", "wrong-pin", "-"));

    try (var files = Files.walk(folder.resolve("tokens"))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    makeTokenAgain();
    assertEquals(
        "refused: the token has no key with the label ddblocal-kek", inProcess("open", "pin", "-"));
    assertEquals("sealed", inProcess("seal", "pin", "ddblocal-kek"));
    Files.write(folder.resolve("sealed"), sealed);
    assertTrue(
        inProcess("open", "pin", "-").startsWith("refused: the token's key is another one"),
        inProcess("open", "pin", "-"));
    assertArrayEquals(sealed, Files.readAllBytes(folder.resolve("sealed")));
  }

  private void makeTokenAgain() throws Exception {
    Files.delete(folder.resolve("softhsm2.conf"));
    Files.delete(folder.resolve("pin"));
    Files.delete(folder.resolve("wrong-pin"));
    Files.delete(folder.resolve("pkcs11.cfg"));
    makeToken();
  }

  @Test
  void a_configuration_that_the_provider_refuses_is_one_line() throws Exception {
    Files.writeString(folder.resolve("pkcs11.cfg"), "name = X\nlibrary = /nowhere/at-all.so\n");

    String answer = inProcess("seal", "pin", "ddblocal-kek");

    assertTrue(answer.startsWith("refused: the PKCS#11 configuration"), answer);
    assertEquals(1, answer.lines().count(), answer);
  }
}
