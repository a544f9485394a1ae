package dev.ddblocal.it.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Accounts are encrypted, and their keys changed, by the access keys file of a running server. */
class AccountEncryptionIT {
  private static final int ITEMS = 200;
  private static final String TABLE = "Tab";

  @TempDir Path folder;

  private final Planted planted = new Planted();

  @Test
  void an_account_that_gets_a_key_later_is_encrypted_while_it_is_used() throws Exception {
    RootKey plain = RootKey.generate(folder, "--unencrypted");
    RootKey encrypted = plain.withEncryptionKey(RootKey.generate(folder).encryptionKey());
    Path keys = writeKeys(plain.row());
    try (PackagedServer server = start(keys);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint(), plain.credentials())) {
      fill(client);
      assertFalse(planted.inFilesOf(data()).isEmpty(), "it is not encrypted yet");
      try (Load load =
          Load.start(number -> read(client, number), number -> write(client, number))) {
        load.goOn();
        writeKeys(encrypted.row());
        server.hangUp();
        Awaited.until("nothing is left in clear", () -> planted.inFilesOf(data()).isEmpty());
        load.goOn();
        assertEquals(List.of(), load.failures());
      }
      readAll(client);
      assertEquals(List.of(), planted.inFilesOf(data()));
      assertEquals(0, server.stop());
    }
    assertEquals(List.of(), planted.inFilesOf(data()));
    try (PackagedServer server = start(keys);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint(), plain.credentials())) {
      readAll(client);
    }
    assertUnavailable(plain);
  }

  /** Without its key, an account is answered an error of the server and loses nothing. */
  private void assertUnavailable(RootKey plain) throws Exception {
    Path keys = writeKeys(plain.row());
    try (PackagedServer server = start(keys);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint(), plain.credentials())) {
      InternalServerErrorException refused =
          assertThrows(InternalServerErrorException.class, () -> read(client, 0));
      assertEquals(500, refused.statusCode());
      assertTrue(server.errors().contains("has no encryption key"), server.errors());
    }
  }

  @Test
  void a_key_is_changed_while_it_is_used_and_the_old_one_is_of_no_use_afterwards()
      throws Exception {
    RootKey old = RootKey.generate(folder);
    RootKey next = old.withEncryptionKey(RootKey.generate(folder).encryptionKey());
    Path keys = writeKeys(old.row());
    try (PackagedServer server = start(keys);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint(), old.credentials())) {
      fill(client);
      try (Load load =
          Load.start(number -> read(client, number), number -> write(client, number))) {
        load.goOn();
        writeKeys(old.rotatingTo(next.encryptionKey()));
        server.hangUp();
        Awaited.until(
            "the data keys are wrapped anew",
            () -> server.errors().contains("are wrapped by the next key of account"));
        load.goOn();
        writeKeys(next.row());
        server.hangUp();
        Awaited.until(
            "both changes are read", () -> server.errors().split("read again", -1).length > 2);
        load.goOn();
        assertEquals(List.of(), load.failures());
      }
      readAll(client);
      assertEquals(0, server.stop());
    }
    assertEquals(List.of(), planted.inFilesOf(data()));
    assertRefused(old.row());
    assertRefused(old.withEncryptionKey(RootKey.generate(folder).encryptionKey()).row());
    writeKeys(next.row());
    try (PackagedServer server = start(keys);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint(), old.credentials())) {
      readAll(client);
    }
  }

  /** A key that is not the data's stops the start, and changes no byte of the data. */
  private void assertRefused(String row) throws Exception {
    Map<Path, byte[]> before = databases();
    assertFalse(before.isEmpty());
    PackagedServer.Ended ended =
        PackagedServer.run(
            folder,
            Map.of(),
            "--port",
            "0",
            "--test-account",
            "off",
            "--data",
            data().toString(),
            "--access-keys",
            writeKeys(row).toString());
    assertEquals(1, ended.status(), ended.errors());
    assertTrue(ended.errors().contains("is not the one it was encrypted with"), ended.errors());
    assertTrue(ended.errors().contains(row.split(",", -1)[2]), ended.errors());
    for (String column : List.of(row.split(",", -1)[1], row.split(",", -1)[3].strip())) {
      assertFalse(ended.errors().contains(column), "a secret is told");
    }
    Map<Path, byte[]> after = databases();
    assertEquals(before.keySet(), after.keySet());
    before.forEach((file, content) -> assertArrayEquals(content, after.get(file), file.toString()));
  }

  private Map<Path, byte[]> databases() throws IOException {
    Map<Path, byte[]> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".db")).toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path writeKeys(String rows) throws IOException {
    return Files.writeString(folder.resolve("keys.csv"), rows);
  }

  private PackagedServer start(Path keys) throws IOException {
    return PackagedServer.start(
        folder, Map.of(), "--test-account", "off", "--access-keys", keys.toString());
  }

  private void fill(DynamoDbClient client) {
    client.createTable(each ->
        each.tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(Tenancy.string("pk"))
            .keySchema(Tenancy.key("pk", KeyType.HASH)));
    for (int i = 0; i < ITEMS; i++) {
      Map<String, AttributeValue> item =
          Map.of(
              "pk", AttributeValue.fromS("item" + i),
              "value", AttributeValue.fromS(planted.marker("value of item " + i)));
      client.putItem(each -> each.tableName(TABLE).item(item));
    }
  }

  private static void read(DynamoDbClient client, long number) {
    Map<String, AttributeValue> key = Map.of("pk", AttributeValue.fromS("item" + number % ITEMS));
    var item = client.getItem(each -> each.tableName(TABLE).key(key)).item();
    assertEquals(32, item.get("value").s().length());
  }

  private static void write(DynamoDbClient client, long number) {
    Map<String, AttributeValue> item = Map.of("pk", AttributeValue.fromS("more" + number));
    client.putItem(each -> each.tableName(TABLE).item(item));
  }

  private void readAll(DynamoDbClient client) {
    StringBuilder values = new StringBuilder();
    client.scanPaginator(each -> each.tableName(TABLE)).items().stream()
        .filter(item -> item.containsKey("value"))
        .forEach(item -> values.append(item.get("value").s()).append(' '));
    assertEquals(ITEMS, planted.in(values.toString()).size());
  }
}
