package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.Region;

/** What tells a database from all others: whose it is, and in which region. */
record DatabaseName(AccountId account, Region region) {
  /** The name of the database that the scope opens. */
  static DatabaseName of(AccountScope scope) {
    return new DatabaseName(scope.accountId(), scope.region());
  }
}
