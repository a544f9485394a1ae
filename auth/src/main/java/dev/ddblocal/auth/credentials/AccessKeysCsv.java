package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.identity.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an {@code access_keys.csv}: one root user's access key a row, in the columns
 * access key id, secret access key, account id, encryption key, new encryption key. {@code #}
 * begins a comment anywhere, blanks around a column do not count, nothing is quoted.
 *
 * @param keys the access keys in the file's order
 * @param warnings what the operator should know, one line each
 */
record AccessKeysCsv(List<AccessKey> keys, List<String> warnings) {
  private static final char COMMENT = '#';
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int ID = 0;
  private static final int SECRET = 1;
  private static final int ACCOUNT = 2;
  private static final int FIRST_ENCRYPTION_KEY = 3;
  private static final int MIN_COLUMNS = 4;
  private static final int MAX_COLUMNS = 5;

  AccessKeysCsv {
    keys = List.copyOf(keys);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the content.
   *
   * @throws AccessKeysFileException naming the line of the first row that is wrong
   */
  static AccessKeysCsv parse(String content) throws AccessKeysFileException {
    List<AccessKey> keys = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<AccessKeyId, Integer> lineOf = new HashMap<>();
    int number = 0;
    for (String line : withoutByteOrderMark(content).lines().toList()) {
      number++;
      String row = withoutComment(line).strip();
      if (row.isEmpty()) {
        continue;
      }
      AccessKey key = parseRow(row, number);
      Integer earlier = lineOf.putIfAbsent(key.id(), number);
      if (earlier != null) {
        throw defect(number, "the access key id of line " + earlier + " again");
      }
      if (isIssuedForAnotherAccount(key)) {
        warnings.add(
            at(number)
                + "the access key id was issued for another account than column 3 names;"
                + " column 3 applies");
      }
      keys.add(key);
    }
    return new AccessKeysCsv(keys, warnings);
  }

  private static AccessKey parseRow(String row, int number) throws AccessKeysFileException {
    String[] columns = row.split(",", -1);
    if (columns.length < MIN_COLUMNS || columns.length > MAX_COLUMNS) {
      throw defect(number, "a row has 4 or 5 columns, this one " + columns.length);
    }
    for (int i = FIRST_ENCRYPTION_KEY; i < columns.length; i++) {
      if (!columns[i].isBlank()) {
        throw defect(
            number,
            "column "
                + (i + 1)
                + " holds an encryption key, and encryption at rest is not available in this"
                + " version");
      }
    }
    return new AccessKey(
        accessKeyId(columns[ID].strip(), number),
        secret(columns[SECRET].strip(), number),
        accountId(columns[ACCOUNT].strip(), number));
  }

  private static AccessKeyId accessKeyId(String text, int number) throws AccessKeysFileException {
    Optional<AccessKeyId> id = AccessKeyId.parse(text);
    if (id.isEmpty()) {
      throw defect(
          number, "column 1 is no access key id (16 to 128 letters, digits and underscores)");
    }
    if (id.get().equals(AccessKeyId.TEST)) {
      throw defect(number, "column 1 is the access key id of the test account");
    }
    return id.get();
  }

  private static SecretAccessKey secret(String text, int number) throws AccessKeysFileException {
    if (text.isEmpty()) {
      throw defect(number, "column 2, the secret access key, is empty");
    }
    return SecretAccessKey.of(text);
  }

  private static AccountId accountId(String text, int number) throws AccessKeysFileException {
    try {
      return AccountId.normalized(text);
    } catch (IllegalArgumentException e) {
      throw defect(number, "column 3 is no account id (1 to 12 digits)");
    }
  }

  private static boolean isIssuedForAnotherAccount(AccessKey key) {
    return AccessKeyIdCodec.accountOf(key.id())
        .filter(issuedFor -> !issuedFor.equals(key.accountId()))
        .isPresent();
  }

  private static String withoutByteOrderMark(String content) {
    return content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf(COMMENT);
    return comment < 0 ? line : line.substring(0, comment);
  }

  private static AccessKeysFileException defect(int number, String what) {
    return new AccessKeysFileException(at(number) + what);
  }

  private static String at(int number) {
    return "line " + number + ": ";
  }
}
