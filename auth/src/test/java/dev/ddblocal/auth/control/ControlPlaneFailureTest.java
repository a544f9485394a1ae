package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.RESOLVE_SIGNING_KEY;
import static dev.ddblocal.auth.control.DataPlane.ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.ANN;
import static dev.ddblocal.auth.control.DataPlane.CONTROL_KEY;
import static dev.ddblocal.auth.control.DataPlane.IAM_ACCOUNT;
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
import static dev.ddblocal.auth.control.FakeControlPlane.jsonError;
import static dev.ddblocal.auth.control.FakeControlPlane.xml;
import static dev.ddblocal.auth.control.FakeControlPlane.xmlError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.control.ControlPlaneException.Reason;
import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The failure table of the specification (authentication, resolution on a data plane), T-K02 on.
 */
class ControlPlaneFailureTest {
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
  void many_requests_of_one_key_ask_once() {
    CountDownLatch latch = new CountDownLatch(1);
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Later(latch, found(ROOT)));
    List<CompletionStage<Optional<ResolvedCredential>>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(data.asks());
    }
    latch.countDown();
    asked.forEach(stage -> assertTrue(await(stage).isPresent()));
    data.assertCalls(1, RESOLVE_SIGNING_KEY);
    assertEquals(0, data.remote.statistics().overBudget());
  }

  @Test
  void a_cached_key_goes_on_while_the_control_plane_is_down() {
    data.resolves();
    plane.stop();
    data.time.advanceSeconds(61);
    assertEquals(Optional.of(ROOT), data.resolves());
    data.time.advanceSeconds(200);
    assertEquals(Optional.of(ROOT), data.resolves());
    assertEquals(2, data.remote.statistics().staleUses());
    assertFalse(data.remote.isReachable());
    assertTrue(data.remote.statistics().failures() >= 2);
  }

  @Test
  void only_the_first_request_after_a_failure_waits_for_it() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Silence());
    data.time.advanceSeconds(61);
    assertEquals(Optional.of(ROOT), data.resolves());
    assertTrue(data.asks().toCompletableFuture().isDone());
  }

  @Test
  void a_control_plane_that_is_down_is_asked_again_a_second_apart() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Drop());
    data.time.advanceSeconds(61);
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.of(ROOT), data.resolves());
    }
    data.assertCalls(3, RESOLVE_SIGNING_KEY);
    assertEquals(100, data.remote.statistics().staleUses());
    data.time.advanceSeconds(1);
    assertEquals(Optional.of(ROOT), data.resolves());
    eventually(() -> plane.count(RESOLVE_SIGNING_KEY) == 5);
  }

  @Test
  void an_uncached_key_is_not_told_from_an_unknown_one_while_the_control_plane_is_down() {
    plane.stop();
    assertEquals(Reason.UNAVAILABLE, data.cannotTell());
  }

  @Test
  void a_cached_key_is_not_used_past_the_hard_limit() {
    data.resolves();
    plane.stop();
    data.time.advanceSeconds(299);
    assertEquals(Optional.of(ROOT), data.resolves());
    data.time.advanceSeconds(1);
    assertEquals(Reason.UNAVAILABLE, data.cannotTell());
  }

  @Test
  void recovers_when_the_control_plane_does() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Drop());
    data.time.advanceSeconds(61);
    assertEquals(Optional.of(ROOT), data.resolves());
    plane.on(RESOLVE_SIGNING_KEY, found(ANN));
    data.time.advanceSeconds(1);
    eventually(() -> data.resolves().equals(Optional.of(ANN)));
    assertTrue(data.remote.isReachable());
  }

  @Test
  void asks_a_silent_control_plane_once_more_and_then_gives_up() {
    plane.on(RESOLVE_SIGNING_KEY, new Answer.Silence());
    assertEquals(Reason.UNAVAILABLE, data.cannotTell());
    data.assertCalls(2, RESOLVE_SIGNING_KEY);
    assertEquals(2, data.remote.statistics().failures());
  }

  @Test
  void one_failure_is_made_up_for_by_the_second_attempt() {
    AtomicInteger calls = new AtomicInteger();
    plane.on(
        RESOLVE_SIGNING_KEY, _ -> calls.incrementAndGet() == 1 ? jsonError(503, "x") : found(ROOT));
    assertEquals(Optional.of(ROOT), data.resolves());
    assertEquals(1, data.remote.statistics().failures());
  }

  static Stream<Answer> wrongAnswers() {
    String right = ((Answer.Reply) found(ROOT)).body();
    return Stream.of(
        new Answer.Reply(200, ""),
        new Answer.Reply(200, "{}"),
        new Answer.Reply(200, "{\"found\":false} {\"found\":true}"),
        new Answer.Reply(200, "{\"found\":\"false\"}"),
        new Answer.Reply(200, "{\"found\":false,\"found\":false}"),
        new Answer.Reply(200, "<html>Welcome</html>"),
        new Answer.Reply(200, right.replace("\"status\":\"Active\"", "\"status\":\"Fine\"")),
        new Answer.Reply(200, right.replace("\"signingKey\":\"", "\"signingKey\":\"AAAA")),
        new Answer.Reply(200, right.replaceFirst("111122223333", "444455556666")),
        new Answer.Reply(200, right.replace("111122223333", "../11112222333")),
        new Answer.Reply(200, right.substring(0, right.length() / 2)),
        new Answer.Reply(302, ""),
        new Answer.Reply(404, "<UnknownOperationException/>\n"),
        jsonError(400, "ValidationException"),
        jsonError(500, "InternalServerError"),
        jsonError(429, "ThrottlingException"),
        new Answer.Drop());
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void a_wrong_answer_is_neither_a_known_nor_an_unknown_key(Answer answer) {
    plane.on(RESOLVE_SIGNING_KEY, answer);
    Reason reason = data.cannotTell();
    assertTrue(reason == Reason.UNAVAILABLE || reason == Reason.NOT_UNDERSTOOD, reason::name);
    plane.on(RESOLVE_SIGNING_KEY, found(ROOT));
    assertEquals(Optional.of(ROOT), data.resolves());
  }

  @Test
  void refused_credentials_are_read_anew_and_the_question_is_put_again() {
    AccessKey next =
        new AccessKey(
            new AccessKeyId("ELAKCONTROLPLANE0002"), SecretAccessKey.of("new"), IAM_ACCOUNT);
    AtomicReference<AccessKey> current = new AtomicReference<>(CONTROL_KEY);
    AtomicInteger reloads = new AtomicInteger();
    plane.on(
        RESOLVE_SIGNING_KEY,
        call ->
            call.accessKeyId().equals(next.id().value())
                ? found(ROOT)
                : jsonError(400, "UnrecognizedClientException"));
    try (DataPlane rotating = new DataPlane(plane, plane, new Rotating(current, next, reloads))) {
      assertEquals(Optional.of(ROOT), rotating.resolves());
      assertEquals(1, reloads.get());
      assertEquals(0, rotating.remote.statistics().alarms());
    }
  }

  private record Rotating(AtomicReference<AccessKey> key, AccessKey next, AtomicInteger reloads)
      implements ControlPlaneCredentials {
    @Override
    public AccessKey current() {
      return key.get();
    }

    @Override
    public CompletionStage<Void> reload() {
      reloads.incrementAndGet();
      key.set(next);
      return CompletableFuture.completedFuture(null);
    }
  }

  static Stream<Answer> refusals() {
    return Stream.of(
        jsonError(403, "AccessDeniedException"),
        jsonError(400, "AccessDeniedException"),
        jsonError(400, "InvalidSignatureException"),
        jsonError(400, "UnrecognizedClientException"),
        xmlError(403, "SignatureDoesNotMatch"),
        new Answer.Reply(403, ""));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void credentials_refused_again_end_in_a_failure_and_an_alarm(Answer refusal) {
    AtomicInteger reloads = new AtomicInteger();
    plane.on(RESOLVE_SIGNING_KEY, refusal);
    try (DataPlane refused =
        new DataPlane(
            plane, plane, new Rotating(new AtomicReference<>(CONTROL_KEY), CONTROL_KEY, reloads))) {
      assertEquals(Reason.REFUSED, refused.cannotTell());
      assertEquals(2, plane.count(RESOLVE_SIGNING_KEY));
      assertEquals(1, refused.remote.statistics().alarms());
      assertEquals(Reason.REFUSED, refused.cannotTell());
      assertEquals(1, reloads.get(), "read anew within a second");
      refused.time.advanceSeconds(1);
      assertEquals(Reason.REFUSED, refused.cannotTell());
      assertEquals(2, reloads.get());
    }
  }

  @Test
  void a_cached_key_is_not_used_stale_when_the_control_plane_refuses_us() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, jsonError(403, "AccessDeniedException"));
    data.time.advanceSeconds(61);
    assertEquals(Reason.REFUSED, data.cannotTell());
  }

  @Test
  void sts_is_asked_first_where_it_is_another_server() {
    try (FakeControlPlane sts = new FakeControlPlane()) {
      sts.on("GetAccessKeyInfo", xml("Account", ACCOUNT.value()));
      try (DataPlane two = new DataPlane(sts, plane, ControlPlaneCredentials.of(CONTROL_KEY))) {
        assertEquals(Optional.of(ROOT), two.resolves());
        assertEquals(
            "Action=GetAccessKeyInfo&Version=2011-06-15&AccessKeyId=" + KEY,
            sts.calls("GetAccessKeyInfo").getFirst().body());
      }
    }
  }

  @Test
  void a_key_that_sts_does_not_know_is_unknown_and_iam_is_not_asked() {
    try (FakeControlPlane sts = new FakeControlPlane()) {
      sts.on("GetAccessKeyInfo", xmlError(403, "InvalidClientTokenId"));
      sts.on("GetCallerIdentity", xml("Account", IAM_ACCOUNT.value()));
      try (DataPlane two = new DataPlane(sts, plane, ControlPlaneCredentials.of(CONTROL_KEY))) {
        assertEquals(Optional.empty(), two.resolves());
        assertEquals(0, plane.count(RESOLVE_SIGNING_KEY));
      }
    }
  }

  @Test
  void that_sts_does_not_know_us_does_not_make_a_key_unknown() {
    try (FakeControlPlane sts = new FakeControlPlane()) {
      sts.on("GetAccessKeyInfo", xmlError(403, "InvalidClientTokenId"));
      sts.on("GetCallerIdentity", xmlError(403, "InvalidClientTokenId"));
      try (DataPlane two = new DataPlane(sts, plane, ControlPlaneCredentials.of(CONTROL_KEY))) {
        assertEquals(Reason.REFUSED, two.cannotTell());
      }
    }
  }

  @Test
  void a_key_whose_account_sts_and_iam_do_not_agree_on_is_unknown_and_an_alarm() {
    try (FakeControlPlane sts = new FakeControlPlane()) {
      sts.on("GetAccessKeyInfo", xml("Account", "444455556666"));
      try (DataPlane two = new DataPlane(sts, plane, ControlPlaneCredentials.of(CONTROL_KEY))) {
        assertEquals(Optional.empty(), two.resolves());
        assertEquals(1, two.remote.statistics().alarms());
      }
    }
  }

  @Test
  void a_key_of_the_iam_account_is_unknown_on_a_data_plane_and_an_alarm() {
    plane.on(RESOLVE_SIGNING_KEY, found(new Principal.Root(IAM_ACCOUNT)));
    assertEquals(Optional.empty(), data.resolves());
    assertEquals(1, data.remote.statistics().alarms());
  }

  @Test
  void a_key_made_right_after_a_miss_is_usable_ten_seconds_later() {
    plane.on(RESOLVE_SIGNING_KEY, unknown());
    assertEquals(Optional.empty(), data.resolves());
    plane.on(RESOLVE_SIGNING_KEY, found(ROOT));
    data.time.advanceSeconds(9);
    assertEquals(Optional.empty(), data.resolves());
    data.assertCalls(1, RESOLVE_SIGNING_KEY);
    data.time.advanceSeconds(1);
    assertEquals(Optional.of(ROOT), data.resolves());
  }

  @Test
  void a_thousand_made_up_keys_in_a_second_cost_fifty_questions_and_nobody_else_anything() {
    data.resolves();
    plane.on(RESOLVE_SIGNING_KEY, unknown());
    int unanswered = 0;
    for (int i = 0; i < 1_000; i++) {
      var answer = data.remote.credentials().resolve(query(madeUp(i), "203.0.113.9"));
      if (answer.toCompletableFuture().exceptionally(_ -> null).join() == null) {
        assertEquals(Reason.BUDGET, cannotTell(answer));
        unanswered++;
      }
    }
    assertEquals(950, unanswered);
    assertEquals(950, data.remote.statistics().overBudget());
    data.assertCalls(51, RESOLVE_SIGNING_KEY);
    assertEquals(Optional.of(ROOT), data.resolves());
    plane.on(RESOLVE_SIGNING_KEY, found(ROOT));
    assertTrue(
        await(data.remote.credentials().resolve(query(madeUp(5_000), "192.0.2.7"))).isPresent());
  }

  @Test
  void an_invalid_session_token_is_answered_as_the_control_plane_says_and_spares_the_key() {
    DynamoDbException error =
        new DynamoDbException(ErrorCode.UNRECOGNIZED_CLIENT, "not this token");
    plane.on(
        RESOLVE_SIGNING_KEY,
        call ->
            call.json().has("sessionToken")
                ? FakeControlPlane.ok(ResolutionJson.invalidToken(error))
                : found(ROOT));
    CredentialQuery query = new CredentialQuery(KEY, SCOPE, Optional.of("garbage"), "192.0.2.1");
    for (int i = 0; i < 2; i++) {
      var answer = data.remote.credentials().resolve(query).toCompletableFuture();
      CompletionException failure = assertThrows(CompletionException.class, answer::join);
      assertEquals(
          "not this token",
          assertInstanceOf(DynamoDbException.class, failure.getCause()).getMessage());
    }
    data.assertCalls(1, RESOLVE_SIGNING_KEY);
    assertEquals(Optional.of(ROOT), data.resolves());
  }
}
