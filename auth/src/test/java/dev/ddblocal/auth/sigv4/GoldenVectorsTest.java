package dev.ddblocal.auth.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.UnverifiedRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that botocore makes, as literals. */
class GoldenVectorsTest {
  private static final String SIGNATURE =
      "ec499474e252490e24ae83ff66fa125188f63072c3d63a69cf402461f6092d04";

  @Test
  void accepts_botocores_signature_in_the_authorization_header() {
    CallerIdentity caller =
        Authentication.enforcing()
            .accepts(SignedRequest.inHeader().signature(_ -> SIGNATURE).build());

    assertEquals(
        new CallerIdentity(new Principal.Root(AccountId.TEST), "ACCESS", new Region("us-west-2")),
        caller);
  }

  @Test
  void the_tests_own_signer_agrees_with_botocore() {
    String canonical = SignedRequest.inHeader().canonicalRequest("");

    assertEquals(
        "d189897a714a8835cb5888756ee0c878ae1e4b834b0f86d867a1bf676a244cee",
        SignedRequest.sha256(canonical.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The token makes the answer the session token's, which is checked after the signature. */
  @ParameterizedTest
  @CsvSource({
    "'',1666b737429266fc7143bb2548a6182fbb72f916b237ff7a2a93018463f9f39d",
    "{},743ab6d1f170057528c6797f2f4f22827739787ee7c9c0739b837a39831c64cf"
  })
  void accepts_botocores_signature_in_the_query_string(String body, String signature) {
    UnverifiedRequest request =
        SignedRequest.inQuery()
            .body(body)
            .signedHeaders("content-type;host;x-amz-target")
            .signature(_ -> signature)
            .presign("60", "TOK/+=");

    Authentication.enforcing()
        .refuses(
            request,
            ErrorCode.UNRECOGNIZED_CLIENT,
            "The security token included in the request is invalid");
  }
}
