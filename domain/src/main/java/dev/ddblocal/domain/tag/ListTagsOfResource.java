package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.table.Tag;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Lists a table's tags (API operation {@code ListTagsOfResource}). A table has so few that they
 * always fit on one page: no answer has a token, so none can be sent.
 */
public final class ListTagsOfResource
    implements OperationHandler<ListTagsOfResourceRequest, ListTagsOfResourceResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public ListTagsOfResource(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<ListTagsOfResourceResponse> execute(
      ListTagsOfResourceRequest request, CallScope scope) {
    TaggedTable tagged = TaggedTable.of(request.resourceArn(), scope);
    if (request.nextToken() != null) {
      throw DynamoDbException.validation("Invalid NextToken");
    }
    return scope.keyspace().read(transaction -> list(tagged.find(transaction, lookup)));
  }

  private static ListTagsOfResourceResponse list(TableDefinition table) {
    return new ListTagsOfResourceResponse(
        table.tags().sequencedEntrySet().stream()
            .map(tag -> new Tag(tag.getKey(), tag.getValue()))
            .toList(),
        null);
  }
}
