package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
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
 * <p>Encryption keys belong to the account, not to the access key: all rows of an account have the
 * same ones.
 *
 * @param keys the access keys in the file's order
 * @param encryption the encryption keys of the accounts that have one
 * @param warnings what the operator should know, one line each
 */
record AccessKeysCsv(
    List<AccessKey> keys, Map<AccountId, AccountKey> encryption, List<String> warnings) {
  private static final char COMMENT = '#';
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int ID = 0;
  private static final int SECRET = 1;
  private static final int ACCOUNT = 2;
  private static final int ENCRYPTION_KEY = 3;
  private static final int NEW_ENCRYPTION_KEY = 4;
  private static final int MIN_COLUMNS = 4;
  private static final int MAX_COLUMNS = 5;

  AccessKeysCsv {
    keys = List.copyOf(keys);
    encryption = Map.copyOf(encryption);
    warnings = List.copyOf(warnings);
  }

  /** A row: an access key, and the encryption keys of its account. */
  private record Row(AccessKey key, Optional<AccountKey> encryption) {}

  /** The first row of an account. */
  private record FirstRow(int number, Optional<AccountKey> encryption) {}

  /**
   * Reads the content.
   *
   * @throws AccessKeysFileException naming the line of the first row that is wrong
   */
  static AccessKeysCsv parse(String content) throws AccessKeysFileException {
    List<AccessKey> keys = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<AccessKeyId, Integer> lineOf = new HashMap<>();
    Map<AccountId, FirstRow> accounts = new HashMap<>();
    int number = 0;
    for (String line : withoutByteOrderMark(content).lines().toList()) {
      number++;
      String text = withoutComment(line).strip();
      if (text.isEmpty()) {
        continue;
      }
      Row row = parseRow(text, number);
      Integer earlier = lineOf.putIfAbsent(row.key().id(), number);
      if (earlier != null) {
        throw defect(number, "the access key id of line " + earlier + " again");
      }
      requireSameEncryption(accounts, row, number);
      warning(row.key(), number).ifPresent(warnings::add);
      keys.add(row.key());
    }
    Map<AccountId, AccountKey> encryption = new HashMap<>();
    accounts.forEach(
        (account, first) -> first.encryption().ifPresent(key -> encryption.put(account, key)));
    return new AccessKeysCsv(keys, encryption, warnings);
  }

  private static void requireSameEncryption(Map<AccountId, FirstRow> accounts, Row row, int number)
      throws AccessKeysFileException {
    FirstRow first =
        accounts.computeIfAbsent(
            row.key().accountId(), _ -> new FirstRow(number, row.encryption()));
    if (!first.encryption().equals(row.encryption())) {
      throw defect(
          number,
          "columns 4 and 5 differ from those of line " + first.number() + ", of the same account");
    }
  }

  private static Row parseRow(String row, int number) throws AccessKeysFileException {
    String[] columns = row.split(",", -1);
    if (columns.length < MIN_COLUMNS || columns.length > MAX_COLUMNS) {
      throw defect(number, "a row has 4 or 5 columns, this one " + columns.length);
    }
    AccessKey key =
        new AccessKey(
            accessKeyId(columns[ID].strip(), number),
            secret(columns[SECRET].strip(), number),
            accountId(columns[ACCOUNT].strip(), number));
    Optional<SealingKey> current = encryptionKey(columns, ENCRYPTION_KEY, number);
    Optional<SealingKey> next =
        columns.length > NEW_ENCRYPTION_KEY
            ? encryptionKey(columns, NEW_ENCRYPTION_KEY, number)
            : Optional.empty();
    if (next.isPresent() && current.isEmpty()) {
      throw defect(
          number, "column 5 holds a new encryption key, and column 4 none that it replaces");
    }
    return new Row(key, current.map(present -> new AccountKey(present, next)));
  }

  private static Optional<SealingKey> encryptionKey(String[] columns, int column, int number)
      throws AccessKeysFileException {
    String text = columns[column].strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<SealingKey> key = SealingKey.parse(text);
    if (key.isEmpty()) {
      throw defect(
          number, "column " + (column + 1) + " is no encryption key (the Base64 of 32 bytes)");
    }
    return key;
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

  private static Optional<String> warning(AccessKey key, int number) {
    if (AccessKeyIdCodec.isOfOlderGenerator(key.id())) {
      return Optional.of(
          at(number)
              + "the access key was made by a generator whose keys can be guessed; make a new one");
    }
    return AccessKeyIdCodec.accountOf(key.id())
        .filter(issuedFor -> !issuedFor.equals(key.accountId()))
        .map(_ ->
            at(number)
                + "the access key id was issued for another account than column 3 names;"
                + " column 3 applies");
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
