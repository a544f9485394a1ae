package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of the release that knew no encryption, and had client request tokens in its keys as they
 * are, is brought forward.
 */
class VersionThreeFilesTest {
  private static final String TOKENS =
      "t_" + KeyspaceStore.TRANSACTION_TOKENS.value().getLeastSignificantBits();
  private static final String TOKEN = "TransactWriteItems\0a-token";
  private static final long WINDOW = new LocalDynamoDb().now().toEpochMilli() / (10 * 60 * 1000);

  @TempDir private Path folder;

  @BeforeEach
  void make_a_file_of_version_three() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, AccountKeys.NONE)) {
      DynamoDbJson json = json(storage);
      json.call(
          "CreateTable",
          """
          {"TableName": "T", "BillingMode": "PAY_PER_REQUEST",
           "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
           "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
          """);
      count(json);
    }
    String key =
        HexFormat.of().withUpperCase().formatHex(window(TOKEN.getBytes(StandardCharsets.UTF_8)));
    Databases.execute(
        file(),
        "UPDATE %s SET key = x'%s'".formatted(TOKENS, key),
        "DROP TABLE data_keys",
        "DROP TABLE unencrypted_stores",
        "PRAGMA user_version = 3");
  }

  private Path file() {
    return folder.resolve("111122223333").resolve("us-east-1.db");
  }

  private static DynamoDbJson json(SqliteStorage storage) {
    return new DynamoDbJson(new LocalDynamoDb(storage, DynamoDbSettings.DEFAULT));
  }

  private static byte[] window(byte[] rest) {
    return ByteBuffer.allocate(Long.BYTES + rest.length).putLong(WINDOW).put(rest).array();
  }

  /** Adds one, at most once in ten minutes. */
  private static void count(DynamoDbJson json) {
    json.call(
        "TransactWriteItems",
        """
        {"ClientRequestToken": "a-token", "TransactItems": [{"Update": {"TableName": "T",
          "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
          "ExpressionAttributeValues": {":one": {"N": "1"}}}}]}
        """);
  }

  private static void assertCountedOnce(DynamoDbJson json) {
    count(json);
    json.answers(
        "{\"Item\": {\"pk\": {\"S\": \"a\"}, \"n\": {\"N\": \"1\"}}}",
        "GetItem",
        "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"a\"}}}");
  }

  @Test
  void its_items_and_tokens_count() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, AccountKeys.NONE)) {
      assertCountedOnce(json(storage));
    }
    assertEquals(
        SchemaMigrations.RELEASED.newestVersion(), Databases.query(file(), "PRAGMA user_version"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        HexFormat.of().withUpperCase().formatHex(window(digest)),
        Databases.queryText(file(), "SELECT hex(key) FROM " + TOKENS));
  }

  @Test
  void it_is_encrypted_where_its_account_has_a_key() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(SealingKey.random()))) {
      assertCountedOnce(json(storage));
      var keyspace =
          storage.keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
      while (Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM unencrypted_stores") > 0) {
        Thread.onSpinWait();
      }
      assertCountedOnce(json(storage));
    }
    assertEquals(
        0, Databases.query(file(), "SELECT COUNT(*) FROM t_5 WHERE substr(item, 1, 1) <> x'81'"));
  }
}
