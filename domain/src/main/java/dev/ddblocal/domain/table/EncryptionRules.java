package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of SSESpecification. What is asked for is recorded and answered as AWS does; it is a
 * statement about KMS, which this server does not have.
 */
final class EncryptionRules {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String SERVICE_KEY_ALIAS = "alias/aws/dynamodb";

  private EncryptionRules() {}

  /** The encryption that a request asks for; empty for the service's own default. */
  static Optional<ServerSideEncryption> requested(
      SSESpecification specification, AccountScope scope) {
    if (specification == null) {
      return Optional.empty();
    }
    if (specification.sseType() == SSEType.AES256) {
      throw DynamoDbException.validation(
          INVALID + "SSEType AES256 is not supported. Only KMS is supported.");
    }
    boolean enabled = Boolean.TRUE.equals(specification.enabled());
    if (!enabled && specification.kmsMasterKeyId() != null) {
      throw DynamoDbException.validation(
          INVALID + "KMSMasterKeyId can only be specified when server-side encryption is enabled");
    }
    return enabled
        ? Optional.of(new ServerSideEncryption(keyArn(specification.kmsMasterKeyId(), scope)))
        : Optional.empty();
  }

  private static String keyArn(String keyId, AccountScope scope) {
    if (keyId != null && keyId.startsWith("arn:")) {
      return keyId;
    }
    String prefix = "arn:aws:kms:" + scope.region() + ":" + scope.accountId() + ":";
    if (keyId == null || keyId.startsWith("alias/")) {
      String alias = prefix + (keyId == null ? SERVICE_KEY_ALIAS : keyId);
      UUID key = UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8));
      return prefix + "key/" + key;
    }
    return prefix + "key/" + keyId;
  }
}
