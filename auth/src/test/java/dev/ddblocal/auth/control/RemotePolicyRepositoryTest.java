package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.GET_PRINCIPAL_POLICIES;
import static dev.ddblocal.auth.control.ControlOperation.RESOLVE_SIGNING_KEY;
import static dev.ddblocal.auth.control.DataPlane.ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.ANN;
import static dev.ddblocal.auth.control.DataPlane.KEY;
import static dev.ddblocal.auth.control.DataPlane.REGION;
import static dev.ddblocal.auth.control.DataPlane.ROOT;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.control.DataPlane.credential;
import static dev.ddblocal.auth.control.DataPlane.eventually;
import static dev.ddblocal.auth.control.DataPlane.found;
import static dev.ddblocal.auth.control.DataPlane.policies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemotePolicyRepositoryTest {
  private final FakeControlPlane plane = new FakeControlPlane();
  private DataPlane data;

  @BeforeEach
  void start() {
    serve("1");
    data = new DataPlane(plane);
  }

  @AfterEach
  void stop() {
    data.close();
    plane.close();
  }

  private void serve(String version) {
    plane.on(
        GET_PRINCIPAL_POLICIES,
        call ->
            call.json().path("ifNoneMatch").asText().equals(version)
                ? FakeControlPlane.ok(PoliciesJson.notModified(version))
                : FakeControlPlane.ok(PoliciesJson.write(policies(version))));
  }

  private ErrorCode cannotTell(CallerIdentity caller) {
    var answer = data.remote.policies().policiesOf(caller).toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause()).code();
  }

  @Test
  void a_root_user_needs_no_policies_and_no_control_plane() {
    plane.stop();
    assertSame(EffectivePolicies.NONE, await(data.remote.policies().policiesOf(data.caller(ROOT))));
  }

  @Test
  void a_user_is_refused_while_policies_cannot_be_asked_for() {
    plane.stop();
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, cannotTell(data.caller(ANN)));
  }

  @Test
  void policies_are_asked_for_once_and_by_version_after_that() {
    assertEquals("1", data.policyVersion(ANN));
    data.time.advanceSeconds(22);
    assertEquals("1", data.policyVersion(ANN));
    data.assertCalls(1, GET_PRINCIPAL_POLICIES);
    data.time.advanceSeconds(8);
    assertEquals("1", data.policyVersion(ANN));
    data.assertCalls(2, GET_PRINCIPAL_POLICIES);
    assertEquals(
        "1", plane.calls(GET_PRINCIPAL_POLICIES).getLast().json().path("ifNoneMatch").asText());
    data.time.advanceSeconds(22);
    assertEquals("1", data.policyVersion(ANN));
    data.assertCalls(2, GET_PRINCIPAL_POLICIES);
  }

  @Test
  void a_changed_policy_counts_after_half_a_minute_at_the_latest() {
    assertEquals("1", data.policyVersion(ANN));
    serve("2");
    data.time.advanceSeconds(30);
    assertEquals("2", data.policyVersion(ANN));
  }

  @Test
  void a_request_under_way_while_a_policy_changes_sees_the_old_or_the_new_one() {
    CountDownLatch latch = new CountDownLatch(1);
    plane.on(
        GET_PRINCIPAL_POLICIES,
        new Answer.Later(latch, FakeControlPlane.ok(PoliciesJson.write(policies("1")))));
    var underWay = data.remote.policies().policiesOf(data.caller(ANN));
    eventually(() -> plane.count(GET_PRINCIPAL_POLICIES) == 1);
    serve("2");
    data.remote.changed(new InvalidationFeed.Change.OfOwner(PolicyOwner.of(ANN)));
    assertEquals("2", data.policyVersion(ANN));
    latch.countDown();
    assertEquals("1", await(underWay).version());
    assertEquals("2", data.policyVersion(ANN), "an old answer took the place of a new one");
  }

  @Test
  void policies_go_on_stale_until_the_hard_limit() {
    data.policyVersion(ANN);
    plane.stop();
    data.time.advanceSeconds(299);
    assertEquals("1", data.policyVersion(ANN));
    assertEquals(1, data.remote.statistics().staleUses());
    data.time.advanceSeconds(1);
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, cannotTell(data.caller(ANN)));
  }

  @Test
  void that_nothing_changed_is_no_answer_to_who_did_not_ask() {
    plane.on(GET_PRINCIPAL_POLICIES, FakeControlPlane.ok(PoliciesJson.notModified("1")));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, cannotTell(data.caller(ANN)));
  }

  @Test
  void a_credential_that_tells_of_another_version_has_policies_asked_for_anew() {
    data.policyVersion(ANN);
    serve("2");
    plane.on(
        RESOLVE_SIGNING_KEY,
        FakeControlPlane.ok(
            ResolutionJson.found(credential(ANN), Optional.of("1"), Duration.ofDays(1))));
    data.resolves();
    assertEquals("1", data.policyVersion(ANN));
    data.remote.credentials().invalidate(KEY);
    plane.on(
        RESOLVE_SIGNING_KEY,
        FakeControlPlane.ok(
            ResolutionJson.found(credential(ANN), Optional.of("2"), Duration.ofDays(1))));
    data.resolves();
    assertEquals("2", data.policyVersion(ANN));
  }

  @Test
  void every_part_of_policies_arrives() {
    EffectivePolicies all =
        new EffectivePolicies(
            "v",
            List.of(new NamedPolicy("a", "{\"é\":1}"), new NamedPolicy("b", "")),
            Optional.of(new NamedPolicy("boundary", "{}")),
            Optional.of(List.of(new NamedPolicy("session", "[]"))));
    plane.on(GET_PRINCIPAL_POLICIES, FakeControlPlane.ok(PoliciesJson.write(all)));
    assertEquals(all, await(data.remote.policies().policiesOf(data.caller(ANN))));
  }

  @Test
  void sessions_of_a_role_share_policies_unless_session_policies_differ() {
    data.policyVersion(role("one"));
    data.policyVersion(role("two"));
    data.assertCalls(1, GET_PRINCIPAL_POLICIES);
    SessionContext limited =
        new SessionContext(
            Instant.ofEpochSecond(1),
            Instant.ofEpochSecond(2),
            Optional.of(new SessionPolicies(List.of("{}"), List.of("arn:aws:iam::aws:policy/X"))),
            Optional.of("source"),
            true);
    CallerIdentity caller =
        new CallerIdentity(
            role("one"), KEY.value(), REGION, Optional.of(limited), RequestOrigin.INTERNAL);
    await(data.remote.policies().policiesOf(caller));
    data.assertCalls(2, GET_PRINCIPAL_POLICIES);
    var question = plane.calls(GET_PRINCIPAL_POLICIES).getLast().json();
    assertEquals(role("one"), PrincipalJson.read(question.path("principal")));
    assertEquals(limited, PrincipalJson.readSession(question.path("session")));
    assertEquals(role("one").arn(), question.path("principalArn").asText());
  }

  private static Principal.AssumedRole role(String session) {
    return new Principal.AssumedRole(ACCOUNT, "/", "reader", "AROAREADER", session, Map.of());
  }

  @Test
  void principals_of_all_kinds_arrive_as_they_were_sent() {
    for (Principal principal :
        List.of(
            ROOT, ANN, role("s"), new Principal.FederatedUser(ANN, "guest", Map.of("k", "v")))) {
      plane.on(RESOLVE_SIGNING_KEY, found(principal));
      data.remote.credentials().invalidate(KEY);
      assertEquals(Optional.of(principal), data.resolves());
    }
  }
}
