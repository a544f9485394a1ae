package dev.ddblocal.auth.sts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Tags of sessions. Keys of tags are compared without regard to case, their case is kept. */
final class SessionTags {
  private SessionTags() {}

  /** The tags of a session: its own, and of its role or user those that it does not replace. */
  static Map<String, String> over(Map<String, String> ofIssuer, Map<String, String> ofSession) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tags.putAll(ofSession);
    ofIssuer.forEach(tags::putIfAbsent);
    return Collections.unmodifiableMap(tags);
  }
}
