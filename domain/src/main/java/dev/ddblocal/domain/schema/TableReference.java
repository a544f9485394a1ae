package dev.ddblocal.domain.schema;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.TableArn;

/**
 * Finds the table that a request means by a name or an ARN (spec: authentication, ARNs). A bare
 * name always means the caller's own table; another account's ARN gets this far only where the
 * operation never works across accounts, and then names nothing.
 */
public final class TableReference {
  private static final String NOT_FOUND = "Requested resource not found";

  private TableReference() {}

  /**
   * Resolves a table name or ARN within a scope.
   *
   * @throws DynamoDbException a ValidationException for what is no table ARN, a
   *     ResourceNotFoundException for an ARN of another region or account
   */
  public static TableName resolve(String nameOrArn, AccountScope scope) {
    if (nameOrArn.indexOf(':') < 0) {
      return name(nameOrArn, nameOrArn);
    }
    TableArn arn = TableArn.parse(nameOrArn).orElseThrow(() -> invalid(nameOrArn));
    TableName name = name(arn.tableName(), nameOrArn);
    if (!arn.region().equals(scope.region()) || !arn.accountId().equals(scope.accountId())) {
      throw DynamoDbException.resourceNotFound(NOT_FOUND);
    }
    return name;
  }

  /**
   * Resolves a table's ARN within a scope, where no bare name will do.
   *
   * @throws DynamoDbException as {@link #resolve} does, a ValidationException for a name as well
   */
  public static TableName resolveArn(String arn, AccountScope scope) {
    if (arn.indexOf(':') < 0) {
      throw invalid(arn);
    }
    return resolve(arn, scope);
  }

  private static TableName name(String name, String reference) {
    if (!TableName.isValid(name)) {
      throw invalid(reference);
    }
    return new TableName(name);
  }

  private static DynamoDbException invalid(String reference) {
    return DynamoDbException.validation(
        "Invalid TableArn: Invalid ResourceArn provided as input " + reference);
  }
}
