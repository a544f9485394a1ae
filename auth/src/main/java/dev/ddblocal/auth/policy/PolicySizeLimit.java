package dev.ddblocal.auth.policy;

import java.util.Collection;
import java.util.List;

/**
 * How large policies may be (AWS: IAM and STS quotas; resource-based policies of DynamoDB). Sizes
 * are counted in characters, IAM's without white space.
 */
public enum PolicySizeLimit {
  /** All inline policies of a user together. */
  USER_INLINE(2_048, false),
  /** All inline policies of a group together. */
  GROUP_INLINE(5_120, false),
  /** All inline policies of a role together. */
  ROLE_INLINE(10_240, false),
  /** A version of a managed policy. */
  MANAGED(6_144, false),
  /** A role's trust policy. */
  TRUST(2_048, false),
  /** The policy that is passed when a session is made, as text. */
  SESSION(2_048, true),
  /** A policy of a table or a stream: 20 KB. */
  RESOURCE(20_480, true);

  private final int limit;
  private final boolean countsWhiteSpace;

  PolicySizeLimit(int limit, boolean countsWhiteSpace) {
    this.limit = limit;
    this.countsWhiteSpace = countsWhiteSpace;
  }

  /** The largest size, in characters. */
  public int limit() {
    return limit;
  }

  /** The size of a document as this limit counts it. */
  public int sizeOf(String document) {
    if (countsWhiteSpace) {
      return document.length();
    }
    int size = 0;
    for (int i = 0; i < document.length(); i++) {
      char character = document.charAt(i);
      boolean white = character == ' ' || character == '\t' || character == '\n';
      size += white || character == '\r' ? 0 : 1;
    }
    return size;
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
