package dev.ddblocal.auth.control;

import dev.ddblocal.auth.control.InvalidationFeed.Change;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Optional;
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

  private static final Pattern ROOT = Pattern.compile("ROOT#.*");

  private RecordChange() {}

  /**
   * The changes.
   *
   * @param attributes the record, or what of it is known: its keys at least
   */
  static Stream<Change> of(Map<String, AttributeValue> attributes) {
    Optional<String> partition = text(attributes, "pk");
    Optional<String> sort = text(attributes, "sk");
    if (partition.isEmpty() || sort.isEmpty()) {
      return Stream.of(new Change.OfEverything());
    }
    Matcher key = ACCESS_KEY.matcher(partition.get());
    if (key.matches()) {
      // That a key was used, which is noted beside it, changes nothing.
      return sort.get().equals(AccessKeyRecord.SORT)
          ? Stream.concat(
              AccessKeyId.parse(key.group(1)).<Change>map(Change.OfAccessKey::new).stream(),
              holder(attributes).<Change>map(Change.OfOwner::new).stream())
          : Stream.empty();
    }
    Matcher account = ACCOUNT.matcher(partition.get());
    return account.matches()
        ? Stream.of(ofAccount(new AccountId(account.group(1)), sort.get()))
        : Stream.empty();
  }

  private static Change ofAccount(AccountId account, String sort) {
    Matcher owner = OWNER.matcher(sort);
    if (owner.matches()) {
      PolicyOwner.Type type =
          owner.group(1).equals("USER") ? PolicyOwner.Type.USER : PolicyOwner.Type.ROLE;
      return new Change.OfOwner(PolicyOwner.named(account, type, owner.group(2)));
    }
    return ROOT.matcher(sort).matches()
        ? new Change.OfOwner(PolicyOwner.root(account))
        : new Change.OfAccount(account);
  }

  /** Whose key it is: sessions that the key asked for end with it. */
  private static Optional<PolicyOwner> holder(Map<String, AttributeValue> attributes) {
    Optional<AccountId> account =
        text(attributes, "accountId").filter(AccountId::isValid).map(AccountId::new);
    return account.map(id ->
        text(attributes, "userName")
            .map(name -> PolicyOwner.named(id, PolicyOwner.Type.USER, name))
            .orElseGet(() -> PolicyOwner.root(id)));
  }

  private static Optional<String> text(Map<String, AttributeValue> attributes, String name) {
    return attributes.get(name) instanceof AttributeValue.S(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
