package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeysFileTest {
  private static final AccessKeyId ONE = new AccessKeyId("AKIA_SOME_KEY_000001");
  private static final AccessKeyId TWO = new AccessKeyId("AKIA_SOME_KEY_000002");
  private static final CredentialScope SCOPE =
      new CredentialScope("20260102", new Region("us-west-2"), "dynamodb");

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = folder.resolve("access_keys.csv");
    Files.writeString(path, "AKIA_SOME_KEY_000001,first,111122223333,,\n");
  }

  @Test
  void knows_the_root_users_of_the_file() throws AccessKeysFileException {
    AccessKeysFile file = AccessKeysFile.open(path);

    ResolvedCredential credential = resolve(file, ONE).orElseThrow();
    assertEquals(new Principal.Root(new AccountId("111122223333")), credential.principal());
    assertEquals(KeyStatus.ACTIVE, credential.status());
    assertEquals(Optional.empty(), resolve(file, TWO));
    assertEquals(1, file.size());
  }

  @Test
  void a_reload_replaces_keys_and_their_signing_keys() throws Exception {
    AccessKeysFile file = AccessKeysFile.open(path);
    String before = mac(resolve(file, ONE).orElseThrow());
    Files.writeString(
        path,
        "AKIA_SOME_KEY_000001,second,111122223333,,\nAKIARZPUZDIKAAAAAAAA,x,111122223333,,\n");

    file.reload();

    assertTrue(!before.equals(mac(resolve(file, ONE).orElseThrow())), "the old secret still signs");
    assertEquals(2, file.size());
    assertEquals(1, file.warnings().size());
  }

  @Test
  void a_reload_that_fails_keeps_the_old_keys() throws Exception {
    AccessKeysFile file = AccessKeysFile.open(path);
    Files.writeString(path, "AKIA_SOME_KEY_000002,second,111122223333,,\nbroken\n");

    AccessKeysFileException error = assertThrows(AccessKeysFileException.class, file::reload);

    assertEquals(path + ", line 2: a row has 4 or 5 columns, this one 1", error.getMessage());
    assertTrue(resolve(file, ONE).isPresent());
    assertEquals(Optional.empty(), resolve(file, TWO));

    Files.delete(path);
    assertEquals(
        path + " does not exist",
        assertThrows(AccessKeysFileException.class, file::reload).getMessage());
    assertTrue(resolve(file, ONE).isPresent());
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));

    assertEquals(
        directory + " cannot be read (IOException)",
        assertThrows(AccessKeysFileException.class, () -> AccessKeysFile.open(directory))
            .getMessage());
  }

  @Test
  void keys_of_earlier_files_come_before_those_of_later_ones() throws Exception {
    AccessKeysFile file = AccessKeysFile.open(path);
    Path other = folder.resolve("other.csv");
    Files.writeString(
        other, "AKIA_SOME_KEY_000001,x,999999999999,,\nAKIA_SOME_KEY_000002,x,999999999999,,\n");
    CredentialResolver chain =
        new CredentialResolverChain(List.of(new TestAccount(), file, AccessKeysFile.open(other)));

    assertEquals("111122223333", account(chain, ONE));
    assertEquals("999999999999", account(chain, TWO));
    assertEquals("000000001234", account(chain, AccessKeyId.TEST));
    assertEquals(Optional.empty(), resolve(chain, new AccessKeyId("AKIA_SOME_KEY_000003")));
    assertEquals(
        Optional.empty(), resolve(new CredentialResolverChain(List.of(file)), AccessKeyId.TEST));
  }

  private static String account(CredentialResolver resolver, AccessKeyId id) {
    return resolve(resolver, id).orElseThrow().principal().accountId().value();
  }

  private static Optional<ResolvedCredential> resolve(CredentialResolver resolver, AccessKeyId id) {
    return resolver.resolve(new CredentialQuery(id, SCOPE)).toCompletableFuture().join();
  }

  private static String mac(ResolvedCredential credential) throws Exception {
    Mac mac = Mac.getInstance(SigningKey.MAC_ALGORITHM);
    credential.signingKey().initialize(mac);
    return HexFormat.of().formatHex(mac.doFinal(new byte[1]));
  }
}
