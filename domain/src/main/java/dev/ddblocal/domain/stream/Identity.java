package dev.ddblocal.domain.stream;

/**
 * Model shape {@code Identity}.
 *
 * @param principalId who made a change
 * @param type what kind of identity that is
 */
public record Identity(String principalId, String type) {
  /** The service itself, when an item has expired. */
  public static final Identity TIME_TO_LIVE = new Identity("dynamodb.amazonaws.com", "Service");
}
