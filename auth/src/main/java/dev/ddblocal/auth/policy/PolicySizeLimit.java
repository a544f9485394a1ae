package dev.ddblocal.auth.policy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** How large policies may be (AWS: IAM and STS quotas; resource-based policies of DynamoDB). */
public enum PolicySizeLimit {
  /** All inline policies of a user together. */
  USER_INLINE(2_048, Unit.CHARACTERS_WITHOUT_WHITE_SPACE),
  /** All inline policies of a group together. */
  GROUP_INLINE(5_120, Unit.CHARACTERS_WITHOUT_WHITE_SPACE),
  /** All inline policies of a role together. */
  ROLE_INLINE(10_240, Unit.CHARACTERS_WITHOUT_WHITE_SPACE),
  /** A version of a managed policy. */
  MANAGED(6_144, Unit.CHARACTERS_WITHOUT_WHITE_SPACE),
  /** A role's trust policy. */
  TRUST(2_048, Unit.CHARACTERS_WITHOUT_WHITE_SPACE),
  /** The policies that are passed when a session is made, together, white space included. */
  SESSION(2_048, Unit.CHARACTERS),
  /** A policy of a table or a stream, in bytes, white space included. */
  RESOURCE(20_480, Unit.BYTES);

  private enum Unit {
    CHARACTERS,
    CHARACTERS_WITHOUT_WHITE_SPACE,
    BYTES
  }

  private final int limit;
  private final Unit unit;

  PolicySizeLimit(int limit, Unit unit) {
    this.limit = limit;
    this.unit = unit;
  }

  /** The largest size. */
  public int limit() {
    return limit;
  }

  /** The size of a document as this limit counts it: IAM does not count white space. */
  public int sizeOf(String document) {
    return switch (unit) {
      case CHARACTERS -> document.length();
      case CHARACTERS_WITHOUT_WHITE_SPACE ->
          (int) document.chars().filter(c -> " \t\r\n".indexOf(c) < 0).count();
      case BYTES -> document.getBytes(StandardCharsets.UTF_8).length;
    };
  }

  /** Whether the documents together are larger than the limit. */
  public boolean isExceededBy(Collection<String> documents) {
    return documents.stream().mapToLong(this::sizeOf).sum() > limit;
  }

  /** Whether the document is larger than the limit. */
  public boolean isExceededBy(String document) {
    return isExceededBy(List.of(document));
  }
}
