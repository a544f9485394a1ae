package dev.ddblocal.domain.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * A table's ARN, {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME}.
 *
 * @param region the region part
 * @param accountId the account part
 * @param tableName the name behind {@code table/}; not checked further
 */
public record TableArn(Region region, AccountId accountId, String tableName) {
  private static final String PREFIX = "arn:aws:dynamodb:";
  private static final String RESOURCE = "table/";
  private static final int ACCOUNT_LENGTH = 12;

  /** Refuses missing parts. */
  public TableArn {
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(accountId, "accountId is null");
    Objects.requireNonNull(tableName, "tableName is null");
  }

  /** Reads a table ARN; empty for any other text, an index or stream ARN included. */
  public static Optional<TableArn> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] parts = text.substring(PREFIX.length()).split(":", 3);
    if (parts.length != 3
        || !Region.isValid(parts[0])
        || parts[1].length() != ACCOUNT_LENGTH
        || !parts[2].startsWith(RESOURCE)) {
      return Optional.empty();
    }
    String name = parts[2].substring(RESOURCE.length());
    if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
      return Optional.empty();
    }
    return account(parts[1]).map(account -> new TableArn(new Region(parts[0]), account, name));
  }

  private static Optional<AccountId> account(String text) {
    try {
      return Optional.of(new AccountId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return PREFIX + region + ":" + accountId + ":" + RESOURCE + tableName;
  }
}
