package dev.ddblocal.domain.resourcepolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource-based policies as the API keeps them (spec: dynamodb, control plane). */
class ResourcePolicyOperationsTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
  private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  private static final String OTHER = "{\"Statement\":[]}";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void makeTable() {
    db.createTable("Music", "Artist:S");
  }

  private String put(String arn, String policy, String expected) {
    return db.call(new PutResourcePolicyRequest(arn, policy, expected, null)).revisionId();
  }

  private GetResourcePolicyResponse get(String arn) {
    return db.call(new GetResourcePolicyRequest(arn));
  }

  private String delete(String arn, String expected) {
    return db.call(new DeleteResourcePolicyRequest(arn, expected)).revisionId();
  }

  private static void refused(ErrorCode code, String message, Runnable call) {
    DynamoDbException error =
        org.junit.jupiter.api.Assertions.assertThrows(DynamoDbException.class, call::run);
    assertEquals(code + ": " + message, error.code() + ": " + error.getMessage());
  }

  private static void policyNotFound(String arn, Runnable call) {
    refused(
        ErrorCode.POLICY_NOT_FOUND,
        "Resource-based policy not found for the provided ResourceArn: " + arn,
        call);
  }

  @Test
  void a_policy_is_answered_as_it_was_put() {
    String revision = put(ARN, POLICY, null);

    assertEquals(new GetResourcePolicyResponse(POLICY, revision), get(ARN));
    assertTrue(revision.matches("[0-9]{1,255}"), revision);
  }

  @Test
  void a_table_without_a_policy_has_none() {
    policyNotFound(ARN, () -> get(ARN));
    assertNull(delete(ARN, null), "deleting what is not there is no error");
  }

  @Test
  void the_same_policy_keeps_its_revision_and_another_gets_a_new_one() {
    String first = put(ARN, POLICY, null);

    assertEquals(first, put(ARN, POLICY, null));
    db.pass(Duration.ofSeconds(15));
    assertNotEquals(first, put(ARN, OTHER, null));
  }

  @Test
  void a_policy_changes_at_most_every_15_seconds() {
    put(ARN, POLICY, null);
    db.pass(Duration.ofMillis(14_999));

    refused(
        ErrorCode.LIMIT_EXCEEDED,
        "The resource-based policy was changed less than 15 seconds ago",
        () -> put(ARN, OTHER, null));

    assertEquals(POLICY, get(ARN).policy());
    db.pass(Duration.ofMillis(1));
    put(ARN, OTHER, null);
    assertEquals(OTHER, get(ARN).policy());
  }

  @Test
  void an_expected_revision_has_to_be_the_present_one() {
    policyNotFound(ARN, () -> put(ARN, POLICY, "17"));
    String revision = put(ARN, POLICY, "NO_POLICY");
    policyNotFound(ARN, () -> put(ARN, OTHER, "NO_POLICY"));
    policyNotFound(ARN, () -> put(ARN, OTHER, revision + "0"));
    policyNotFound(ARN, () -> delete(ARN, "17"));
    assertEquals(POLICY, get(ARN).policy());

    db.pass(Duration.ofMinutes(1));
    String next = put(ARN, OTHER, revision);
    assertEquals(next, delete(ARN, next));
    policyNotFound(ARN, () -> get(ARN));
    policyNotFound(ARN, () -> delete(ARN, next));
  }

  @Test
  void a_missing_table_is_named() {
    String missing = ARN + "al";
    for (Runnable call :
        new Runnable[] {
          () -> get(missing), () -> put(missing, POLICY, null), () -> delete(missing, null)
        }) {
      refused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found: Table: Musical not found",
          call);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Music",
        "arn:aws:dynamodb:us-east-1:111122223333:table/Music/index/ByYear",
        "arn:aws:dynamodb:us-east-1:111122223333:backup/1"
      })
  void what_names_neither_table_nor_stream_is_refused(String arn) {
    refused(
        ErrorCode.VALIDATION,
        "Invalid TableArn: Invalid ResourceArn provided as input " + arn,
        () -> get(arn));
  }

  @Test
  void a_policy_of_more_than_20_kilobytes_is_refused() {
    String largest = POLICY + " ".repeat(20 * 1024 - POLICY.length());
    put(ARN, largest, null);

    refused(
        ErrorCode.LIMIT_EXCEEDED,
        "The policy document is larger than 20 KB",
        () -> put(ARN, largest + " ", null));
  }

  @Test
  void a_stream_has_a_policy_of_its_own() {
    DynamoDbJson json = new DynamoDbJson(db);
    json.call(
        "UpdateTable",
        """
        {"TableName":"Music",
         "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}\
        """);
    String stream =
        db.call(new dev.ddblocal.domain.table.DescribeTableRequest("Music"))
            .table()
            .latestStreamArn();
    put(stream, OTHER, null);

    policyNotFound(ARN, () -> get(ARN));
    assertEquals(OTHER, get(stream).policy());
    put(ARN, POLICY, null);
    assertEquals(POLICY, get(ARN).policy());
    delete(stream, null);
    policyNotFound(stream, () -> get(stream));
    assertEquals(POLICY, get(ARN).policy());
    refused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Stream: " + ARN + "/stream/other not found",
        () -> get(ARN + "/stream/other"));
  }

  @Test
  void a_table_can_be_made_with_a_policy() {
    new DynamoDbJson(db)
        .call(
            "CreateTable",
            """
            {"TableName":"Films","BillingMode":"PAY_PER_REQUEST","ResourcePolicy":"{}",
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}\
            """);

    assertEquals("{}", get(ARN.replace("Music", "Films")).policy());
  }
}
