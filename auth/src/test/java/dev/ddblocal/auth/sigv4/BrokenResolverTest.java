package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No request stays unanswered, whatever goes wrong behind its back. */
class BrokenResolverTest {
  private static final List<Header> HEADERS =
      List.of(
          new Header("Host", "localhost"),
          new Header("X-Amz-Date", "20260102T030405Z"),
          new Header(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=ELAKAAAAAAAAAAAAAAAA/20260102/us-east-1/dynamodb/"
                  + "aws4_request, SignedHeaders=host;x-amz-date, Signature="
                  + "0".repeat(64)));

  private static CompletionStage<CallerIdentity> authenticate(
      AuthMode mode, CredentialResolver resolver, List<Header> headers) {
    return mode.authenticator(
            resolver,
            () -> Instant.parse("2026-01-02T03:04:05Z"),
            AuthenticationSettings.dynamoDb(new Region("us-east-1")))
        .authenticate(
            new UnverifiedRequest("POST", "", headers, Bytes.wrap(new byte[] {'{', '}'})));
  }

  @ParameterizedTest
  @EnumSource(AuthMode.class)
  void a_resolver_that_answers_null_fails_the_stage(AuthMode mode) {
    CompletionStage<CallerIdentity> stage =
        authenticate(mode, _ -> CompletableFuture.completedFuture(null), HEADERS);

    assertTrue(stage.toCompletableFuture().isCompletedExceptionally());
  }

  @Test
  void an_error_of_the_jvm_while_verifying_fails_the_stage() {
    AtomicBoolean broken = new AtomicBoolean();
    List<Header> headers =
        new AbstractList<>() {
          @Override
          public Header get(int index) {
            if (broken.get()) {
              throw new StackOverflowError();
            }
            return HEADERS.get(index);
          }

          @Override
          public int size() {
            return HEADERS.size();
          }
        };
    CredentialResolver breaking =
        _ -> {
          broken.set(true);
          return CompletableFuture.completedFuture(Optional.empty());
        };

    assertTrue(
        authenticate(AuthMode.ENFORCE, breaking, headers)
            .toCompletableFuture()
            .isCompletedExceptionally());
  }
}
