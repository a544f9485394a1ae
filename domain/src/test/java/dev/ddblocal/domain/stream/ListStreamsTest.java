package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListStreamsTest {
  private static final String PREFIX = "arn:aws:dynamodb:us-east-1:111122223333:table/";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  private void create(String table) {
    json.call(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}
        """
            .formatted(table));
  }

  private void delete(String table) {
    json.call("DeleteTable", "{\"TableName\": \"%s\"}".formatted(table));
  }

  private ListStreamsResponse list(String table, Integer limit, String start) {
    return db.call(new ListStreamsRequest(table, limit, start));
  }

  private static List<String> arns(ListStreamsResponse page) {
    return page.streams().stream()
        .map(each -> each.streamArn().substring(PREFIX.length()))
        .toList();
  }

  @Test
  void there_are_none_at_first() {
    json.answers("{\"Streams\": []}", "ListStreams", "{}");
    json.answers("{\"Streams\": []}", "ListStreams", "{\"TableName\": \"Missing\"}");
  }

  @Test
  void a_stream_is_listed_with_table_and_label() {
    create("Music");
    json.answers(
        """
        {"Streams": [{"TableName": "Music", "StreamLabel": "2026-01-02T03:04:05.678",
          "StreamArn": "%sMusic/stream/2026-01-02T03:04:05.678"}]}
        """
            .formatted(PREFIX),
        "ListStreams",
        "{}");
  }

  @Test
  void streams_come_by_table_and_label_those_of_deleted_tables_included() {
    create("b.x");
    create("b");
    create("abc");
    db.pass(Duration.ofMillis(1));
    delete("b");
    create("b");
    create("b-a");
    List<String> all =
        List.of(
            "abc/stream/2026-01-02T03:04:05.678",
            "b/stream/2026-01-02T03:04:05.678",
            "b/stream/2026-01-02T03:04:05.679",
            "b-a/stream/2026-01-02T03:04:05.679",
            "b.x/stream/2026-01-02T03:04:05.678");
    assertEquals(all, arns(list(null, null, null)));
    assertNull(list(null, null, null).lastEvaluatedStreamArn());
    assertEquals(all.subList(1, 3), arns(list("b", null, null)));

    for (int limit = 1; limit <= 6; limit++) {
      List<String> paged = new ArrayList<>();
      String start = null;
      do {
        ListStreamsResponse page = list(null, limit, start);
        paged.addAll(arns(page));
        start = page.lastEvaluatedStreamArn();
      } while (start != null);
      assertEquals(all, paged);
    }
    assertEquals(all.subList(2, 3), arns(list("b", 1, PREFIX + all.get(1))));
    assertEquals(List.of(), arns(list("b", 1, PREFIX + all.get(2))));
  }

  @Test
  void at_most_a_hundred_streams_come_at_once() {
    for (int i = 0; i < 101; i++) {
      create("table-%03d".formatted(i));
    }
    ListStreamsResponse page = list(null, null, null);
    assertEquals(100, page.streams().size());
    assertEquals(
        PREFIX + "table-099/stream/2026-01-02T03:04:05.678", page.lastEvaluatedStreamArn());
  }

  @Test
  void a_start_that_is_no_stream_is_refused() {
    json.refuses(
        "Invalid StreamArn: Invalid ResourceArn provided as input " + PREFIX + "Music",
        "ListStreams",
        "{\"ExclusiveStartStreamArn\": \"%sMusic\"}".formatted(PREFIX));
  }

  @Test
  void accounts_see_their_own_streams() {
    create("Music");
    ListStreamsResponse others =
        db.api()
            .execute(
                LocalDynamoDb.root(new AccountId("444455556666")),
                OperationCall.of(new ListStreamsRequest(null, null, null), "localhost:8000"))
            .toCompletableFuture()
            .join();
    assertEquals(List.of(), others.streams());
  }
}
