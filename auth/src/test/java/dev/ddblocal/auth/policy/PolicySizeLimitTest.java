package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySizeLimitTest {
  /** T-P17. */
  @ParameterizedTest
  @CsvSource({
    "USER_INLINE,   2048",
    "GROUP_INLINE, 5120",
    "ROLE_INLINE, 10240",
    "MANAGED, 6144",
    "TRUST,         2048",
    "SESSION,      2048",
    "RESOURCE,    20480",
  })
  void a_policy_may_be_as_large_as_the_limit_and_no_larger(PolicySizeLimit limit, int size) {
    assertEquals(size, limit.limit());
    assertFalse(limit.isExceededBy("x".repeat(size)));
    assertTrue(limit.isExceededBy("x".repeat(size + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "USER_INLINE, false",
    "GROUP_INLINE, false",
    "ROLE_INLINE, false",
    "MANAGED, false",
    "TRUST,       false",
    "SESSION,      true",
    "RESOURCE,    true",
  })
  void iam_does_not_count_white_space(PolicySizeLimit limit, boolean counted) {
    assertEquals(counted ? 6 : 2, limit.sizeOf("{ \t\r\n}"));
  }

  @Test
  void dynamodb_counts_bytes_and_iam_characters() {
    String umlauts = "\u00e4".repeat(10);

    assertEquals(20, PolicySizeLimit.RESOURCE.sizeOf(umlauts));
    assertEquals(10, PolicySizeLimit.MANAGED.sizeOf(umlauts));
    assertEquals(10, PolicySizeLimit.SESSION.sizeOf(umlauts));
  }

  @Test
  void inline_policies_count_together() {
    String half = "x".repeat(1_024);

    assertFalse(PolicySizeLimit.USER_INLINE.isExceededBy(List.of(half, half)));
    assertTrue(PolicySizeLimit.USER_INLINE.isExceededBy(List.of(half, half, "x")));
  }
}
