package dev.ddblocal.it.identity;

import dev.ddblocal.it.PackagedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A root user's access key as a row of {@code access_keys.csv} has it.
 *
 * @param id the access key id
 * @param secret the secret access key
 * @param account the account
 * @param encryptionKey the account's encryption key in Base64; empty for none
 */
record RootKey(String id, String secret, String account, String encryptionKey) {

  /** A key that {@code ddb-local keys generate} makes. */
  static RootKey generate(Path folder, String... options) throws Exception {
    return printed(folder, Map.of(), "keys", "generate", options);
  }

  /** The key of a new account that {@code ddb-local admin create-account} makes. */
  static RootKey createAccount(Path folder, String endpoint, RootKey iam, String name)
      throws Exception {
    return printed(
        folder,
        iam.asIamAccount(),
        "admin",
        "create-account",
        "--endpoint",
        endpoint,
        "--name",
        name);
  }

  private static RootKey printed(
      Path folder, Map<String, String> environment, String group, String name, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(group, name));
    arguments.addAll(Arrays.asList(options));
    PackagedServer.Ended ended =
        PackagedServer.run(folder, environment, arguments.toArray(String[]::new));
    if (ended.status() != 0) {
      throw new IOException(arguments + ": " + ended.errors());
    }
    String[] columns = ended.out().lines().toList().getLast().split(",", -1);
    return new RootKey(columns[0], columns[1], columns[2], columns[3]);
  }

  /** The row of {@code access_keys.csv}, with its end. */
  String row() {
    return rotatingTo("");
  }

  /** The row that asks for another encryption key. */
  String rotatingTo(String nextKey) {
    return String.join(",", id, secret, account, encryptionKey, nextKey) + "\n";
  }

  /** The same with another encryption key. */
  RootKey withEncryptionKey(String key) {
    return new RootKey(id, secret, account, key);
  }

  /** The environment of a server or command whose IAM account has this key. */
  Map<String, String> asIamAccount() {
    return Map.of("IAM_ACCOUNT_ID", account, "IAM_ACCESS_KEY", id, "IAM_SECRET_KEY", secret);
  }

  /** As AWS's clients take it. */
  AwsBasicCredentials credentials() {
    return AwsBasicCredentials.create(id, secret);
  }
}
