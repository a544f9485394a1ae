package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.DataPlane.KEY;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.identity.LocalIdentities.ACCOUNT;
import static dev.ddblocal.auth.identity.LocalIdentities.IAM_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.identity.DynamoDbIdentityStore;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.partiql.ExecuteStatementRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidatingDynamoDbTest {
  private static final CallerIdentity IAM_ROOT = LocalDynamoDb.root(IAM_ACCOUNT);

  private final LocalIdentities identities = new LocalIdentities();
  private final InvalidationFeed feed = new InvalidationFeed("one", Duration.ofMillis(1));
  private final DynamoDb api =
      new InvalidatingDynamoDb(identities.dynamoDb().api(), IAM_ACCOUNT, feed);
  private final IdentityStore store =
      new DynamoDbIdentityStore(api, IAM_ACCOUNT, LocalDynamoDb.REGION);

  private List<Change> changes() {
    return await(feed.since(Optional.of("one:0"))).changes();
  }

  private static Change owner(PolicyOwner.Type type, String name) {
    return new Change.OfOwner(PolicyOwner.named(ACCOUNT, type, name));
  }

  static Stream<Arguments> records() {
    String account = "ACCT#" + ACCOUNT;
    Change user = owner(PolicyOwner.Type.USER, "ann");
    Change role = owner(PolicyOwner.Type.ROLE, "reader");
    Change whole = new Change.OfAccount(ACCOUNT);
    return Stream.of(
        Arguments.of("AKID#" + KEY, "KEY", List.of(new Change.OfAccessKey(KEY))),
        Arguments.of("AKID#" + KEY, "USED", List.of()),
        Arguments.of("AKID#no key", "KEY", List.of()),
        Arguments.of(account, "USER#ann", List.of(user)),
        Arguments.of(account, "USER#ann#KEY#" + KEY, List.of(user)),
        Arguments.of(account, "USER#ann#POL#p", List.of(user)),
        Arguments.of(account, "ATT#USER#ann#arn:aws:iam::aws:policy/X", List.of(user)),
        Arguments.of(account, "ROLE#reader", List.of(role)),
        Arguments.of(account, "ROLE#reader#POL#p", List.of(role)),
        Arguments.of(account, "ATT#ROLE#reader#arn", List.of(role)),
        Arguments.of(
            account, "ROOT#KEY#" + KEY, List.of(new Change.OfOwner(PolicyOwner.root(ACCOUNT)))),
        Arguments.of(account, "ACCOUNT", List.of(whole)),
        Arguments.of(account, "GROUP#g", List.of(whole)),
        Arguments.of(account, "ATT#GROUP#g#arn", List.of(whole)),
        Arguments.of(account, "MPOL#/p", List.of(whole)),
        Arguments.of(account, "MPOL#/p#V#1", List.of(whole)),
        Arguments.of("SYS", "STSKEY#00000000", List.of()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void each_record_names_what_it_changes(String partition, String sort, List<Change> expected) {
    IdentityRecord record = IdentityRecord.of(partition, sort);
    await(store.apply(List.of(new IdentityChange.Put(record))));
    assertEquals(expected, changes());
    await(store.apply(List.of(new IdentityChange.Delete(partition, sort))));
    assertEquals(2 * expected.size(), changes().size());
  }

  @Test
  void a_key_ends_the_sessions_of_its_user_or_root_user() {
    IdentityRecord record =
        IdentityRecord.of("AKID#" + KEY, "KEY").with("accountId", ACCOUNT.value());
    await(store.apply(List.of(new IdentityChange.Put(record.with("userName", "Ann")))));
    await(store.apply(List.of(new IdentityChange.Put(record))));
    assertEquals(
        List.of(
            new Change.OfAccessKey(KEY),
            owner(PolicyOwner.Type.USER, "ann"),
            new Change.OfAccessKey(KEY),
            new Change.OfOwner(PolicyOwner.root(ACCOUNT))),
        changes());
  }

  @Test
  void what_is_read_and_what_others_write_changes_nothing() {
    await(store.get("SYS", "x"));
    await(store.list("SYS", "x"));
    run(IAM_ROOT, put("another_table"));
    run(LocalDynamoDb.root(LocalDynamoDb.ACCOUNT), put("ddb_iam"));
    assertEquals(List.of(), changes());
  }

  @Test
  void a_plain_put_of_the_iam_account_is_heard_of() {
    run(IAM_ROOT, put("ddb_iam"));
    assertEquals(List.of(new Change.OfAccessKey(KEY)), changes());
  }

  @Test
  void a_write_that_cannot_be_read_may_have_changed_anything() {
    run(
        IAM_ROOT,
        new ExecuteStatementRequest(
            "DELETE FROM ddb_iam WHERE pk = 'a' AND sk = 'b'", null, null, null, null, null, null));
    assertEquals(List.of(new Change.OfEverything()), changes());
  }

  private static OperationRequest<?> put(String table) {
    return new PutItemRequest(
        table,
        LocalDynamoDb.map("pk", "AKID#" + KEY, "sk", "KEY"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private <R> void run(CallerIdentity caller, OperationRequest<R> request) {
    await(api.execute(caller, OperationCall.of(request, "localhost")).exceptionally(_ -> null));
  }
}
