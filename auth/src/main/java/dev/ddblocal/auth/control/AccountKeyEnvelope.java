package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * An account's encryption key on its way to a data plane, so that TLS is not all that protects it.
 * It is sealed under a key that HKDF-SHA256 derives from the secret of the credentials that signed
 * the request, and opens for that request alone. That an account has no key is sealed likewise:
 * nobody on the way can make an account's data be written in clear.
 *
 * <pre>
 *   sealing key = HKDF(secret, salt "ddb-local-account-key-v1", info access key id)
 *   sealed      = AES-256-GCM(sealing key, {"current":base64?,"next":base64?},
 *                             aad "account key|access key id|account|nonce")
 * </pre>
 */
final class AccountKeyEnvelope {
  private static final byte[] SALT = "ddb-local-account-key-v1".getBytes(StandardCharsets.UTF_8);

  private final SealingKey key;
  private final byte[] context;

  /**
   * Creates the envelope of a request.
   *
   * @param id the access key that signed the request
   * @param secret its secret
   * @param account the account that is asked about
   * @param nonce what the data plane made up for this request
   */
  AccountKeyEnvelope(AccessKeyId id, SecretAccessKey secret, AccountId account, String nonce) {
    this.key = sealingKey(id, secret);
    this.context =
        ("account key|" + id + "|" + account + "|" + nonce).getBytes(StandardCharsets.UTF_8);
  }

  private static SealingKey sealingKey(AccessKeyId id, SecretAccessKey secret) {
    byte[] material = secret.plainText().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] derived =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(material)
                      .addSalt(SALT)
                      .thenExpand(
                          id.value().getBytes(StandardCharsets.UTF_8), SealingKey.KEY_BYTES));
      return SealingKey.of(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is not there", e);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /** Seals the account's key, or that it has none. */
  byte[] seal(Optional<AccountKey> accountKey) {
    ObjectNode json = ControlJson.object();
    accountKey.ifPresent(keys -> {
      json.put("current", ControlJson.base64(keys.current().bytes()));
      keys.next().ifPresent(next -> json.put("next", ControlJson.base64(next.bytes())));
    });
    return key.seal(json.toString().getBytes(StandardCharsets.UTF_8), context);
  }

  /**
   * Opens what was sealed for this request.
   *
   * @return the account's key; empty if it has none
   * @throws ControlJson.MalformedException if it was not sealed for this request
   */
  Optional<AccountKey> open(byte[] sealed) {
    byte[] plain =
        key.open(sealed, context)
            .orElseThrow(() -> new ControlJson.MalformedException("the account key does not open"));
    ObjectNode json = ControlJson.parse(new String(plain, StandardCharsets.UTF_8));
    Optional<SealingKey> next = sealingKey(json, "next");
    return sealingKey(json, "current").map(current -> new AccountKey(current, next));
  }

  private static Optional<SealingKey> sealingKey(ObjectNode json, String name) {
    return ControlJson.optionalText(json, name)
        .map(text ->
            SealingKey.parse(text)
                .orElseThrow(() -> new ControlJson.MalformedException(name + " is no key")));
  }
}
