package dev.ddblocal.domain.resourcepolicy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import java.util.Optional;

/**
 * What a policy belongs to: a table with its indexes, or one of its streams.
 *
 * @param arn the ARN as it was sent
 * @param table the table's name
 * @param streamLabel the stream's label; empty for the table itself
 */
record PolicyTarget(String arn, TableName table, Optional<String> streamLabel) {
  /**
   * Reads the ARN of a request.
   *
   * @throws DynamoDbException a ValidationException for what is no ARN of a table or stream, a
   *     ResourceNotFoundException for one of another account or region
   */
  static PolicyTarget of(String arn, CallScope scope) {
    Optional<StreamArn> stream = StreamArn.parse(arn);
    String tableArn = stream.map(StreamArn::table).map(Object::toString).orElse(arn);
    return new PolicyTarget(arn, resolve(tableArn, scope.account()), stream.map(StreamArn::label));
  }

  private static TableName resolve(String tableArn, AccountScope account) {
    return TableReference.resolveArn(tableArn, account);
  }

  /**
   * The table that is, or has, the target.
   *
   * @throws DynamoDbException a ResourceNotFoundException if there is no such table or stream
   */
  TableDefinition existing(ReadTransaction transaction, TableLookup lookup) {
    return requireStream(lookup.existing(transaction, table));
  }

  /**
   * The table that is, or has, the target, for a change to its policy.
   *
   * @throws DynamoDbException a ResourceNotFoundException if there is no such table or stream, a
   *     ResourceInUseException if the table is not ACTIVE
   */
  TableDefinition changeable(ReadTransaction transaction, TableLookup lookup) {
    return requireStream(lookup.changeable(transaction, table));
  }

  private TableDefinition requireStream(TableDefinition found) {
    if (streamLabel.isPresent() && !streamLabel.equals(found.latestStreamLabel())) {
      throw DynamoDbException.resourceNotFound(
          "Requested resource not found: Stream: " + arn + " not found");
    }
    return found;
  }

  /** The target's policy, if it has one. */
  Optional<ResourcePolicy> policy(TableDefinition found) {
    return found.resourcePolicies().of(streamLabel);
  }

  /** The PolicyNotFoundException for a target that has no policy, or not the expected one. */
  DynamoDbException policyNotFound() {
    return new DynamoDbException(
        ErrorCode.POLICY_NOT_FOUND,
        "Resource-based policy not found for the provided ResourceArn: " + arn);
  }
}
