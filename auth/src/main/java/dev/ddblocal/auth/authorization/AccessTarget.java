package dev.ddblocal.auth.authorization;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.ResourceArn;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.schema.TableName;
import java.util.Objects;
import java.util.Optional;

/** What an access is on, once its name or ARN has been read (spec: authentication, ARNs). */
sealed interface AccessTarget {
  /**
   * Nothing that the access could be allowed or refused: a malformed ARN, one of another region,
   * partition or service, or one of another account where the operation never works across
   * accounts. The operation words the answer.
   */
  record Nothing() implements AccessTarget {}

  /**
   * A text that is no ARN where only an ARN will do: nobody is allowed that.
   *
   * @param text the text
   */
  record NoArn(String text) implements AccessTarget {
    /** Refuses a missing text. */
    public NoArn {
      Objects.requireNonNull(text, "text is null");
    }

    /** The text as messages have it. */
    String shown() {
      return text.isEmpty() ? ResourceAccess.ACCOUNT : text;
    }
  }

  /**
   * A resource in the region of the call, whether it exists or not.
   *
   * @param account the account that it belongs to
   * @param arn the ARN of the table, index or stream; all tables of the account where the action is
   *     on none of them
   * @param table the table that it is or belongs to, if the name is one that a table can have
   * @param streamLabel the label of the stream that it is
   */
  record Resource(
      AccountId account, String arn, Optional<TableName> table, Optional<String> streamLabel)
      implements AccessTarget {
    /** Refuses missing parts. */
    public Resource {
      Objects.requireNonNull(account, "account is null");
      Objects.requireNonNull(arn, "arn is null");
      Objects.requireNonNull(table, "table is null");
      Objects.requireNonNull(streamLabel, "streamLabel is null");
    }
  }

  /** Whether the access is, without a further look, on what belongs to the caller's account. */
  static boolean isOwnByName(AuthorizationRequest request, ResourceAccess access) {
    return !request.byArn() && access.resource().indexOf(':') < 0;
  }

  /** What an access of a request is on. */
  static AccessTarget of(
      CallerIdentity caller, AuthorizationRequest request, ResourceAccess access) {
    if (request.byArn()) {
      return ofArn(caller, request, access.resource());
    }
    if (isOwnByName(request, access)) {
      // The account itself comes along here as well: its ARN is that of all tables.
      TableArn own =
          new TableArn(caller.region(), caller.principal().accountId(), access.resource());
      return resource(own, Optional.empty(), access);
    }
    Optional<StreamArn> stream = StreamArn.parse(access.resource());
    return stream
        .map(StreamArn::table)
        .or(() -> TableArn.parse(access.resource()))
        .filter(table -> isNamed(table, caller, request))
        .map(table -> resource(table, stream.map(StreamArn::label), access))
        .orElseGet(Nothing::new);
  }

  private static boolean isNamed(
      TableArn table, CallerIdentity caller, AuthorizationRequest request) {
    return table.region().equals(caller.region())
        && TableName.isValid(table.tableName())
        && (request.crossAccount() || table.accountId().equals(caller.principal().accountId()));
  }

  private static AccessTarget resource(
      TableArn table, Optional<String> streamLabel, ResourceAccess access) {
    String suffix =
        streamLabel
            .map(label -> "/stream/" + label)
            .or(() -> access.indexName().map(index -> "/index/" + index))
            .orElse("");
    return new Resource(table.accountId(), table + suffix, nameOf(table), streamLabel);
  }

  private static Optional<TableName> nameOf(TableArn table) {
    return TableName.isValid(table.tableName())
        ? Optional.of(new TableName(table.tableName()))
        : Optional.empty();
  }

  /** Where only an ARN will do, a text that does not look like one is nothing that is allowed. */
  private static AccessTarget ofArn(
      CallerIdentity caller, AuthorizationRequest request, String text) {
    Optional<ResourceArn> arn = ResourceArn.parse(text);
    if (arn.isEmpty()) {
      return new NoArn(text);
    }
    if (!arn.get().isOfDynamoDbIn(caller.region())) {
      return new Nothing();
    }
    AccountId account = new AccountId(arn.get().account());
    if (!request.crossAccount() && !account.equals(caller.principal().accountId())) {
      return new Nothing();
    }
    Optional<StreamArn> stream = StreamArn.parse(text);
    return new Resource(
        account,
        text,
        stream.map(StreamArn::table).or(() -> TableArn.parse(text)).flatMap(AccessTarget::nameOf),
        stream.map(StreamArn::label));
  }
}
