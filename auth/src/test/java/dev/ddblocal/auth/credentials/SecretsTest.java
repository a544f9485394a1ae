package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final SecretAccessKey SECRET = SecretAccessKey.of("SECRET");
  private static final CredentialScope SCOPE =
      new CredentialScope("20260102", new Region("us-west-2"), "dynamodb");
  private static final String SIGNING_KEY =
      "748b117a264f5b8ba5fd7acfdb62a6cbeb82fee707a005c163f60ad73d6de8f5";

  @Test
  void a_signing_key_is_derived_as_aws_documents_it() throws Exception {
    byte[] message = "message".getBytes(StandardCharsets.UTF_8);
    Mac expected = Mac.getInstance("HmacSHA256");
    expected.init(new SecretKeySpec(HexFormat.of().parseHex(SIGNING_KEY), "HmacSHA256"));
    Mac actual = Mac.getInstance("HmacSHA256");

    SigningKey.derive(SECRET, SCOPE).initialize(actual);

    assertEquals(
        HexFormat.of().formatHex(expected.doFinal(message)),
        HexFormat.of().formatHex(actual.doFinal(message)));
  }

  @Test
  void secrets_show_in_no_text() {
    SigningKey signingKey = SigningKey.derive(SECRET, SCOPE);
    AccessKey key = new AccessKey(AccessKeyId.TEST, SECRET, AccountId.TEST);
    ResolvedCredential credential =
        new ResolvedCredential(new Principal.Root(AccountId.TEST), KeyStatus.ACTIVE, signingKey);

    for (Object holder : List.of(SECRET, key, signingKey, credential)) {
      assertFalse(holder.toString().contains("SECRET"), holder.toString());
      assertFalse(holder.toString().contains(SIGNING_KEY), holder.toString());
    }
  }

  @Test
  void there_is_no_empty_secret() {
    assertThrows(IllegalArgumentException.class, () -> SecretAccessKey.of(""));
  }
}
