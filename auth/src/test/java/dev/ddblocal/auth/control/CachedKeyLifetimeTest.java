package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.RESOLVE_SIGNING_KEY;
import static dev.ddblocal.auth.control.DataPlane.ANN;
import static dev.ddblocal.auth.control.DataPlane.KEY;
import static dev.ddblocal.auth.control.DataPlane.ROOT;
import static dev.ddblocal.auth.control.DataPlane.SCOPE;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.control.DataPlane.cannotTell;
import static dev.ddblocal.auth.control.DataPlane.eventually;
import static dev.ddblocal.auth.control.DataPlane.found;
import static dev.ddblocal.auth.control.DataPlane.madeUp;
import static dev.ddblocal.auth.control.DataPlane.query;
import static dev.ddblocal.auth.control.DataPlane.unknown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.auth.control.ControlPlaneException.Reason;
import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.domain.identity.SessionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a data plane keeps what the control plane told it (authentication, resolution). */
class CachedKeyLifetimeTest {
  private final FakeControlPlane plane = new FakeControlPlane();
  private DataPlane data;

  @BeforeEach
  void start() {
    plane.on(RESOLVE_SIGNING_KEY, found(ROOT));
    data = new DataPlane(plane);
  }

  @AfterEach
  void stop() {
    data.close();
    plane.close();
  }

  @Test
  void asks_once_for_as_long_as_the_answer_is_fresh() {
    assertEquals(Optional.of(ROOT), data.resolves());
    data.time.advanceSeconds(44);
    assertEquals(Optional.of(ROOT), data.resolves());
    data.assertCalls(1, RESOLVE_SIGNING_KEY);
    assertEquals(0, data.remote.statistics().staleUses());
  }

  @Test
  void asks_again_behind_the_back_of_a_request_before_the_answer_is_stale() {
    data.resolves();
    CountDownLatch latch = new CountDownLatch(1);
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Later(latch, found(ANN)));
    data.time.advanceSeconds(50);
    assertEquals(Optional.of(ROOT), data.resolves());
    latch.countDown();
    eventually(() -> data.resolves().equals(Optional.of(ANN)));
    data.assertCalls(2, RESOLVE_SIGNING_KEY);
  }

  @Test
  void asks_again_first_once_the_answer_is_no_longer_fresh() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, unknown());
    data.time.advanceSeconds(60);
    assertEquals(Optional.empty(), data.resolves());
  }

  @Test
  void a_session_is_kept_no_longer_than_it_lasts() {
    SessionContext session =
        new SessionContext(
            data.time.instant(),
            data.time.instant().plusSeconds(30),
            Optional.empty(),
            Optional.empty(),
            false);
    plane.on(RESOLVE_SIGNING_KEY, found(ANN, session));
    assertEquals(Optional.of(ANN), data.resolves());
    plane.stop();
    data.time.advanceSeconds(29);
    assertEquals(Optional.of(ANN), data.resolves());
    data.time.advanceSeconds(1);
    assertEquals(Reason.UNAVAILABLE, data.cannotTell());
  }

  @Test
  void a_signing_key_is_kept_no_longer_than_a_quarter_of_an_hour_past_its_day() {
    data.time.advance(Duration.between(data.time.instant(), Instant.parse("2026-01-03T00:13:00Z")));
    assertEquals(Optional.of(ROOT), data.resolves());
    plane.stop();
    data.time.advanceSeconds(119);
    assertEquals(Optional.of(ROOT), data.resolves());
    data.time.advanceSeconds(1);
    assertEquals(Reason.UNAVAILABLE, data.cannotTell());
  }

  @Test
  void keys_for_days_far_from_today_are_not_asked_for() {
    for (String date : List.of("20251231", "20260104", "20260230", "abcdefgh")) {
      CredentialQuery query =
          new CredentialQuery(KEY, new CredentialScope(date, SCOPE.region(), "dynamodb"));
      assertEquals(Reason.NOT_UNDERSTOOD, cannotTell(data.remote.credentials().resolve(query)));
    }
    data.assertCalls(0, RESOLVE_SIGNING_KEY);
  }

  @Test
  void what_is_cached_is_counted() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, unknown());
    await(data.remote.credentials().resolve(query(madeUp(1), "")));
    assertEquals(2, data.remote.credentials().cacheSize());
  }
}
