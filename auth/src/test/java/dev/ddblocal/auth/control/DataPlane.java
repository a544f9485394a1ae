package dev.ddblocal.auth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ddblocal.auth.control.ControlPlaneSettings.Caching;
import dev.ddblocal.auth.control.ControlPlaneSettings.Timeouts;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.identity.SessionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** A data plane whose control plane is a fake, and what both know. */
final class DataPlane implements AutoCloseable {
  static final AccountId IAM_ACCOUNT = new AccountId("999900001111");
  static final AccountId ACCOUNT = new AccountId("111122223333");
  static final AccessKeyId KEY = new AccessKeyId("ELAKQAAAAATJAAAAAAAA");
  static final Region REGION = new Region("eu-west-1");
  static final CredentialScope SCOPE = new CredentialScope("20260102", REGION, "dynamodb");
  static final Principal.Root ROOT = new Principal.Root(ACCOUNT);
  static final Principal.User ANN =
      new Principal.User(ACCOUNT, "/staff/", "Ann", "AIDAANN", Map.of("team", "blue"));
  static final AccessKey CONTROL_KEY =
      new AccessKey(
          new AccessKeyId("ELAKCONTROLPLANE0001"),
          SecretAccessKey.of("secret of the IAM account"),
          IAM_ACCOUNT);

  final MutableTime time = new MutableTime();
  final FakeControlPlane plane;
  final RemoteControlPlane remote;

  DataPlane(FakeControlPlane plane) {
    this(plane, plane, ControlPlaneCredentials.of(CONTROL_KEY));
  }

  DataPlane(FakeControlPlane sts, FakeControlPlane iam, ControlPlaneCredentials credentials) {
    this.plane = iam;
    this.remote =
        new RemoteControlPlane(
            settings(new ControlPlaneEndpoints(sts.endpoint(), iam.endpoint())),
            credentials,
            time,
            time);
  }

  static ControlPlaneSettings settings(ControlPlaneEndpoints endpoints) {
    return new ControlPlaneSettings(
        endpoints,
        IAM_ACCOUNT,
        new Region("us-east-1"),
        Optional.empty(),
        new Timeouts(
            Duration.ofMillis(500),
            Duration.ofMillis(400),
            Duration.ofSeconds(30),
            Duration.ofMillis(1)),
        Caching.DEFAULT,
        "data-plane");
  }

  static ResolvedCredential credential(Principal principal) {
    return new ResolvedCredential(
        principal,
        KeyStatus.ACTIVE,
        SigningKey.derive(SecretAccessKey.of("a tenant's secret"), SCOPE));
  }

  static FakeControlPlane.Answer found(Principal principal) {
    return FakeControlPlane.ok(
        ResolutionJson.found(credential(principal), Optional.empty(), Duration.ofDays(1)));
  }

  static FakeControlPlane.Answer found(Principal principal, SessionContext session) {
    ResolvedCredential key = credential(principal);
    return FakeControlPlane.ok(
        ResolutionJson.found(
            new ResolvedCredential(principal, key.status(), key.signingKey(), Optional.of(session)),
            Optional.empty(),
            Duration.ofDays(1)));
  }

  static FakeControlPlane.Answer unknown() {
    return FakeControlPlane.ok(ResolutionJson.unknown());
  }

  static EffectivePolicies policies(String version) {
    return new EffectivePolicies(
        version,
        List.of(new NamedPolicy("p", "{\"version\":\"" + version + "\"}")),
        Optional.empty(),
        Optional.empty());
  }

  static CredentialQuery query(AccessKeyId id, String source) {
    return new CredentialQuery(id, SCOPE, Optional.empty(), source);
  }

  static AccessKeyId madeUp(int number) {
    return new AccessKeyId(String.format("ELAKMADEUP%010d", number));
  }

  CompletionStage<Optional<ResolvedCredential>> asks() {
    return remote.credentials().resolve(query(KEY, "192.0.2.1"));
  }

  /** Who the key speaks for; empty if it is unknown. */
  Optional<Principal> resolves() {
    return await(asks()).map(ResolvedCredential::principal);
  }

  /** That nobody knows whether there is such a key. */
  ControlPlaneException.Reason cannotTell() {
    return cannotTell(asks());
  }

  static ControlPlaneException.Reason cannotTell(CompletionStage<?> stage) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join());
    return assertInstanceOf(ControlPlaneException.class, failure.getCause()).reason();
  }

  CallerIdentity caller(Principal principal) {
    return new CallerIdentity(principal, KEY.value(), REGION);
  }

  String policyVersion(Principal principal) {
    return await(remote.policies().policiesOf(caller(principal))).version();
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Waits for what comes about on other threads. */
  static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("it did not come about");
      }
      Thread.onSpinWait();
    }
  }

  void assertCalls(int expected, ControlOperation operation) {
    assertEquals(expected, plane.count(operation));
  }

  @Override
  public void close() {
    remote.close();
  }
}
