package dev.ddblocal.auth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.item.GetItemRequest;
import dev.ddblocal.domain.item.PutItemRequest;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedDynamoDbTest {
  private final LocalIdentities identities = new LocalIdentities();
  private long before;

  @BeforeEach
  void remember() {
    before = identities.revision().current();
  }

  @Test
  void a_plain_put_of_the_iam_account_is_a_change() {
    execute(LocalIdentities.IAM_ACCOUNT, put("AKID#X"));

    assertEquals(before + 1, identities.revision().current());
  }

  @Test
  void a_write_that_fails_may_be_a_change() {
    assertThrows(DynamoDbException.class, () -> execute(LocalIdentities.IAM_ACCOUNT, put("")));

    assertEquals(before + 1, identities.revision().current());
  }

  @Test
  void a_change_of_the_store_is_a_change() {
    LocalIdentities.await(
        identities.store().apply(List.of(new IdentityChange.Put(IdentityRecord.of("p", "s")))));

    assertEquals(before + 1, identities.revision().current());
  }

  @Test
  void reading_and_what_other_accounts_do_is_none() {
    execute(
        LocalIdentities.IAM_ACCOUNT,
        new GetItemRequest(
            DynamoDbIdentityStore.TABLE,
            LocalDynamoDb.map("pk", "p", "sk", "s"),
            null,
            null,
            null,
            null,
            null));
    execute(LocalIdentities.ACCOUNT, LocalDynamoDb.createTableRequest("ddb_iam", "pk:S", "sk:S"));
    execute(LocalIdentities.ACCOUNT, put("AKID#X"));

    assertEquals(before, identities.revision().current());
  }

  private <R> R execute(AccountId account, OperationRequest<R> request) {
    return LocalIdentities.await(
        identities
            .watched()
            .execute(LocalDynamoDb.root(account), OperationCall.of(request, "localhost")));
  }

  private static PutItemRequest put(String partition) {
    return new PutItemRequest(
        DynamoDbIdentityStore.TABLE,
        LocalDynamoDb.map("pk", partition, "sk", "s"),
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
}
