package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The tags of a call. Keys of tags are kept as given and compared without regard to case: a tag
 * whose key differs from another's in case only takes its place.
 */
public final class TagParameters {
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(CHARACTERS + "+");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "*");

  private TagParameters() {}

  /**
   * The parameter {@code Tags}; empty if there is none.
   *
   * @throws QueryFault a ValidationError, or InvalidInput where two keys are the same
   */
  public static Map<String, String> read(QueryParameters parameters) {
    List<QueryParameters> structures = parameters.structures("Tags");
    if (structures.size() > MOST_TAGS) {
      throw tooMany();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < structures.size(); i++) {
      String at = "tags." + (i + 1) + ".member.";
      String key = structures.get(i).find("Key").orElseThrow(() -> missing(at + "key"));
      String value = structures.get(i).find("Value").orElseThrow(() -> missing(at + "value"));
      check(key, at + "key", 1, LONGEST_KEY, KEY);
      check(value, at + "value", 0, LONGEST_VALUE, VALUE);
      if (!seen.add(folded(key))) {
        throw IamFaults.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      tags.put(key, value);
    }
    return tags;
  }

  /**
   * The parameter {@code Tags}, which has to be there.
   *
   * @throws QueryFault a ValidationError, or InvalidInput where two keys are the same
   */
  public static Map<String, String> require(QueryParameters parameters) {
    Map<String, String> tags = read(parameters);
    if (tags.isEmpty()) {
      throw missing("Tags");
    }
    return tags;
  }

  /**
   * The parameter {@code TagKeys}.
   *
   * @throws QueryFault a ValidationError
   */
  public static List<String> readKeys(QueryParameters parameters) {
    List<String> keys = parameters.list("TagKeys");
    if (keys.isEmpty()) {
      throw missing("TagKeys");
    }
    if (keys.size() > MOST_TAGS) {
      throw IamFaults.validationError(
          "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member"
              + " must have length less than or equal to "
              + MOST_TAGS);
    }
    for (int i = 0; i < keys.size(); i++) {
      check(keys.get(i), "tagKeys." + (i + 1) + ".member", 1, LONGEST_KEY, KEY);
    }
    return keys;
  }

  /**
   * Tags with others over them.
   *
   * @throws QueryFault LimitExceeded if there are too many together
   */
  public static Map<String, String> merged(Map<String, String> tags, Map<String, String> added) {
    Map<String, String> merged = without(tags, List.copyOf(added.keySet()));
    merged.putAll(added);
    if (merged.size() > MOST_TAGS) {
      throw IamFaults.quotaExceeded("TagsPerEntity", MOST_TAGS);
    }
    return merged;
  }

  /** Tags without those of the keys. */
  public static Map<String, String> without(Map<String, String> tags, List<String> keys) {
    Set<String> removed = new HashSet<>();
    keys.forEach(key -> removed.add(folded(key)));
    Map<String, String> left = new LinkedHashMap<>(tags);
    left.keySet().removeIf(key -> removed.contains(folded(key)));
    return left;
  }

  /** The tags as a list of an answer. */
  public static Group elements(Map<String, String> tags) {
    return new Group("Tags", members(tags));
  }

  /** The tags as members of a list, in the order of their keys. */
  public static List<Element> members(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream().<Element>map(tag -> member(tag.getKey(), tag.getValue())).toList();
  }

  /** A tag as the member of a list. */
  public static Group member(String key, String value) {
    return Group.of("member", new Text("Key", key), new Text("Value", value));
  }

  private static void check(String text, String at, int shortest, int longest, Pattern pattern) {
    if (text.length() < shortest) {
      throw QueryParameters.violation(
          text, at, "Member must have length greater than or equal to " + shortest);
    }
    if (text.length() > longest) {
      throw QueryParameters.violation(
          text, at, "Member must have length less than or equal to " + longest);
    }
    if (!pattern.matcher(text).matches()) {
      throw QueryParameters.violation(
          text, at, "Member must satisfy regular expression pattern: " + pattern);
    }
  }

  private static QueryFault missing(String at) {
    return QueryParameters.violation("null", at, "Member must not be null");
  }

  private static QueryFault tooMany() {
    return IamFaults.validationError(
        "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must"
            + " have length less than or equal to "
            + MOST_TAGS);
  }

  private static String folded(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
