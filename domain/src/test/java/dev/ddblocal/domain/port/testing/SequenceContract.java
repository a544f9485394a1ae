package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A keyspace has a sequence of numbers; works get them in the order of their commits. */
public interface SequenceContract extends StorageUnderTest {
  @Test
  default void numbers_begin_at_one_or_above_and_ascend_within_a_work() {
    List<Long> numbers = write(transaction -> take(transaction, 1000));
    assertTrue(numbers.getFirst() >= 1);
    assertAscending(numbers);
  }

  @Test
  default void numbers_ascend_from_work_to_work() {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      numbers.addAll(write(transaction -> take(transaction, 2)));
    }
    assertAscending(numbers);
  }

  @Test
  default void works_that_meet_get_numbers_in_the_order_in_which_they_see_each_other() {
    TableDefinition table = createTable("table");
    List<CompletionStage<List<Long>>> stages = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      stages.add(
          keyspace()
              .write(transaction -> {
                String before = Samples.text(transaction, table, "last");
                long number = transaction.nextSequenceNumber();
                Samples.put(transaction, table, "last", "" + number);
                return List.of(before == null ? 0 : Long.parseLong(before), number);
              }));
    }
    TreeSet<Long> numbers = new TreeSet<>();
    for (CompletionStage<List<Long>> stage : stages) {
      List<Long> seenAndGiven = Stages.await(stage);
      assertAscending(seenAndGiven);
      numbers.add(seenAndGiven.getLast());
    }
    assertEquals(stages.size(), numbers.size());
  }

  @Test
  default void a_work_that_fails_may_leave_numbers_out_but_no_committed_work_gets_one_twice() {
    TableDefinition table = createTable("table");
    List<CompletionStage<List<Long>>> stages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int work = i;
      stages.add(
          keyspace()
              .write(transaction -> {
                List<Long> numbers = take(transaction, 3);
                if (work % 4 == 1) {
                  throw DynamoDbException.validation("before any change");
                }
                Samples.put(transaction, table, "key" + work, "text");
                if (work % 4 == 3) {
                  throw DynamoDbException.validation("after a change");
                }
                return numbers;
              }));
    }
    List<Long> committed = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      CompletionStage<List<Long>> stage = stages.get(i);
      if (i % 2 == 1) {
        assertThrows(DynamoDbException.class, () -> Stages.await(stage));
      } else {
        committed.addAll(Stages.await(stage));
      }
    }
    committed.add(write(WriteTransaction::nextSequenceNumber));
    assertEquals(committed.size(), new TreeSet<>(committed).size());
    assertEquals(committed.getLast(), new TreeSet<>(committed).last());
  }

  @Test
  default void a_work_that_only_takes_a_number_is_a_change() {
    assumeTrue(keepsDataWhenClosed());
    long first = write(WriteTransaction::nextSequenceNumber);
    reopen();
    assertTrue(write(WriteTransaction::nextSequenceNumber) > first);
  }

  @Test
  default void numbers_go_on_above_the_last_one_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    TableDefinition table = createTable("table");
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.addAll(
          write(transaction -> {
            Samples.put(transaction, table, "key", "text");
            return take(transaction, 5);
          }));
      put(table, "key", "a work without a number");
      CompletionStage<Long> failed =
          keyspace()
              .write(transaction -> {
                transaction.nextSequenceNumber();
                Samples.put(transaction, table, "key", "nothing");
                throw DynamoDbException.validation("too late");
              });
      assertThrows(DynamoDbException.class, () -> Stages.await(failed));
      reopen();
    }
    assertAscending(numbers);
  }

  @Test
  default void every_keyspace_counts_for_itself() {
    Keyspace other = storage().keyspace(Samples.scope("999999999999", "us-east-1"));
    List<Long> here = new ArrayList<>();
    List<Long> there = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      here.add(write(WriteTransaction::nextSequenceNumber));
      there.add(Stages.await(other.write(WriteTransaction::nextSequenceNumber)));
    }
    assertAscending(here);
    assertEquals(here, there);
  }

  private static List<Long> take(WriteTransaction transaction, int count) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(transaction.nextSequenceNumber());
    }
    return numbers;
  }

  private static void assertAscending(List<Long> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      assertTrue(numbers.get(i - 1) < numbers.get(i), numbers::toString);
    }
  }
}
