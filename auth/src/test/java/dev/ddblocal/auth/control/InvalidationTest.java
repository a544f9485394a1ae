package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.GET_PRINCIPAL_POLICIES;
import static dev.ddblocal.auth.control.ControlOperation.RESOLVE_SIGNING_KEY;
import static dev.ddblocal.auth.control.ControlOperation.WATCH_INVALIDATIONS;
import static dev.ddblocal.auth.control.DataPlane.ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.ANN;
import static dev.ddblocal.auth.control.DataPlane.KEY;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.control.DataPlane.eventually;
import static dev.ddblocal.auth.control.DataPlane.found;
import static dev.ddblocal.auth.control.DataPlane.policies;
import static dev.ddblocal.auth.control.DataPlane.unknown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import dev.ddblocal.auth.control.FakeControlPlane.Call;
import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.control.InvalidationFeed.Changes;
import dev.ddblocal.domain.identity.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidationTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final InvalidationFeed feed = new InvalidationFeed("one", LONG);

  @Test
  void who_comes_without_a_cursor_is_given_one_at_once() {
    feed.changed(new Change.OfAccessKey(KEY));
    assertEquals(new Changes("one:1", List.of()), await(feed.since(Optional.empty())));
  }

  @Test
  void a_question_waits_for_a_change() {
    var waiting = feed.since(Optional.of("one:0")).toCompletableFuture();
    assertFalse(waiting.isDone());
    feed.changed(new Change.OfAccessKey(KEY));
    assertEquals(new Changes("one:1", List.of(new Change.OfAccessKey(KEY))), waiting.join());
  }

  @Test
  void a_question_is_answered_without_a_change_after_a_while() {
    InvalidationFeed impatient = new InvalidationFeed("one", Duration.ofMillis(1));
    assertEquals(new Changes("one:0", List.of()), await(impatient.since(Optional.of("one:0"))));
  }

  @Test
  void changes_are_told_from_the_cursor_on() {
    feed.changed(new Change.OfAccount(ACCOUNT));
    feed.changed(new Change.OfAccessKey(KEY));
    assertEquals(
        new Changes("one:2", List.of(new Change.OfAccessKey(KEY))),
        await(feed.since(Optional.of("one:1"))));
  }

  @ParameterizedTest
  @MethodSource("strangeCursors")
  void who_comes_with_a_cursor_that_says_nothing_is_told_that_all_may_have_changed(String cursor) {
    assertEquals(
        new Changes("one:0", List.of(new Change.OfEverything())),
        await(feed.since(Optional.of(cursor))));
  }

  static Stream<String> strangeCursors() {
    return Stream.of("two:0", "one:1", "one:-1", "", "one:99999999999999999999", "x".repeat(9_999));
  }

  @Test
  void a_cursor_too_old_says_nothing() {
    for (int i = 0; i < 10_001; i++) {
      feed.changed(new Change.OfAccessKey(KEY));
    }
    assertEquals(
        List.of(new Change.OfEverything()), await(feed.since(Optional.of("one:0"))).changes());
    assertEquals(10_000, await(feed.since(Optional.of("one:1"))).changes().size());
  }

  @Test
  void changes_arrive_as_they_were_sent() {
    Changes changes =
        new Changes(
            "one:4",
            List.of(
                new Change.OfEverything(),
                new Change.OfAccessKey(KEY),
                new Change.OfOwner(PolicyOwner.of(ANN)),
                new Change.OfAccount(ACCOUNT)));
    assertEquals(changes, InvalidationJson.read(InvalidationJson.write(changes)));
  }

  static Stream<Change> changesOfAnn() {
    return Stream.of(
        new Change.OfAccessKey(KEY),
        new Change.OfOwner(PolicyOwner.named(ACCOUNT, PolicyOwner.Type.USER, "ANN")),
        new Change.OfAccount(ACCOUNT),
        new Change.OfEverything());
  }

  @ParameterizedTest
  @MethodSource("changesOfAnn")
  void a_change_is_heard_of_and_asked_about_at_once(Change change) {
    try (FakeControlPlane plane = served();
        DataPlane data = watching(plane)) {
      assertEquals(Optional.of(ANN), data.resolves());
      plane.on(RESOLVE_SIGNING_KEY, unknown());
      feed.changed(change);
      eventually(() -> data.resolves().isEmpty());
    }
  }

  @Test
  void a_change_of_others_costs_nothing() {
    try (FakeControlPlane plane = served();
        DataPlane data = watching(plane)) {
      data.resolves();
      feed.changed(new Change.OfAccessKey(DataPlane.madeUp(1)));
      feed.changed(new Change.OfAccount(new AccountId("444455556666")));
      feed.changed(
          new Change.OfOwner(PolicyOwner.named(ACCOUNT, PolicyOwner.Type.ROLE, ANN.name())));
      eventually(() ->
          plane
              .calls(WATCH_INVALIDATIONS)
              .getLast()
              .json()
              .path("cursor")
              .asText()
              .equals("one:3"));
      data.resolves();
      data.assertCalls(1, RESOLVE_SIGNING_KEY);
    }
  }

  @Test
  void a_key_made_right_after_a_miss_is_usable_when_the_change_is_heard_of() {
    try (FakeControlPlane plane = served();
        DataPlane data = watching(plane)) {
      plane.on(RESOLVE_SIGNING_KEY, unknown());
      assertEquals(Optional.empty(), data.resolves());
      plane.on(RESOLVE_SIGNING_KEY, found(ANN));
      feed.changed(new Change.OfAccessKey(KEY));
      eventually(() -> data.resolves().isPresent());
    }
  }

  @Test
  void a_changed_policy_is_asked_for_anew() {
    try (FakeControlPlane plane = served();
        DataPlane data = watching(plane)) {
      assertEquals("1", data.policyVersion(ANN));
      plane.on(GET_PRINCIPAL_POLICIES, FakeControlPlane.ok(PoliciesJson.write(policies("2"))));
      feed.changed(new Change.OfOwner(PolicyOwner.of(ANN)));
      eventually(() -> data.policyVersion(ANN).equals("2"));
    }
  }

  @Test
  void that_all_may_have_changed_takes_nothing_away_while_the_control_plane_is_down() {
    try (FakeControlPlane plane = served();
        DataPlane data = new DataPlane(plane)) {
      data.resolves();
      plane.stop();
      data.time.advanceSeconds(200);
      data.remote.changed(new Change.OfEverything());
      assertEquals(Optional.of(ANN), data.resolves());
      data.time.advanceSeconds(99);
      assertEquals(Optional.of(ANN), data.resolves());
      data.time.advanceSeconds(1);
      assertEquals(ControlPlaneException.Reason.UNAVAILABLE, data.cannotTell());
    }
  }

  @Test
  void watching_goes_on_after_failures_and_a_control_plane_that_started_anew_clears_all() {
    try (FakeControlPlane plane = served();
        DataPlane data = watching(plane)) {
      data.resolves();
      plane.on(WATCH_INVALIDATIONS, new Answer.Reply(200, "{}"));
      feed.changed(new Change.OfAccount(new AccountId("444455556666")));
      int before = plane.count(WATCH_INVALIDATIONS);
      eventually(() -> plane.count(WATCH_INVALIDATIONS) > before + 2);
      plane.on(RESOLVE_SIGNING_KEY, unknown());
      InvalidationFeed restarted = new InvalidationFeed("two", LONG);
      plane.on(WATCH_INVALIDATIONS, call -> answer(restarted, call));
      eventually(() -> data.resolves().isEmpty());
    }
  }

  private FakeControlPlane served() {
    return new FakeControlPlane()
        .on(RESOLVE_SIGNING_KEY, found(ANN))
        .on(GET_PRINCIPAL_POLICIES, FakeControlPlane.ok(PoliciesJson.write(policies("1"))))
        .on(WATCH_INVALIDATIONS, call -> answer(feed, call));
  }

  private static Answer answer(InvalidationFeed feed, Call call) {
    return FakeControlPlane.ok(
        InvalidationJson.write(await(feed.since(ControlJson.optionalText(call.json(), "cursor")))));
  }

  /** A data plane that has its cursor and waits for changes. */
  private static DataPlane watching(FakeControlPlane plane) {
    DataPlane data = new DataPlane(plane);
    data.remote.start();
    eventually(() -> plane.count(WATCH_INVALIDATIONS) == 2);
    assertTrue(plane.calls(WATCH_INVALIDATIONS).getLast().json().has("cursor"));
    return data;
  }
}
