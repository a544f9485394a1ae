package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.StorageReport;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Accounts and regions see nothing of each other. */
public interface SeparationContract extends StorageUnderTest {
  @Test
  default void accounts_and_regions_are_kept_apart() {
    List<AccountScope> scopes =
        List.of(
            Samples.scope("000000001234", "us-east-1"),
            Samples.scope("000000001234", "eu-west-1"),
            Samples.scope("999999999999", "us-east-1"),
            Samples.scope("999999999999", "eu-west-1"));
    Map<AccountScope, TableDefinition> tables = new HashMap<>();
    for (AccountScope scope : scopes) {
      tables.put(scope, fill(scope));
    }
    for (AccountScope scope : scopes) {
      Keyspace keyspace = storage().keyspace(scope);
      TableDefinition table = tables.get(scope);
      assertEquals(
          List.of(table),
          Stages.await(keyspace.read(transaction -> transaction.tables(Optional.empty(), 10))));
      assertEquals(
          scope.toString(),
          Stages.await(keyspace.read(transaction -> Samples.text(transaction, table, "key"))));
    }
  }

  @Test
  default void serves_many_accounts_at_once() {
    List<CompletionStage<String>> stages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      AccountScope scope = Samples.scope("%012d".formatted(i), "us-east-1");
      TableDefinition table = Samples.table("table");
      stages.add(
          storage()
              .keyspace(scope)
              .write(transaction -> {
                transaction.createTable(table);
                Samples.put(transaction, table, "key", scope.toString());
                return null;
              })
              .thenCompose(_ ->
                  storage()
                      .keyspace(scope)
                      .read(transaction -> Samples.text(transaction, table, "key"))));
    }
    for (int i = 0; i < stages.size(); i++) {
      assertEquals("%012d/us-east-1".formatted(i), Stages.await(stages.get(i)));
    }
  }

  @Test
  default void reports_what_each_open_keyspace_holds() {
    AccountScope scope = Samples.scope("000000001234", "us-east-1");
    AccountScope other = Samples.scope("999999999999", "eu-west-1");
    fill(scope);
    fill(other);
    StorageReport report = Stages.await(storage().inspect());
    assertEquals("", report.problem());
    assertEquals(true, report.healthy());
    assertEquals(2, report.keyspaces().size());
    for (AccountScope expected : List.of(scope, other)) {
      KeyspaceReport found =
          report.keyspaces().stream()
              .filter(keyspace -> keyspace.account().equals(expected.accountId()))
              .findFirst()
              .orElseThrow();
      assertEquals(expected.region(), found.region());
      assertEquals(1, found.tables());
      assertEquals(1, found.statistics().itemCount());
      assertEquals(Samples.size(expected.toString()), found.statistics().sizeBytes());
    }
  }

  private TableDefinition fill(AccountScope scope) {
    SecondaryIndex index = Samples.index("index");
    TableDefinition table = Samples.with(Samples.table("table"), index);
    return Stages.await(
        storage()
            .keyspace(scope)
            .write(transaction -> {
              transaction.createTable(table);
              Samples.put(transaction, table, "key", scope.toString());
              Samples.put(transaction, index.id(), "entry", "not counted as an item");
              return table;
            }));
  }
}
