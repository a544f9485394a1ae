package dev.ddblocal.auth.iam;

import java.time.Instant;

/**
 * A version of a managed policy.
 *
 * @param number its number
 * @param document its text
 * @param createdAt when it was made
 * @param isDefault whether it is the one in force
 */
record PolicyVersion(int number, String document, Instant createdAt, boolean isDefault) {
  /** The version's name, such as {@code v1}. */
  String id() {
    return "v" + number;
  }
}
