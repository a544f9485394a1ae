package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.testing.InMemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaintenanceDriverTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final long LIMIT_SECONDS = 30;

  private final RecentlyUsedStorage storage = new RecentlyUsedStorage(new InMemoryStorage());
  private Keyspace first;
  private Keyspace second;

  @BeforeEach
  void useKeyspaces() {
    first = storage.keyspace(AccountScope.mint(AccountId.TEST, new Region("us-east-1")));
    second = storage.keyspace(AccountScope.mint(AccountId.TEST, new Region("eu-west-1")));
  }

  @Test
  void runs_every_task_in_every_keyspace_in_use() throws InterruptedException {
    Set<Keyspace> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    MaintenanceTask task =
        task(keyspace -> {
          if (seen.add(keyspace)) {
            both.countDown();
          }
          return CompletableFuture.completedStage(false);
        });

    try (MaintenanceDriver _ =
        MaintenanceDriver.start(storage, List.of(task), PAUSE, Duration.ZERO)) {
      assertTrue(both.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    assertEquals(Set.of(first, second), seen);
  }

  @Test
  void goes_on_with_a_task_until_it_has_no_more_to_do() {
    AtomicInteger remaining = new AtomicInteger(3);
    MaintenanceTask task =
        task(keyspace ->
            CompletableFuture.completedStage(
                keyspace.equals(first) && remaining.decrementAndGet() > 0));

    try (MaintenanceDriver driver = new MaintenanceDriver(storage, List.of(task), 1)) {
      driver.round();
    }
    assertEquals(0, remaining.get());
  }

  @Test
  void long_work_lets_others_have_their_turn_and_goes_on_until_it_is_done() throws Exception {
    int steps = 3 * MaintenanceDriver.STEPS_OF_A_ROUND;
    AtomicInteger remaining = new AtomicInteger(steps);
    List<Integer> turns = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    MaintenanceTask task =
        task(keyspace -> {
          if (keyspace.equals(second)) {
            turns.add(remaining.get());
            return CompletableFuture.completedStage(false);
          }
          boolean more = remaining.updateAndGet(left -> Math.max(0, left - 1)) > 0;
          if (!more) {
            done.countDown();
          }
          return CompletableFuture.completedStage(more);
        });

    try (MaintenanceDriver _ =
        MaintenanceDriver.start(storage, List.of(task), PAUSE, Duration.ZERO)) {
      assertTrue(done.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    assertTrue(
        turns.stream().anyMatch(left -> left > 0 && left < steps), () -> "turns at " + turns);
  }

  @Test
  void a_keyspace_rests_some_rounds_after_its_use_until_it_is_used_again() {
    List<Keyspace> visits = new ArrayList<>();
    MaintenanceTask task =
        task(keyspace -> {
          visits.add(keyspace);
          return CompletableFuture.completedStage(false);
        });

    try (MaintenanceDriver driver = new MaintenanceDriver(storage, List.of(task), 2)) {
      driver.round();
      driver.round();
      driver.round();
      assertEquals(4, visits.size());

      useKeyspaces();
      driver.round();
      assertEquals(6, visits.size());
    }
  }

  @Test
  void a_task_that_fails_stops_neither_the_others_nor_the_next_round() {
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    MaintenanceTask failing =
        task(keyspace -> {
          if (failures.incrementAndGet() % 2 == 0) {
            throw new IllegalStateException("at once");
          }
          return CompletableFuture.failedStage(new IllegalStateException("later"));
        });
    MaintenanceTask other =
        task(keyspace -> {
          others.incrementAndGet();
          return CompletableFuture.completedStage(false);
        });

    try (MaintenanceDriver driver = new MaintenanceDriver(storage, List.of(failing, other), 1)) {
      driver.round();
      useKeyspaces();
      driver.round();
    }
    assertEquals(4, failures.get());
    assertEquals(4, others.get());
  }

  private static MaintenanceTask task(Function<Keyspace, CompletionStage<Boolean>> step) {
    return new MaintenanceTask() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public CompletionStage<Boolean> step(Keyspace keyspace) {
        return step.apply(keyspace);
      }
    };
  }
}
