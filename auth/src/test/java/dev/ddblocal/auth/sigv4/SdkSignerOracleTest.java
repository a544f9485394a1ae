package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that the AWS SDK for Java signs, whole and damaged. */
class SdkSignerOracleTest {
  private static final AwsCredentialsIdentity CREDENTIALS =
      AwsCredentialsIdentity.create("ACCESS", "SECRET");
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1", "local");
  private static final String VALUE_CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/+=&%;:,'\"()*! ";
  private static final int DAMAGES = 40;

  /** The names of signed headers may be in any case. */
  private static final int CASE_BIT = 'a' ^ 'A';

  private final Authentication authentication = Authentication.enforcing();

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void accepts_what_the_sdk_signs_in_a_header_and_nothing_that_differs_in_a_bit(int seed) {
    Random random = new Random(seed);
    UnverifiedRequest request = signed(random, AuthLocation.HEADER);

    assertEquals("ACCESS", authentication.accepts(request).accessKeyId());
    for (int i = 0; i < DAMAGES; i++) {
      authentication.refuses(damaged(request, random));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void accepts_what_the_sdk_presigns_and_no_other_body(int seed) {
    Random random = new Random(seed);
    UnverifiedRequest request = signed(random, AuthLocation.QUERY_STRING);

    assertEquals("ACCESS", authentication.accepts(request).accessKeyId());
    authentication.refusesSignature(
        Requests.withBody(request, (request.body() + "x").getBytes(StandardCharsets.UTF_8)));
  }

  private static UnverifiedRequest signed(Random random, AuthLocation location) {
    byte[] body = new byte[random.nextInt(2_000)];
    random.nextBytes(body);
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:" + (1 + random.nextInt(65_535)) + "/"))
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", "DynamoDB_20120810.PutItem");
    for (int i = random.nextInt(4); i > 0; i--) {
      unsigned.appendHeader("X-Custom-" + random.nextInt(3), value(random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      unsigned.appendRawQueryParameter("p" + random.nextInt(3), value(random));
    }
    SdkHttpRequest request =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(CREDENTIALS)
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location)
                    .putProperty(
                        AwsV4HttpSigner.REGION_NAME, REGIONS.get(random.nextInt(REGIONS.size())))
                    .putProperty(
                        AwsV4FamilyHttpSigner.SIGNING_CLOCK,
                        Clock.fixed(
                            Authentication.NOW.plusSeconds(random.nextInt(1_801) - 900),
                            ZoneOffset.UTC)))
            .request();
    return unverified(request, body);
  }

  private static UnverifiedRequest unverified(SdkHttpRequest request, byte[] body) {
    List<Header> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    return new UnverifiedRequest(
        request.method().name(),
        request.encodedQueryParameters().orElse(""),
        headers,
        Bytes.copyOf(body));
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder("v");
    for (int i = random.nextInt(30); i > 0; i--) {
      value.append(VALUE_CHARACTERS.charAt(random.nextInt(VALUE_CHARACTERS.length())));
    }
    return value.append("v").toString();
  }

  /** With one bit flipped, in the body or in the value of a header. */
  private static UnverifiedRequest damaged(UnverifiedRequest request, Random random) {
    byte[] body = request.body().toArray();
    if (body.length > 0 && random.nextBoolean()) {
      body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      return Requests.withBody(request, body);
    }
    Header header = request.headers().get(random.nextInt(request.headers().size()));
    char[] value = header.value().toCharArray();
    int bit = random.nextInt(8);
    if (header.name().equals("Authorization") && 1 << bit == CASE_BIT) {
      bit--;
    }
    value[random.nextInt(value.length)] ^= (char) (1 << bit);
    Header flipped = new Header(header.name(), new String(value));
    return Requests.changed(request, each -> each.equals(header) ? flipped : each);
  }
}
