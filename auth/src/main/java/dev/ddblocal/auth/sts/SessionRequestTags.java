package dev.ddblocal.auth.sts;

import dev.ddblocal.domain.port.QueryFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The session tags of a request.
 *
 * @param tags the tags that were passed
 * @param transitiveKeys the keys of those that are to be inherited
 */
record SessionRequestTags(Map<String, String> tags, Set<String> transitiveKeys) {
  /**
   * Reads the tags.
   *
   * @param passed the tags as they were sent
   * @param transitiveKeys the transitive keys as they were sent
   * @param inherited the tags that the calling session passes on
   * @throws QueryFault InvalidParameterValue if the keys do not go together
   */
  static SessionRequestTags of(
      List<Map.Entry<String, String>> passed,
      List<String> transitiveKeys,
      Map<String, String> inherited) {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> seen = ignoringCase(List.of());
    Set<String> inheritedKeys = ignoringCase(inherited.keySet());
    for (Map.Entry<String, String> tag : passed) {
      if (tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw StsFaults.invalidParameterValue(
            "aws: prefixed tag key names are not allowed for external use.");
      }
      if (!seen.add(tag.getKey())) {
        throw StsFaults.invalidParameterValue(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      if (inheritedKeys.contains(tag.getKey())) {
        throw StsFaults.invalidParameterValue(
            "One of the specified tag keys can't be set because it conflicts with a transitive tag"
                + " key from the calling session.");
      }
      tags.put(tag.getKey(), tag.getValue());
    }
    Set<String> transitive = ignoringCase(transitiveKeys);
    if (!seen.containsAll(transitive)) {
      throw StsFaults.invalidParameterValue(
          "The specified transitive tag key must be included in the requested tags.");
    }
    // As the tags themselves write them.
    Set<String> keys = ignoringCase(tags.keySet());
    keys.retainAll(transitive);
    return new SessionRequestTags(tags, keys);
  }

  /** The tags that the new session has: those that were passed, and those inherited. */
  Map<String, String> with(Map<String, String> inherited) {
    Map<String, String> all = new LinkedHashMap<>(inherited);
    all.putAll(tags);
    return all;
  }

  /** The keys of the tags that the new session passes on: what is inherited stays so. */
  Set<String> transitiveKeysWith(Map<String, String> inherited) {
    Set<String> all = new TreeSet<>(inherited.keySet());
    all.addAll(transitiveKeys);
    return all;
  }

  private static Set<String> ignoringCase(Collection<String> keys) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(keys);
    return set;
  }
}
