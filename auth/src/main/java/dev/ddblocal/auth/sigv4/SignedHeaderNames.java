package dev.ddblocal.auth.sigv4;

import java.util.Arrays;
import java.util.Locale;

/** The names of the signed headers: lower-case and sorted. */
final class SignedHeaderNames {
  private final String[] names;
  private final boolean unique;

  private SignedHeaderNames(String[] names) {
    this.names = names;
    this.unique = isUnique(names);
  }

  /** Reads names joined by semicolons, in any case and order. */
  static SignedHeaderNames parse(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    int count = 1;
    for (int i = 0; i < lowerCase.length(); i++) {
      if (lowerCase.charAt(i) == ';') {
        count++;
      }
    }
    String[] names = new String[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = i == count - 1 ? lowerCase.length() : lowerCase.indexOf(';', start);
      names[i] = lowerCase.substring(start, end);
      start = end + 1;
    }
    Arrays.sort(names);
    return new SignedHeaderNames(names);
  }

  /** Whether no name stands there twice. */
  boolean areUnique() {
    return unique;
  }

  /** Whether the lower-case name is among them. */
  boolean contains(String name) {
    return Arrays.binarySearch(names, name) >= 0;
  }

  int size() {
    return names.length;
  }

  String get(int index) {
    return names[index];
  }

  /** The index of the header name, which may be in any case; -1 if it is not signed. */
  int indexOf(String headerName) {
    int low = 0;
    int high = names.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compareLowerCased(headerName, names[middle]);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  /** The names joined by semicolons. */
  @Override
  public String toString() {
    return String.join(";", names);
  }

  private static int compareLowerCased(String anyCase, String lowerCase) {
    int length = Math.min(anyCase.length(), lowerCase.length());
    for (int i = 0; i < length; i++) {
      char c = anyCase.charAt(i);
      int order = (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) - lowerCase.charAt(i);
      if (order != 0) {
        return order;
      }
    }
    return anyCase.length() - lowerCase.length();
  }

  private static boolean isUnique(String[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].equals(sorted[i - 1])) {
        return false;
      }
    }
    return true;
  }
}
