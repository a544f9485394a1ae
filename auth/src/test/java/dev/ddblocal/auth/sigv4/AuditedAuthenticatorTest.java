package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.value.Bytes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that nobody can vouch for are recorded, with nothing secret. */
class AuditedAuthenticatorTest {
  private static final RequestOrigin ORIGIN =
      new RequestOrigin("REQUEST1", "192.0.2.1", false, "agent", "");

  private final DynamoDbException refusal =
      new DynamoDbException(ErrorCode.UNRECOGNIZED_CLIENT, "no");
  private final List<AuditEvent> events = new ArrayList<>();
  private final AuditedAuthenticator authenticator =
      new AuditedAuthenticator(
          _ -> CompletableFuture.failedStage(refusal),
          new AuditTrail(
              new AuditLog() {
                @Override
                public boolean isEnabled() {
                  return true;
                }

                @Override
                public void record(AuditEvent event) {
                  events.add(event);
                }
              },
              InstantSource.system()));

  private static UnverifiedRequest request(String credential) {
    return new UnverifiedRequest(
        "POST",
        "",
        List.of(
            new UnverifiedRequest.Header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + credential
                    + ", SignedHeaders=host, Signature=5151"),
            new UnverifiedRequest.Header("X-Amz-Date", "20260102T030405Z"),
            new UnverifiedRequest.Header("X-Amz-Security-Token", "TOKENTOKENTOKEN")),
        Bytes.copyOf(new byte[0]),
        ORIGIN);
  }

  @ParameterizedTest
  @CsvSource({
    "AKIAIOSFODNN7EXAMPLE/20260102/us-east-1/dynamodb/aws4_request, AKIAIOSFODNN7EXAMPLE,"
        + " us-east-1",
    "AKIAIOSFODNN7EXAMPLE/20260102/../dynamodb/aws4_request, AKIAIOSFODNN7EXAMPLE, ''",
    "AKIAIOSFODNN7EXAMPLE, AKIAIOSFODNN7EXAMPLE, ''",
    "wJalrXUtnFEMI+K7MDENG+bPxRfiCYEXAMPLEKEY/20260102/us-east-1/dynamodb/aws4_request, '',"
        + " us-east-1"
  })
  void a_refusal_is_recorded_with_what_the_request_presents(
      String credential, String accessKeyId, String region) {
    CompletionStage<CallerIdentity> answer = authenticator.authenticate(request(credential));

    assertSame(refusal, answer.toCompletableFuture().exceptionNow());
    assertEquals(1, events.size());
    AuditEvent event = events.getFirst();
    assertEquals(AuditEvent.Outcome.NOT_AUTHENTICATED, event.decision());
    assertEquals("UnrecognizedClientException", event.reason());
    assertEquals(accessKeyId, event.accessKeyId());
    assertEquals(region, event.region());
    assertEquals(ORIGIN, event.origin());
    assertFalse(event.toString().contains("TOKENTOKEN"));
    assertFalse(event.toString().contains("5151"));
  }

  @Test
  void a_request_without_signature_is_recorded() {
    var _ =
        authenticator.authenticate(
            new UnverifiedRequest("POST", "", List.of(), Bytes.copyOf(new byte[0]), ORIGIN));

    assertEquals("", events.getFirst().accessKeyId());
  }

  @Test
  void who_is_vouched_for_is_recorded_elsewhere() {
    CompletionStage<CallerIdentity> caller = new CompletableFuture<>();
    AuditedAuthenticator vouching =
        new AuditedAuthenticator(
            _ -> caller, new AuditTrail(AuditLog.NONE, InstantSource.system()));

    assertSame(caller, vouching.authenticate(request("AKIAIOSFODNN7EXAMPLE")));
  }
}
