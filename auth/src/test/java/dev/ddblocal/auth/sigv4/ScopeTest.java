package dev.ddblocal.auth.sigv4;

import static dev.ddblocal.auth.sigv4.Requests.with;
import static dev.ddblocal.auth.sigv4.SignedRequest.inHeader;
import static dev.ddblocal.auth.sigv4.SignedRequest.inQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed host, algorithm, and what a credential is scoped to. */
class ScopeTest {
  private static final String NO_HOST =
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";

  private final Authentication authentication = Authentication.enforcing();

  @Test
  void the_host_must_be_signed() {
    authentication.refuses(
        inHeader().signedHeaders("content-type;x-amz-date").build(),
        ErrorCode.INVALID_SIGNATURE,
        NO_HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA25",
        "AWS4-HMAC-SHA512",
        "AWS4-ECDSA-P256-SHA256",
        "AWS4-NONE",
        "AWS4-hmac-sha256"
      })
  void another_algorithm_is_refused(String algorithm) {
    String message =
        "Unsupported AWS 'algorithm': '" + algorithm + "' (only AWS4-HMAC-SHA256 for now). ";

    authentication.refuses(
        inHeader().algorithm(algorithm).build(), ErrorCode.INCOMPLETE_SIGNATURE, message);
    authentication.refuses(
        inQuery().algorithm(algorithm).signedHeaders("host").presign(null, null),
        ErrorCode.INCOMPLETE_SIGNATURE,
        message);
  }

  @Test
  void the_host_is_looked_at_before_the_algorithm_and_that_before_the_credential() {
    authentication.refuses(
        inHeader().algorithm("AWS4-X").signedHeaders("x-amz-date").credentialSuffix("/6").build(),
        ErrorCode.INVALID_SIGNATURE,
        NO_HOST);
    authentication.refuses(
        inHeader().algorithm("AWS4-X").credentialSuffix("/6").build(),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "Unsupported AWS 'algorithm': 'AWS4-X' (only AWS4-HMAC-SHA256 for now). ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACCESS/20260102/us-west-2/dynamodb",
        "ACCESS/20260102/us-west-2/dynamodb/aws4_request/x",
        "ACCESS/20260102/us-west-2//dynamodb/aws4_request",
        "ACCESS/20260102/../../etc/dynamodb/aws4_request",
        "/////",
        "x"
      })
  void a_credential_has_exactly_five_elements(String credential) {
    authentication.refuses(
        withCredential(credential),
        ErrorCode.INCOMPLETE_SIGNATURE,
        "Credential must have exactly 5 slash-delimited elements,"
            + " e.g. keyid/date/region/service/term, got '"
            + credential
            + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "///"})
  void slashes_at_the_end_of_a_credential_do_not_count(String slashes) {
    authentication.accepts(inHeader().credentialSuffix(slashes).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "DynamoDB", "iam", "sts", ""})
  void another_service_is_refused(String service) {
    DynamoDbException error = authentication.refuses(inHeader().service(service).build());

    assertEquals(ErrorCode.INVALID_SIGNATURE, error.code());
    assertEquals(1525103862L, Authentication.bodyCrc32(error));
  }

  @Test
  void the_service_is_a_setting() {
    Authentication sts =
        Authentication.with(
            new AuthenticationSettings(
                "sts", Duration.ofMinutes(15), Set.of(), new Region("us-east-1")));

    sts.accepts(inHeader().service("sts").build());
    sts.refuses(
        inHeader().build(),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to correct service: 'sts'. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "", "US-EAST-1", "us-east-1%2F", "us_east_1", "us-east-1\u0000"})
  void what_is_no_region_is_refused(String region) {
    authentication.refuses(
        inHeader().region(region).build(),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to a valid region, not '" + region + "'. ");
  }

  @Test
  void a_very_long_region_is_cut_in_the_message() {
    String region = "us-" + "e".repeat(5_000) + "-1";

    authentication.refuses(
        inHeader().region(region).build(),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to a valid region, not '"
            + region.substring(0, 1_024)
            + "'. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-central-2", "us-gov-west-1", "local", "localhost"})
  void every_valid_region_is_served_by_default(String region) {
    assertEquals(
        new Region(region), authentication.accepts(inHeader().region(region).build()).region());
  }

  @Test
  void regions_can_be_limited() {
    Authentication limited =
        Authentication.with(
            Authentication.settings(
                Duration.ofMinutes(15), Set.of(new Region("us-east-1"), new Region("local"))));

    limited.accepts(inHeader().region("local").build());
    limited.refuses(
        inHeader().region("us-west-2").build(),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to a valid region, not 'us-west-2'. ");
  }

  @Test
  void another_terminator_is_refused() {
    authentication.refuses(
        inHeader().terminator("aws5_request").build(),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped with a valid terminator: 'aws4_request',"
            + " not 'aws5_request'. ");
  }

  @Test
  void everything_wrong_with_a_scope_is_said_at_once() {
    authentication.refuses(
        withCredential("nobody/20250101/mars/s3/aws5_request"),
        ErrorCode.INVALID_SIGNATURE,
        "Credential should be scoped to a valid region, not 'mars'. "
            + "Credential should be scoped to correct service: 'dynamodb'. "
            + "Credential should be scoped with a valid terminator: 'aws4_request',"
            + " not 'aws5_request'. "
            + "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
            + " HTTP: '20250101' != '20260102', from '20260102T030405Z'.");
  }

  @Test
  void a_signature_is_good_in_its_own_region_only() {
    UnverifiedRequest signedForUsWest2 = inHeader().build();
    String moved = inHeader().authorization().replace("/us-west-2/", "/us-east-1/");

    authentication.accepts(signedForUsWest2);
    authentication.refusesSignature(with(signedForUsWest2, "Authorization", moved));
  }

  private static UnverifiedRequest withCredential(String credential) {
    return with(
        inHeader().build(),
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=x");
  }
}
