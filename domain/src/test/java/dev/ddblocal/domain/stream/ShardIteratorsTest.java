package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.AuthorizedDynamoDb;
import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where iterators begin, what is refused, how long they live and whom they serve. */
class ShardIteratorsTest {
  private static final Duration AGE = Duration.ofHours(4);
  private static final AccountId OTHER = new AccountId("444455556666");

  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(AGE));
  private final DynamoDbJson json = new DynamoDbJson(db);
  private final StreamUnderTest stream = new StreamUnderTest(db);

  @BeforeEach
  void three_records() {
    stream.create(StreamViewType.NEW_IMAGE);
    for (int i = 1; i <= 3; i++) {
      stream.put("k", i);
    }
  }

  private List<String> briefs(String iterator) {
    return stream.read(iterator).records().stream().map(StreamUnderTest::brief).toList();
  }

  private String number(int record) {
    return stream.records().get(record - 1).dynamodb().sequenceNumber();
  }

  private void refuses(String message, String members) {
    json.refuses(
        message,
        "GetShardIterator",
        "{\"StreamArn\": \"%s\", \"ShardId\": \"%s\", %s}"
            .formatted(stream.arn(), stream.openShard().shardId(), members));
  }

  @Test
  void trim_horizon_begins_at_the_oldest_record() {
    assertEquals(
        List.of("k=1", "k=2", "k=3"), briefs(stream.iterator(ShardIteratorType.TRIM_HORIZON)));
  }

  @Test
  void latest_begins_behind_the_newest_record() {
    String latest = stream.iterator(ShardIteratorType.LATEST);
    assertEquals(List.of(), briefs(latest));
    stream.put("k", 4);
    assertEquals(List.of("k=4"), briefs(latest));
  }

  @Test
  void latest_of_a_shard_without_records_begins_at_its_start() {
    db.pass(AGE);
    db.maintain();
    String latest = stream.iterator(ShardIteratorType.LATEST);
    stream.put("k", 4);
    assertEquals(List.of("k=4"), briefs(latest));
  }

  @Test
  void a_sequence_number_begins_at_or_behind_its_record() {
    assertEquals(
        List.of("k=2", "k=3"),
        briefs(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, number(2))));
    assertEquals(
        List.of("k=3"),
        briefs(stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number(2))));
    assertEquals(
        List.of(), briefs(stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number(3))));
  }

  @Test
  void the_starting_sequence_number_of_a_shard_begins_at_its_first_record() {
    String start = stream.openShard().sequenceNumberRange().startingSequenceNumber();
    assertEquals(
        List.of("k=1", "k=2", "k=3"),
        briefs(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, start)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ShardIteratorType.class,
      names = {"AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"})
  void a_sequence_number_has_to_be_there_and_be_one_of_the_shard(ShardIteratorType type) {
    String invalid = "One or more parameter values were invalid: ";
    refuses(
        invalid + "SequenceNumber must be specified when ShardIteratorType is " + type,
        "\"ShardIteratorType\": \"%s\"".formatted(type));
    for (String number :
        List.of(
            "100000000000000000000",
            "1000000000000000000x0",
            "1000000000000000000000",
            "200000000000000000001",
            "199999999999999999999")) {
      refuses(
          invalid + "Invalid SequenceNumber: " + number,
          "\"ShardIteratorType\": \"%s\", \"SequenceNumber\": \"%s\"".formatted(type, number));
    }
  }

  @Test
  void a_closed_shard_has_no_numbers_behind_its_end() {
    Shard first = stream.openShard();
    db.pass(AGE);
    db.maintain();
    String behind = stream.openShard().sequenceNumberRange().startingSequenceNumber();
    DynamoDbException error =
        db.refused(
            new GetShardIteratorRequest(
                stream.arn(), first.shardId(), ShardIteratorType.AT_SEQUENCE_NUMBER, behind));
    assertEquals(
        "One or more parameter values were invalid: Invalid SequenceNumber: " + behind,
        error.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = ShardIteratorType.class,
      names = {"TRIM_HORIZON", "LATEST"})
  void a_sequence_number_has_no_place_with_the_other_types(ShardIteratorType type) {
    refuses(
        "One or more parameter values were invalid: SequenceNumber must not be specified when"
            + " ShardIteratorType is "
            + type,
        "\"ShardIteratorType\": \"%s\", \"SequenceNumber\": \"%s\"".formatted(type, number(1)));
  }

  @Test
  void what_is_not_there_is_not_found() {
    String shard = stream.openShard().shardId();
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Stream: " + stream.arn() + "0 not found",
        new GetShardIteratorRequest(stream.arn() + "0", shard, ShardIteratorType.LATEST, null));
    char last = shard.charAt(shard.length() - 1);
    for (String missing :
        List.of(
            shard.substring(0, shard.length() - 1) + (last == '0' ? '1' : '0'),
            shard.replace("0176", "0175"),
            "shardId-99999999999999999999-00000000",
            "no shard's id, but as long as one")) {
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found: Shard does not exist",
          new GetShardIteratorRequest(stream.arn(), missing, ShardIteratorType.LATEST, null));
    }
  }

  @Test
  void an_iterator_can_be_used_again_for_15_minutes() {
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    db.pass(Duration.ofMinutes(15));
    assertEquals(3, briefs(iterator).size());
    assertEquals(3, briefs(iterator).size());
    String next = stream.read(iterator).nextShardIterator();
    db.pass(Duration.ofMillis(1));
    db.assertRefused(
        ErrorCode.EXPIRED_ITERATOR,
        "The provided iterator exceeds the maximum age allowed.",
        new GetRecordsRequest(iterator, null));
    assertEquals(List.of(), briefs(next));
  }

  @Test
  void an_iterator_outlives_a_restart() {
    String iterator = stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number(2));
    GetRecordsResponse answer =
        callAs(LocalDynamoDb.ACCOUNT, new GetRecordsRequest(iterator, null));
    assertEquals(List.of("k=3"), answer.records().stream().map(StreamUnderTest::brief).toList());
  }

  /** A call to a server that has only just started on the same storage. */
  private <R> R callAs(AccountId account, OperationRequest<R> request) {
    AuthorizedDynamoDb restarted =
        new AuthorizedDynamoDb(
            db.storage(),
            (caller, _) ->
                CompletableFuture.completedStage(
                    Authorization.within(
                        AccountScope.mint(caller.principal().accountId(), caller.region()))),
            UUID::randomUUID,
            (_, _, _, _) -> Optional.empty(),
            db::now,
            DynamoDbSettings.DEFAULT);
    return restarted
        .execute(LocalDynamoDb.root(account), OperationCall.of(request, "localhost:8000"))
        .toCompletableFuture()
        .join();
  }

  @Test
  void every_changed_bit_breaks_the_seal() {
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    String arn = stream.arn() + "|1|";
    byte[] sealed = Base64.getDecoder().decode(iterator.substring(arn.length()));
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      json.refuses(
          "Invalid ShardIterator",
          "GetRecords",
          "{\"ShardIterator\": \"%s\"}"
              .formatted(arn + Base64.getEncoder().encodeToString(changed)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "|1|",
        "ARN",
        "ARN|1|",
        "ARN|1|AAAA",
        "ARN|1|not Base64!",
        "ARN|2|CONTENT",
        "ARN|1|CONTENTAAAA",
        "TABLE|1|CONTENT",
        "TABLE/stream/a|1|b|1|CONTENT",
        "CONTENT"
      })
  void what_is_no_iterator_is_refused(String form) {
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    String arn = stream.arn();
    String text =
        form.replace("ARN", arn)
            .replace("TABLE", "arn:aws:dynamodb:us-east-1:111122223333:table/Mu*sic")
            .replace("CONTENT", iterator.substring(arn.length() + 3));
    json.refuses(
        "Invalid ShardIterator", "GetRecords", "{\"ShardIterator\": \"%s\"}".formatted(text));
  }

  @Test
  void an_iterator_is_of_one_stream_alone() {
    String first = stream.arn();
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    stream.disable();
    stream.enable(StreamViewType.NEW_IMAGE);
    json.refuses(
        "Invalid ShardIterator",
        "GetRecords",
        "{\"ShardIterator\": \"%s\"}".formatted(iterator.replace(first, stream.arn())));
    assertEquals(3, briefs(iterator).size());
  }

  /** The Authorizer denies the ARN; this is what stands behind it. */
  @Test
  void an_iterator_serves_no_other_account() {
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    StreamUnderTest others = new StreamUnderTest(db);
    DynamoDbException asIs = refusedTo(OTHER, iterator);
    assertEquals(ErrorCode.RESOURCE_NOT_FOUND, asIs.code());
    assertEquals(
        "Requested resource not found: Stream: " + stream.arn() + " not found", asIs.getMessage());

    callAs(
        OTHER,
        (OperationRequest<?>)
            DynamoDbJson.request(
                "CreateTable",
                """
                {"TableName": "Music", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                 "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}
                """));
    DynamoDbException changed =
        refusedTo(OTHER, iterator.replace(LocalDynamoDb.ACCOUNT.value(), OTHER.value()));
    assertEquals(ErrorCode.VALIDATION, changed.code());
    assertEquals("Invalid ShardIterator", changed.getMessage());
    assertTrue(others.records().size() == 3);
  }

  private DynamoDbException refusedTo(AccountId account, String iterator) {
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> callAs(account, new GetRecordsRequest(iterator, null)));
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  @Test
  void authorization_is_asked_for_the_stream_that_an_iterator_claims() {
    String iterator = stream.iterator(ShardIteratorType.LATEST);
    assertEquals(List.of(stream.arn()), new GetRecordsRequest(iterator, null).tables());
    assertEquals(List.of(), new GetRecordsRequest("no iterator", null).tables());
    assertEquals(
        List.of(stream.arn()),
        new GetShardIteratorRequest(stream.arn(), null, null, null).tables());
    assertEquals(
        List.of(stream.arn()), new DescribeStreamRequest(stream.arn(), null, null, null).tables());
    assertEquals(List.of(), new ListStreamsRequest("Music", null, stream.arn()).tables());
  }
}
