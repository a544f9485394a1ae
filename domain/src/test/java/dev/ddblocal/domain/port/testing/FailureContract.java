package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteWork;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A work that fails leaves nothing behind and troubles nobody else. */
public interface FailureContract extends StorageUnderTest {
  @Test
  default void a_dynamodb_error_of_a_work_reaches_its_caller_unchanged() {
    createTable("table");
    DynamoDbException error = DynamoDbException.validation("The text");
    CompletionStage<String> read =
        keyspace()
            .read(_ -> {
              throw error;
            });
    CompletionStage<String> write =
        keyspace()
            .write(_ -> {
              throw error;
            });
    assertSame(error, assertThrows(DynamoDbException.class, () -> Stages.await(read)));
    assertSame(error, assertThrows(DynamoDbException.class, () -> Stages.await(write)));
  }

  @Test
  default void any_other_failure_of_a_work_is_an_internal_server_error() {
    createTable("table");
    CompletionStage<String> read =
        keyspace()
            .read(_ -> {
              throw new IllegalArgumentException("a programming error");
            });
    CompletionStage<String> write =
        keyspace()
            .write(_ -> {
              throw new AssertionError("a programming error");
            });
    assertInternalServerError(read);
    assertInternalServerError(write);
  }

  @Test
  default void nothing_of_a_work_that_fails_after_its_changes_stays() {
    TableDefinition table = createTable("table");
    TableDefinition doomed = createTable("doomed");
    put(table, "kept", "before");
    put(table, "deleted", "before");
    put(doomed, "key", "before");
    CompletionStage<String> failed =
        keyspace()
            .write(transaction -> {
              Samples.put(transaction, table, "new", "after");
              Samples.put(transaction, table, "kept", "after");
              transaction.delete(table.id(), Samples.key("deleted"));
              transaction.alterTable(table.deleting(Instant.EPOCH));
              transaction.createTable(Samples.table("made"));
              transaction.dropTable(doomed.id());
              throw DynamoDbException.validation("too late");
            });
    assertThrows(DynamoDbException.class, () -> Stages.await(failed));
    assertNull(text(table, "new"));
    assertEquals("before", text(table, "kept"));
    assertEquals("before", text(table, "deleted"));
    assertEquals("before", text(doomed, "key"));
    assertEquals(
        new TableStatistics(2, 2L * Samples.size("before")),
        read(transaction -> transaction.statistics(table.id())));
    assertEquals(Optional.empty(), read(transaction -> transaction.table(new TableName("made"))));
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
    assertEquals("made", createTable("made").name().value());
  }

  @Test
  default void a_failing_work_leaves_the_works_around_it_alone() {
    TableDefinition table = createTable("table");
    List<CompletionStage<String>> stages = new ArrayList<>();
    int count = 300;
    for (int i = 0; i < count; i++) {
      stages.add(keyspace().write(numberedWork(table, i)));
    }
    long items = 0;
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      CompletionStage<String> stage = stages.get(i);
      switch (i % 5) {
        case 1 -> {
          DynamoDbException error =
              assertThrows(DynamoDbException.class, () -> Stages.await(stage));
          assertEquals("number " + i, error.getMessage());
          assertNull(text(table, "key" + i));
        }
        case 3 -> {
          assertInternalServerError(stage);
          assertNull(text(table, "key" + i));
        }
        default -> {
          assertEquals("number " + i, Stages.await(stage));
          assertEquals("number " + i, text(table, "key" + i));
          items++;
          bytes += Samples.size("number " + i);
        }
      }
    }
    assertEquals(
        new TableStatistics(items, bytes), read(transaction -> transaction.statistics(table.id())));
  }

  /** Some of these fail before their change, some after it, most not at all. */
  private static WriteWork<String> numberedWork(TableDefinition table, int number) {
    String text = "number " + number;
    return transaction -> {
      if (number % 10 == 1) {
        throw DynamoDbException.validation(text);
      }
      Samples.put(transaction, table, "key" + number, text);
      if (number % 10 == 6) {
        throw DynamoDbException.validation(text);
      }
      if (number % 5 == 3) {
        throw new IllegalStateException("a programming error");
      }
      return text;
    };
  }

  private static void assertInternalServerError(CompletionStage<?> stage) {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> Stages.await(stage));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
  }
}
