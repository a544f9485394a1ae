package dev.ddblocal.auth.sts;

import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests as the AWS SDK for Java signs them. */
final class SdkSignature {
  private static final String ENDPOINT = "http://127.0.0.1:8000/";

  private final AwsCredentialsIdentity credentials;
  private final String service;
  private final Instant now;

  private SdkSignature(AwsCredentialsIdentity credentials, String service, Instant now) {
    this.credentials = credentials;
    this.service = service;
    this.now = now;
  }

  /** Of a long-term key, or of temporary credentials if there is a token. */
  static SdkSignature of(
      String id, String secret, Optional<String> token, String service, Instant now) {
    AwsCredentialsIdentity credentials =
        token.isPresent()
            ? AwsSessionCredentialsIdentity.create(id, secret, token.get())
            : AwsCredentialsIdentity.create(id, secret);
    return new SdkSignature(credentials, service, now);
  }

  /** A POST with a form, as clients call the query protocol. */
  UnverifiedRequest post(String form) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(ENDPOINT))
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    return signed(request, form.getBytes(StandardCharsets.UTF_8), AuthLocation.HEADER);
  }

  /** A presigned GET without a body, its parameters in the query string. */
  UnverifiedRequest presignedGet(Map<String, String> parameters) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(URI.create(ENDPOINT));
    parameters.forEach(request::appendRawQueryParameter);
    return signed(request, new byte[0], AuthLocation.QUERY_STRING);
  }

  private UnverifiedRequest signed(
      SdkHttpRequest.Builder unsigned, byte[] body, AuthLocation location) {
    SdkHttpRequest request =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(credentials)
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(
                        AwsV4FamilyHttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
            .request();
    List<Header> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    return new UnverifiedRequest(
        request.method().name(),
        request.encodedQueryParameters().orElse(""),
        headers,
        Bytes.copyOf(body),
        RequestOrigin.INTERNAL);
  }
}
