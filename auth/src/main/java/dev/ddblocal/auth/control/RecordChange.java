package dev.ddblocal.auth.control;

import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a changed record of the identity table means to those who remember what was in it. */
final class RecordChange {
  private static final Pattern ACCESS_KEY = Pattern.compile("AKID#(.+)");
  private static final Pattern ACCOUNT = Pattern.compile("ACCT#([0-9]{12})");

  /** A user or role with all that hangs on it, attached policies included. */
  private static final Pattern OWNER =
      Pattern.compile("(?:ATT#)?(USER|ROLE)#([\\w+=,.@-]{1,64})(?:#.*)?");

  private static final String KEY_OF_RECORD = "KEY";
  private static final String ROOT_KEYS = "ROOT#";

  private RecordChange() {}

  /**
   * The changes.
   *
   * @param partition the record's partition key
   * @param sort the record's sort key
   */
  static Stream<Change> of(String partition, String sort) {
    Matcher key = ACCESS_KEY.matcher(partition);
    if (key.matches()) {
      // That a key was used, which is noted beside it, changes nothing.
      return sort.equals(KEY_OF_RECORD)
          ? AccessKeyId.parse(key.group(1)).<Change>map(Change.OfAccessKey::new).stream()
          : Stream.empty();
    }
    Matcher account = ACCOUNT.matcher(partition);
    if (!account.matches()) {
      return Stream.empty();
    }
    if (sort.startsWith(ROOT_KEYS)) {
      return Stream.empty();
    }
    AccountId id = new AccountId(account.group(1));
    Matcher owner = OWNER.matcher(sort);
    return Stream.of(
        owner.matches()
            ? new Change.OfOwner(
                PolicyOwner.named(
                    id,
                    owner.group(1).equals("USER") ? PolicyOwner.Type.USER : PolicyOwner.Type.ROLE,
                    owner.group(2)))
            : new Change.OfAccount(id));
  }
}
