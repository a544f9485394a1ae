package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.TestAccount;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.RequestAuthenticator;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;

/** An authenticator at a fixed time, and what is expected of it. */
final class Authentication {
  static final Region DEFAULT_REGION = new Region("us-east-1");
  static final AuthenticationSettings SETTINGS = AuthenticationSettings.dynamoDb(DEFAULT_REGION);
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final RequestAuthenticator authenticator;

  Authentication(RequestAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Signatures decide; the test account alone is known; the time is that of the requests. */
  static Authentication enforcing() {
    return at(NOW);
  }

  static Authentication at(Instant now) {
    return new Authentication(
        new SigV4Authenticator(new TestAccount(), InstantSource.fixed(now), SETTINGS));
  }

  static Authentication knowing(CredentialResolver credentials) {
    return new Authentication(
        new SigV4Authenticator(credentials, InstantSource.fixed(NOW), SETTINGS));
  }

  static Authentication with(AuthenticationSettings settings) {
    return new Authentication(
        new SigV4Authenticator(new TestAccount(), InstantSource.fixed(NOW), settings));
  }

  static AuthenticationSettings settings(Duration maxSkew, Set<Region> regions) {
    return new AuthenticationSettings("dynamodb", maxSkew, regions, DEFAULT_REGION);
  }

  /** The caller of a request that must be accepted. */
  CallerIdentity accepts(UnverifiedRequest request) {
    return authenticator.authenticate(request).toCompletableFuture().join();
  }

  /** The error of a request that must be refused. */
  DynamoDbException refuses(UnverifiedRequest request) {
    var answer = authenticator.authenticate(request).toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    return assertInstanceOf(DynamoDbException.class, failure.getCause());
  }

  void refuses(UnverifiedRequest request, ErrorCode code, String message) {
    DynamoDbException error = refuses(request);
    assertEquals(message, error.getMessage());
    assertEquals(code, error.code());
  }

  void refusesSignature(UnverifiedRequest request) {
    refuses(
        request,
        ErrorCode.INVALID_SIGNATURE,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  void refusesAccessKey(UnverifiedRequest request) {
    refuses(
        request,
        ErrorCode.UNRECOGNIZED_CLIENT,
        "The security token included in the request is invalid.");
  }

  /** The CRC-32 of the error's body as DynamoDB sends it. Its messages here need no escapes. */
  static long bodyCrc32(DynamoDbException error) {
    String body =
        "{\"__type\":\"com.amazon.coral.service#"
            + error.code().shapeName()
            + "\",\"message\":\""
            + error.getMessage()
            + "\"}";
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
