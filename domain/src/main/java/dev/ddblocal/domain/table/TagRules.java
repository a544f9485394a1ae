package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * What tags a table can have (developer guide: Tagging restrictions). Lengths are the service
 * model's matter.
 */
public final class TagRules {
  /** The most tags of a table. */
  public static final int MAX_TAGS = 50;

  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String RESERVED_PREFIX = "aws:";

  /** Letters, white space, digits and those signs that AWS allows in the tags of any service. */
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagRules() {}

  /**
   * The tags that CreateTable gives a table.
   *
   * @param tags as the request has them; null for none
   * @throws DynamoDbException a ValidationException, if a table cannot have them
   */
  static SequencedMap<String, String> ofNewTable(List<Tag> tags) {
    SequencedMap<String, String> byKey = byKey(tags == null ? List.of() : tags);
    requireWithinLimit(byKey);
    return byKey;
  }

  /**
   * A table's tags after more are added to them; one with a key that is there already replaces it.
   *
   * @throws DynamoDbException a ValidationException, if a table cannot have them
   */
  public static SequencedMap<String, String> withAdded(
      Map<String, String> present, SequencedMap<String, String> added) {
    SequencedMap<String, String> all = new LinkedHashMap<>(present);
    all.putAll(added);
    requireWithinLimit(all);
    return all;
  }

  /**
   * The tags of a request by their keys.
   *
   * @throws DynamoDbException a ValidationException for a reserved key, a character that is not
   *     allowed or a key that is there twice
   */
  public static SequencedMap<String, String> byKey(List<Tag> tags) {
    SequencedMap<String, String> byKey = new LinkedHashMap<>();
    for (Tag tag : tags) {
      requireKey(tag.key());
      if (!ALLOWED.matcher(tag.value()).matches()) {
        throw DynamoDbException.validation("The Tag Value provided is invalid " + tag.value());
      }
      if (byKey.putIfAbsent(tag.key(), tag.value()) != null) {
        throw DynamoDbException.validation(INVALID + "Duplicate Tag Key: " + tag.key());
      }
    }
    return byKey;
  }

  private static void requireKey(String key) {
    boolean reserved = key.regionMatches(true, 0, RESERVED_PREFIX, 0, RESERVED_PREFIX.length());
    if (reserved || !ALLOWED.matcher(key).matches()) {
      throw DynamoDbException.validation("The Tag Key provided is invalid " + key);
    }
  }

  private static void requireWithinLimit(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw DynamoDbException.validation(
          INVALID + "Too many tags: " + tags.size() + ", a table can have at most " + MAX_TAGS);
    }
  }
}
