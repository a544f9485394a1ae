package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.AlarmLog;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T-K05 among others. */
class IamAccountTest {
  private static final AccountId ACCOUNT = new AccountId("999988887777");
  private static final AccessKeyId A = new AccessKeyId("ELAKEXAMPLEEXAMPLEAA");
  private static final AccessKeyId B = new AccessKeyId("ELAKEXAMPLEEXAMPLEBB");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String OTHER_KEY =
      Base64.getEncoder()
          .encodeToString("another key, also of 32 bytes!!!".getBytes(StandardCharsets.US_ASCII));
  private static final CredentialScope SCOPE =
      new CredentialScope("20260102", new Region("us-east-1"), "dynamodb");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("iam.secret");
  }

  @Test
  void an_environment_that_names_no_iam_account_has_none() throws Exception {
    assertEquals(Optional.empty(), IamAccount.of(Map.of("PATH", "/bin", "IAM_KEY", "x"), false));
  }

  @Test
  void the_environment_gives_current_and_next_key() throws Exception {
    IamAccount account =
        IamAccount.of(
                Map.of(
                    "IAM_ACCOUNT_ID",
                    "999988887777",
                    "IAM_ACCESS_KEY",
                    A.value(),
                    "IAM_SECRET_KEY",
                    "secret-a",
                    "IAM_NEXT_ACCESS_KEY",
                    B.value(),
                    "IAM_NEXT_SECRET_KEY",
                    "secret-b",
                    "IAM_ENCRYPTION_KEY",
                    KEY,
                    "IAM_NEXT_ENCRYPTION_KEY",
                    OTHER_KEY),
                false)
            .orElseThrow();

    assertEquals(ACCOUNT, account.credentials().accountId());
    for (AccessKeyId id : List.of(A, B)) {
      assertEquals(new Principal.Root(ACCOUNT), resolve(account, id).orElseThrow().principal());
      assertTrue(account.contains(id));
    }
    assertEquals("secret-b", account.secretOf(B).orElseThrow().plainText());
    assertEquals(
        new AccountKey(SealingKey.parse(KEY).orElseThrow(), SealingKey.parse(OTHER_KEY)),
        account.credentials().sealingKey(Optional.empty()));
    String text = account.credentials().toString();
    assertFalse(text.contains("secret-") || text.contains(KEY), text);
  }

  @Test
  void the_account_alone_may_be_named_where_its_keys_are_in_the_csv() throws Exception {
    IamAccount account = IamAccount.of(Map.of("IAM_ACCOUNT_ID", "42"), false).orElseThrow();

    assertEquals(new AccountId("000000000042"), account.credentials().accountId());
    assertEquals(List.of(), account.credentials().accessKeys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IAM_ACCESS_KEY=ELAKEXAMPLEEXAMPLEAA IAM_SECRET_KEY=s|IAM_ACCOUNT_ID is missing",
        "IAM_ACCOUNT_ID=1234567890123|IAM_ACCOUNT_ID is no account id (1 to 12 digits)",
        "IAM_ACCOUNT_ID=0|IAM_ACCOUNT_ID names an account that cannot be the IAM account",
        "IAM_ACCOUNT_ID=1234|IAM_ACCOUNT_ID names an account that cannot be the IAM account",
        "IAM_ACCOUNT_ID=42 IAM_ACCESS_KEY=ELAKEXAMPLEEXAMPLEAA|IAM_SECRET_KEY is missing, and"
            + " IAM_ACCESS_KEY is there",
        "IAM_ACCOUNT_ID=42 IAM_SECRET_KEY=s|IAM_ACCESS_KEY is missing, and IAM_SECRET_KEY is there",
        "IAM_ACCOUNT_ID=42 IAM_ACCESS_KEY=ACCESS IAM_SECRET_KEY=s|IAM_ACCESS_KEY is no access key"
            + " id",
        "IAM_ACCOUNT_ID=42 IAM_NEXT_ACCESS_KEY=x IAM_NEXT_SECRET_KEY=s|IAM_NEXT_ACCESS_KEY is no"
            + " access key id",
        "IAM_ACCOUNT_ID=42 IAM_ACCESS_KEY=ELAKEXAMPLEEXAMPLEAA IAM_SECRET_KEY=s"
            + " IAM_NEXT_ACCESS_KEY=ELAKEXAMPLEEXAMPLEAA"
            + " IAM_NEXT_SECRET_KEY=t|IAM_NEXT_ACCESS_KEY is the same as IAM_ACCESS_KEY",
        "IAM_ACCOUNT_ID=42 IAM_ENCRYPTION_KEY=short|IAM_ENCRYPTION_KEY is not the Base64 of 32"
            + " bytes",
        "IAM_ACCOUNT_ID=42 IAM_NEXT_ENCRYPTION_KEY=short|IAM_NEXT_ENCRYPTION_KEY is not the Base64"
            + " of 32 bytes",
      })
  void refuses_variables_that_are_wrong(String variables, String message) {
    IamAccountException refusal =
        assertThrows(IamAccountException.class, () -> IamAccount.of(environment(variables), false));

    assertEquals(message, refusal.getMessage());
  }

  @Test
  void the_identity_table_needs_a_key_to_seal_by() throws Exception {
    IamAccountCredentials none =
        IamAccountCredentials.read(environment("IAM_ACCOUNT_ID=42")).orElseThrow();
    AccountKey csv = new AccountKey(SealingKey.parse(OTHER_KEY).orElseThrow(), Optional.empty());

    assertEquals(
        "the IAM account 000000000042 has no encryption key to seal secrets by: set"
            + " IAM_ENCRYPTION_KEY or column 4 of its row in access_keys.csv to the Base64 of 32"
            + " random bytes",
        assertThrows(IamAccountException.class, () -> none.sealingKey(Optional.empty()))
            .getMessage());
    assertEquals(csv, none.sealingKey(Optional.of(csv)));
    IamAccountCredentials own =
        IamAccountCredentials.read(environment("IAM_ACCOUNT_ID=42 IAM_ENCRYPTION_KEY=" + KEY))
            .orElseThrow();
    assertEquals(
        "IAM_ENCRYPTION_KEY and the row of account 000000000042 in access_keys.csv name different"
            + " encryption keys",
        assertThrows(IamAccountException.class, () -> own.sealingKey(Optional.of(csv)))
            .getMessage());
  }

  @Test
  void the_file_wins_over_the_environment_and_may_leave_the_encryption_key_to_it()
      throws Exception {
    write(keys(B, "secret-b"));
    IamAccount account =
        account(
            "IAM_ACCOUNT_ID=1 IAM_ACCESS_KEY=" + A + " IAM_SECRET_KEY=a IAM_ENCRYPTION_KEY=" + KEY);

    assertEquals(ACCOUNT, account.credentials().accountId());
    assertTrue(resolve(account, A).isEmpty());
    assertTrue(resolve(account, B).isPresent());
    assertEquals(
        SealingKey.parse(KEY).orElseThrow(),
        account.credentials().encryptionKey().orElseThrow().current());
  }

  @Test
  void where_the_file_is_of_no_use_the_environment_serves_and_that_is_said() throws Exception {
    try (AlarmLog log = AlarmLog.of(IamAccount.class)) {
      IamAccount account =
          account("IAM_ACCOUNT_ID=999988887777 IAM_ACCESS_KEY=" + A + " IAM_SECRET_KEY=a");

      assertTrue(resolve(account, A).isPresent());
      assertEquals(
          List.of(
              "the IAM account's credentials come from the environment: "
                  + file
                  + " does not exist"),
          log.messages());
    }
    assertEquals(
        file + " does not exist",
        assertThrows(IamAccountException.class, () -> account("IAM_ACCOUNT_ID=999988887777"))
            .getMessage());
  }

  @Test
  void a_rotation_never_leaves_a_moment_in_which_a_key_in_use_is_unknown() throws Exception {
    write(keys(A, "secret-a"));
    IamAccount account = account("");
    AtomicReference<AccessKeyId> inUse = new AtomicReference<>(A);
    AtomicBoolean rotated = new AtomicBoolean();
    CountDownLatch usedFirst = new CountDownLatch(1);
    CountDownLatch usedSecond = new CountDownLatch(1);
    CompletableFuture<Integer> load =
        CompletableFuture.supplyAsync(() -> {
          int failed = 0;
          while (!rotated.get()) {
            AccessKeyId id = inUse.get();
            failed += resolve(account, id).isPresent() ? 0 : 1;
            (id.equals(A) ? usedFirst : usedSecond).countDown();
          }
          return failed;
        });
    usedFirst.await();

    move(keys(A, "secret-a") + next(B, "secret-b"));
    account.poll();
    inUse.set(B);
    usedSecond.await();
    move(keys(B, "secret-b"));
    account.poll();
    rotated.set(true);

    assertEquals(0, load.join());
    assertTrue(resolve(account, A).isEmpty(), "key 1 is gone");
    assertEquals("secret-b", account.credentials().current().orElseThrow().secret().plainText());
  }

  @Test
  void a_file_that_is_touched_rewritten_or_swapped_is_read_again_and_no_other() throws Exception {
    write(keys(A, "secret-a"));
    IamAccount account = account("");
    IamAccountCredentials first = account.credentials();

    account.poll();
    assertEquals(first, account.credentials(), "nothing has changed");
    FileTime time = Files.getLastModifiedTime(file);
    move(keys(A, "secret-c"));
    Files.setLastModifiedTime(file, time);
    account.poll();
    assertEquals("secret-c", secret(account), "another inode");
    write(keys(A, "secret-dd"));
    Files.setLastModifiedTime(file, time);
    account.poll();
    assertEquals("secret-dd", secret(account), "another size");
    write(keys(A, "secret-ee"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    account.poll();
    assertEquals("secret-ee", secret(account), "another time");
  }

  @Test
  void a_symbolic_link_that_is_swapped_is_followed() throws Exception {
    Path one = writeTo(folder.resolve("one"), keys(A, "secret-a"));
    Path two = writeTo(folder.resolve("two"), keys(B, "secret-b"));
    Files.createSymbolicLink(file, one);
    IamAccount account = account("");
    assertTrue(resolve(account, A).isPresent());

    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, two);
    Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
    account.poll();

    assertTrue(resolve(account, B).isPresent());
    Path elsewhere = folder.resolve("elsewhere");
    Files.createSymbolicLink(elsewhere, folder);
    Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
    assertKept(account, file + ": it is no regular file");
  }

  @Test
  void a_bad_file_keeps_what_was_read_before_and_says_so_once() throws Exception {
    write(keys(A, "secret-a"));
    IamAccount account = account("");

    write("IAM_ACCOUNT_ID=999988887777\nIAM_ACCESS_KEY=" + A + "\n");
    assertKept(account, file + ": IAM_SECRET_KEY is missing, and IAM_ACCESS_KEY is there");
    write("");
    assertKept(account, file + ": it has no credentials");
    write("IAM_ACCOUNT_ID=999988887777\n");
    assertKept(account, file + ": IAM_ACCESS_KEY and IAM_SECRET_KEY are missing");
    write(keys(A, "s").replace("999988887777", "111111111111"));
    assertKept(account, file + ": it names another account than before");
    write(keys(A, "s") + "IAM_NEXT_ACESS_KEY=hush\n");
    assertKept(account, file + ": line 4 is none of the variables that belong here");
    write(keys(A, "s") + "IAM_SECRET_KEY=hush\n");
    assertKept(account, file + ": line 4 sets IAM_SECRET_KEY again");
    write(keys(A, "s") + "#".repeat(4_096));
    assertKept(account, file + ": it is larger than 4096 bytes");
    Files.delete(file);
    assertKept(account, file + " does not exist");
    write(keys(B, "secret-b"));
    account.poll();
    assertTrue(resolve(account, B).isPresent(), "whole again");
  }

  @ParameterizedTest
  @CsvSource({"rw--w----", "rw-----w-", "rw-rw-r--"})
  void a_file_that_others_may_write_is_refused(String permissions) throws Exception {
    write(keys(A, "secret-a"));
    IamAccount account = account("");

    move(keys(B, "secret-b"), permissions);

    assertKept(account, file + ": others than its owner may write it");
  }

  @Test
  void a_file_that_everybody_may_read_is_warned_of_or_refused() throws Exception {
    move(keys(A, "secret-a"), "rw-r--r--");
    try (AlarmLog log = AlarmLog.of(IamSecretFile.class)) {
      IamAccount account = account("");
      account.reload();

      assertEquals(List.of("everybody may read the secret file " + file), log.messages());
    }
    assertEquals(
        file + ": everybody may read it",
        assertThrows(
                IamAccountException.class,
                () -> IamAccount.of(Map.of("IAM_SECRET_FILE", file.toString()), true))
            .getMessage());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertTrue(
        IamAccount.of(Map.of("IAM_SECRET_FILE", file.toString()), true).isPresent(),
        "a group may read it, as a container's");
  }

  @Test
  void comments_and_blanks_do_not_count() throws Exception {
    write(
        "# the IAM account\n\n  IAM_ACCOUNT_ID = 999988887777\r\nIAM_ACCESS_KEY="
            + A
            + "\nIAM_SECRET_KEY=a=b#c");

    assertEquals("a=b#c", secret(account("")));
  }

  private void assertKept(IamAccount account, String why) {
    IamAccountCredentials before = account.credentials();
    try (AlarmLog log = AlarmLog.of(IamAccount.class)) {
      account.poll();
      account.poll();

      assertEquals(
          List.of("the IAM account's credentials stay as they are: " + why), log.messages());
    }
    assertEquals(before, account.credentials());
  }

  private IamAccount account(String variables) throws IamAccountException {
    Map<String, String> environment = environment(variables);
    environment.put("IAM_SECRET_FILE", file.toString());
    return IamAccount.of(environment, false).orElseThrow();
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      if (!variable.isEmpty()) {
        String[] parts = variable.split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
    return environment;
  }

  private static String secret(IamAccount account) {
    return account.credentials().current().orElseThrow().secret().plainText();
  }

  private static Optional<ResolvedCredential> resolve(IamAccount account, AccessKeyId id) {
    return account.resolve(new CredentialQuery(id, SCOPE)).toCompletableFuture().join();
  }

  private static String keys(AccessKeyId id, String secret) {
    return "IAM_ACCOUNT_ID=999988887777\nIAM_ACCESS_KEY="
        + id
        + "\nIAM_SECRET_KEY="
        + secret
        + "\n";
  }

  private static String next(AccessKeyId id, String secret) {
    return "IAM_NEXT_ACCESS_KEY=" + id + "\nIAM_NEXT_SECRET_KEY=" + secret + "\n";
  }

  /** Writes into the file as it is. */
  private void write(String content) throws IOException {
    writeTo(file, content);
  }

  private static Path writeTo(Path path, String content) throws IOException {
    Files.writeString(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return path;
  }

  /** Puts another file in the place of this one. */
  private void move(String content) throws IOException {
    move(content, "rw-------");
  }

  private void move(String content, String permissions) throws IOException {
    Path other = Files.writeString(folder.resolve("other"), content);
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString(permissions));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
