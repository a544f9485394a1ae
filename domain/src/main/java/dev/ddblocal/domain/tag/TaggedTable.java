package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import java.util.SequencedMap;

/**
 * The table whose tags a request is about. Tags are tables' alone: the ARN of an index, a stream or
 * a backup is no resource that can be tagged.
 *
 * @param arn its ARN as sent
 * @param name its name
 */
record TaggedTable(String arn, TableName name) {
  /**
   * The table of that ARN.
   *
   * @throws DynamoDbException a ValidationException, if it is no table's; a
   *     ResourceNotFoundException, if it is of another region
   */
  static TaggedTable of(String arn, CallScope scope) {
    return new TaggedTable(arn, TableReference.resolveArn(arn, scope.account()));
  }

  /**
   * Its definition. A table that is still being made cannot be found yet.
   *
   * @throws DynamoDbException a ResourceNotFoundException, if there is none
   */
  TableDefinition find(ReadTransaction transaction, TableLookup lookup) {
    return lookup.find(transaction, name).orElseThrow(this::notFound);
  }

  /** Replaces its tags. */
  static void replaceTags(
      WriteTransaction transaction, TableDefinition table, SequencedMap<String, String> tags) {
    if (!tags.equals(table.tags())) {
      transaction.alterTable(table.change().tags(tags).build());
    }
  }

  private DynamoDbException notFound() {
    // "ResourcArn" is how DynamoDB spells it.
    return DynamoDbException.resourceNotFound(
        "Requested resource not found: ResourcArn: " + arn + " not found");
  }
}
