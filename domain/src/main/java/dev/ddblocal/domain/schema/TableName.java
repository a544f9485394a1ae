package dev.ddblocal.domain.schema;

import java.util.Objects;

/**
 * A table's name: 1 to 255 characters of {@code a-z A-Z 0-9 _ . -}. CreateTable asks for three at
 * least; the data operations accept one (spec: data-plane minimum name length).
 *
 * @param value the name
 */
public record TableName(String value) implements Comparable<TableName> {
  /** The longest name. */
  public static final int MAX_LENGTH = 255;

  /** Refuses what is no table name. */
  public TableName {
    Objects.requireNonNull(value, "value is null");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a table name");
    }
  }

  /** Whether the text is a table name. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(TableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
