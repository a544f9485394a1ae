package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts of the front door. */
class HttpPartsTest {
  @Test
  void the_date_is_written_anew_when_the_second_changes() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.999Z"));
    DateHeader date = new DateHeader(now::get);
    assertEquals("Fri, 02 Jan 2026 03:04:05 GMT", date.value().toString());
    now.set(Instant.parse("2026-01-02T03:04:06Z"));
    assertEquals("Fri, 02 Jan 2026 03:04:06 GMT", date.value().toString());
    now.set(Instant.parse("2025-12-31T23:59:59Z"));
    assertEquals("Wed, 31 Dec 2025 23:59:59 GMT", date.value().toString());
  }

  @Test
  void a_large_answer_makes_large_ones_expected_until_small_ones_have_followed() {
    AnswerSizes sizes = new AnswerSizes();
    assertFalse(sizes.expectLarge());
    sizes.record(30_000);
    assertFalse(sizes.expectLarge());
    sizes.record(400_000);
    sizes.record(100);
    assertTrue(sizes.expectLarge());
    for (int i = 0; i < 50; i++) {
      sizes.record(100);
    }
    assertFalse(sizes.expectLarge());
  }

  @Test
  void the_budget_gives_no_more_than_it_has() {
    BodyBudget budget = new BodyBudget(10);
    assertTrue(budget.take(6));
    assertFalse(budget.take(5));
    assertTrue(budget.take(4));
    budget.release(6);
    assertEquals(4, budget.taken());
    assertTrue(budget.take(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refuses_a_port_that_is_none(int port) {
    assertThrows(IllegalArgumentException.class, () -> new ListenAddress("localhost", port));
  }

  @Test
  void refuses_settings_that_cannot_work() {
    HttpSettings settings =
        HttpSettings.on(new ListenAddress("localhost", 0), new Region("us-east-1"));
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> settings.withEventLoops(0));
    assertThrows(IllegalArgumentException.class, () -> settings.withUnauthenticatedBytes(0));
    assertThrows(
        IllegalArgumentException.class, () -> settings.withTimeouts(Duration.ZERO, second));
    assertThrows(
        IllegalArgumentException.class, () -> settings.withTimeouts(second, second.negated()));
  }
}
