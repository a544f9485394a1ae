package dev.ddblocal.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.it.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The IAM account's secret is changed in the secret files of both planes while requests go on. */
class CredentialRotationIT {
  private static final String READ_AGAIN = "the IAM account's credentials were read again";
  private static final String UNCHANGED = "the IAM account's credentials stay as they are";

  /** Keeps new sessions below what a data plane asks its control plane for in a second. */
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  @TempDir Path folder;

  @Test
  void secrets_are_rotated_without_a_failed_request() throws Exception {
    RootKey old = RootKey.generate(folder);
    RootKey next =
        RootKey.generate(folder, "--account", old.account()).withEncryptionKey(old.encryptionKey());
    SecretFile ofControl = new SecretFile("control.env").holds(variables(old) + sealing(old));
    SecretFile ofData = new SecretFile("data.env").holds(variables(old));
    try (Planes planes = Planes.startWithSecretFile(folder, old, ofControl.path())) {
      PackagedServer control = planes.control();
      PackagedServer data =
          planes.startData("data", Map.of("IAM_SECRET_FILE", ofData.path().toString()));
      Tenancy tenancy = planes.tenancy(data, "acme");
      try (DynamoDbClient alice = Clients.dynamoDb(data.endpoint(), tenancy.alice());
          Load load =
              Load.start(
                  _ -> Tenancy.get(alice, "alice"), _ -> readInNewSession(tenancy, planes, data))) {
        load.goOn();
        ofControl.holds(variables(old) + sealing(old) + nextVariables(next));
        awaitLine(control, READ_AGAIN);
        assertEquals(next.account(), accountOf(control, next));
        load.goOn();
        ofData.holds("IAM_ACCOUNT_ID=" + old.account() + "\nIAM_ACC");
        awaitLine(data, UNCHANGED);
        load.goOn();
        ofData.holds(variables(next));
        awaitLine(data, READ_AGAIN);
        load.goOn();
        ofControl.holds(variables(next) + sealing(next));
        Awaited.until(READ_AGAIN, () -> !isKnown(control, old));
        load.goOn();
        assertEquals(List.of(), load.failures());
      }
      for (PackagedServer server : List.of(control, data)) {
        for (RootKey key : List.of(old, next)) {
          assertEquals(-1, server.errors().indexOf(key.secret()), server.errors());
        }
      }
    }
  }

  private static void readInNewSession(Tenancy tenancy, Planes planes, PackagedServer data) {
    LockSupport.parkNanos(PAUSE_NANOS);
    Tenancy.get(data.endpoint(), tenancy.session(planes.control().endpoint()), "bob");
  }

  private static String accountOf(PackagedServer control, RootKey key) {
    try (StsClient sts = Clients.sts(control.endpoint(), key.credentials())) {
      return sts.getCallerIdentity().account();
    }
  }

  private static boolean isKnown(PackagedServer control, RootKey key) {
    try (StsClient sts = Clients.sts(control.endpoint(), key.credentials())) {
      sts.getCallerIdentity();
      return true;
    } catch (StsException e) {
      assertEquals("InvalidClientTokenId", e.awsErrorDetails().errorCode());
      return false;
    }
  }

  private static void awaitLine(PackagedServer server, String line) throws Exception {
    Awaited.until(line, () -> server.errors().contains(line));
  }

  private static String variables(RootKey key) {
    StringBuilder lines = new StringBuilder("# the IAM account\n");
    key.asIamAccount()
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    return lines.toString();
  }

  private static String sealing(RootKey key) {
    return "IAM_ENCRYPTION_KEY=" + key.encryptionKey() + "\n";
  }

  private static String nextVariables(RootKey key) {
    return "IAM_NEXT_ACCESS_KEY=" + key.id() + "\nIAM_NEXT_SECRET_KEY=" + key.secret() + "\n";
  }

  /** A link to the version in force, as secrets are mounted into containers. */
  private final class SecretFile {
    private final Path link;
    private int version;

    SecretFile(String name) {
      link = folder.resolve(name);
    }

    Path path() {
      return link;
    }

    SecretFile holds(String content) throws IOException {
      version++;
      Path file =
          Files.createFile(
              folder.resolve(link.getFileName() + "." + version),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, content);
      Path swapped = folder.resolve(link.getFileName() + ".link");
      Files.createSymbolicLink(swapped, file);
      Files.move(swapped, link, StandardCopyOption.ATOMIC_MOVE);
      return this;
    }
  }
}
