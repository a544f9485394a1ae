package dev.ddblocal.domain.identity;

import java.util.Objects;

/**
 * The capability to open one account's data in one region. Storage asks for it, and only an {@code
 * Authorizer} and the application's maintenance driver may mint one, so no operation can name
 * another account's data.
 */
public final class AccountScope {
  private final AccountId accountId;
  private final Region region;

  private AccountScope(AccountId accountId, Region region) {
    this.accountId = accountId;
    this.region = region;
  }

  /** Mints the scope. An architecture test says who may call this. */
  public static AccountScope mint(AccountId accountId, Region region) {
    Objects.requireNonNull(accountId, "accountId is null");
    Objects.requireNonNull(region, "region is null");
    return new AccountScope(accountId, region);
  }

  /** The account whose data the scope opens. */
  public AccountId accountId() {
    return accountId;
  }

  /** The region whose data the scope opens. */
  public Region region() {
    return region;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountScope that
        && accountId.equals(that.accountId)
        && region.equals(that.region);
  }

  @Override
  public int hashCode() {
    return 31 * accountId.hashCode() + region.hashCode();
  }

  @Override
  public String toString() {
    return accountId + "/" + region;
  }
}
