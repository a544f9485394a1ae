package dev.ddblocal.auth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissBudgetTest {
  private final MutableTime time = new MutableTime();
  private final MissBudget budget = new MissBudget(time, 50, 500);

  private long admitted(int attempts, IntFunction<String> source) {
    return IntStream.range(0, attempts).filter(i -> budget.admits(source.apply(i))).count();
  }

  @Test
  void one_address_has_fifty_in_a_second() {
    assertEquals(50, admitted(1_000, _ -> "192.0.2.1"));
    assertEquals(50, admitted(1_000, _ -> "192.0.2.2"));
  }

  @Test
  void all_addresses_together_have_five_hundred() {
    assertEquals(500, admitted(5_000, i -> "2001:db8::" + i));
    assertFalse(budget.admits(""));
  }

  @Test
  void the_budget_fills_up_evenly_and_is_not_saved() {
    admitted(50, _ -> "192.0.2.1");
    time.advance(Duration.ofMillis(100));
    assertEquals(5, admitted(50, _ -> "192.0.2.1"));
    time.advanceSeconds(60);
    assertEquals(50, admitted(1_000, _ -> "192.0.2.1"));
  }

  @Test
  void what_one_address_is_refused_costs_the_others_nothing() {
    admitted(100_000, _ -> "192.0.2.1");
    assertEquals(450, admitted(1_000, i -> "198.51.100." + i % 200));
    assertFalse(budget.admits("203.0.113.1"));
    time.advanceSeconds(1);
    assertTrue(budget.admits("203.0.113.1"));
  }
}
