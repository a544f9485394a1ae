package dev.ddblocal.auth.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.sigv4.RequestSigner;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.value.AttributeValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes an account with a root user's access key on a server that runs: it writes the records of
 * both into the identity table, with the IAM account's credentials. The server seals the secret
 * when it first sees it.
 */
public final class AccountCreation {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final InstantSource clock;

  /**
   * Creates it.
   *
   * @param client sends requests
   * @param clock the time
   */
  public AccountCreation(HttpClient client, InstantSource clock) {
    this.client = Objects.requireNonNull(client, "client is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * The server that an account is made on.
   *
   * @param endpoint where its DynamoDB API is
   * @param region the region that its identity table is in
   * @param credentials an access key of the IAM account's root user
   */
  public record Server(URI endpoint, Region region, AccessKey credentials) {
    /** Refuses missing parts. */
    public Server {
      Objects.requireNonNull(endpoint, "endpoint is null");
      Objects.requireNonNull(region, "region is null");
      Objects.requireNonNull(credentials, "credentials is null");
    }
  }

  /**
   * Makes the account of a key, with an encryption key of its own that nobody is told.
   *
   * @param server where
   * @param key the account's first access key, of its root user
   * @param name the account's name; may be empty
   * @throws AccountCreationException if the account is there already, or the server refuses or does
   *     not answer
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void create(Server server, AccessKey key, String name)
      throws AccountCreationException, InterruptedException {
    HttpRequest request =
        new RequestSigner("dynamodb", clock)
            .post(
                server.endpoint(),
                server.region(),
                server.credentials(),
                Map.of(
                    "Content-Type", "application/x-amz-json-1.0",
                    "X-Amz-Target", "DynamoDB_20120810.TransactWriteItems"),
                body(key, name))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AccountCreationException(
          server.endpoint()
              + " does not answer: "
              + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
    }
    if (response.statusCode() != OK) {
      throw refused(server, key, response);
    }
  }

  private byte[] body(AccessKey key, String name) {
    ObjectNode request = JSON.createObjectNode();
    AccountRecord account =
        AccountRecord.create(key.accountId(), name, clock.instant())
            .withEncryptionKey(SealingKey.random());
    for (IdentityRecord record :
        List.of(
            account.record(),
            AccessKeyRecord.createPlain(key, clock.instant()),
            AccessKeyRecord.pointer(key.accountId(), Optional.empty(), key.id()))) {
      ObjectNode put =
          request
              .withArrayProperty("TransactItems")
              .addObject()
              .putObject("Put")
              .put("TableName", DynamoDbIdentityStore.TABLE)
              .put("ConditionExpression", "attribute_not_exists(pk)");
      ObjectNode item = put.putObject("Item");
      item.putObject("pk").put("S", record.partition());
      item.putObject("sk").put("S", record.sort());
      record.attributes().forEach((attribute, value) -> write(item.putObject(attribute), value));
    }
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode into, AttributeValue value) {
    switch (value) {
      case AttributeValue.S(String text) -> into.put("S", text);
      case AttributeValue.N(var number) -> into.put("N", number.toString());
      default -> throw new IllegalArgumentException("these records have strings and numbers only");
    }
  }

  private static AccountCreationException refused(
      Server server, AccessKey key, HttpResponse<String> response) {
    try {
      JsonNode error = JSON.readTree(response.body());
      String type = error.path("__type").asText("");
      String code = type.substring(type.indexOf('#') + 1);
      if (error
          .path("CancellationReasons")
          .path(0)
          .path("Code")
          .asText("")
          .equals("ConditionalCheckFailed")) {
        return new AccountCreationException("account " + key.accountId() + " is there already");
      }
      if (code.equals("ResourceNotFoundException")) {
        return new AccountCreationException(
            server.endpoint()
                + " has no table "
                + DynamoDbIdentityStore.TABLE
                + " in account "
                + server.credentials().accountId()
                + " and region "
                + server.region()
                + ": these are not the credentials of its IAM account, or it has none");
      }
      String message = error.path("message").asText(error.path("Message").asText(""));
      return new AccountCreationException(
          server.endpoint() + " refuses: " + code + (message.isEmpty() ? "" : ": " + message));
    } catch (JsonProcessingException e) {
      return new AccountCreationException(
          server.endpoint() + " answers with status " + response.statusCode());
    }
  }
}
