package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditEvent.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the audit log hears of calls. */
class AuditTest {
  private static final String TABLES = "arn:aws:dynamodb:us-east-1:111122223333:table/";

  private final PolicedDynamoDb db = new PolicedDynamoDb();

  private static String shown(AuditEvent event) {
    return String.join(
        " ",
        event.decision().name(),
        event.action(),
        event.resource(),
        "[" + event.reason() + "]",
        "[" + event.policy() + "]",
        "[" + event.sid() + "]");
  }

  private List<String> taken() {
    return db.takeEvents().stream().map(AuditTest::shown).toList();
  }

  @Test
  void every_decision_is_recorded_with_what_decided_it() {
    db.policy(
        "{'Sid': 'ReadMusic', 'Effect': 'Allow', 'Action': 'dynamodb:List*', 'Resource': '*'}",
        "{'Sid': 'NoDescription', 'Effect': 'Deny', 'Action': 'dynamodb:Describe*', 'Resource':"
            + " '*'}");

    db.allows("ListTables", "{}");
    db.denies("DescribeTable", "{'TableName': 'Music'}");
    db.denies("GetItem", "{'TableName': 'Music', 'Key': {'Artist': {'S': 'secret'}}}");
    db.denies("ListTagsOfResource", "{'ResourceArn': 'abcd'}");

    assertEquals(
        List.of(
            "ALLOWED dynamodb:ListTables " + TABLES + "* [] [TestPolicy] [ReadMusic]",
            "EXPLICIT_DENY dynamodb:DescribeTable "
                + TABLES
                + "Music [identity-based policy] [TestPolicy] [NoDescription]",
            "IMPLICIT_DENY dynamodb:GetItem " + TABLES + "Music [identity-based policy] [] []",
            "IMPLICIT_DENY dynamodb:ListTagsOfResource abcd [AccessDeniedException] [] []"),
        taken());
  }

  @Test
  void an_event_says_who_calls_from_where() {
    db.policy(allow("'*'", "*", ""));
    db.allows("ListTables", "{}");

    AuditEvent event = db.takeEvents().getFirst();

    assertEquals(PolicedDynamoDb.ALICE_ARN, event.principalArn());
    assertEquals("111122223333", event.account());
    assertEquals("us-east-1", event.region());
    assertEquals(PolicedDynamoDb.ALICE.accessKeyId(), event.accessKeyId());
    assertEquals(PolicedDynamoDb.ALICE.origin(), event.origin());
  }

  @Test
  void root_users_are_recorded_as_well() {
    db.asRoot("ListTables", "{}");

    assertEquals(List.of("ALLOWED dynamodb:ListTables " + TABLES + "* [] [] []"), taken());
  }

  @Test
  void each_access_of_a_call_is_an_event() {
    db.policy(allow("'dynamodb:PartiQLSelect'", TABLES + "A", ""));
    db.asAlice(
        "BatchExecuteStatement",
        "{'Statements': [{'Statement': 'SELECT * FROM A WHERE x = 1'}, {'Statement': 'SELECT * FROM"
            + " B WHERE x = 1'}]}");

    assertEquals(
        List.of(Outcome.ALLOWED, Outcome.IMPLICIT_DENY),
        db.takeEvents().stream().map(AuditEvent::decision).toList());
  }
}
