package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.table.TagRules;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;

/** Adds tags to a table (API operation {@code TagResource}). */
public final class TagResource
    implements OperationHandler<TagResourceRequest, TagResourceResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public TagResource(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<TagResourceResponse> execute(TagResourceRequest request, CallScope scope) {
    TaggedTable tagged = TaggedTable.of(request.resourceArn(), scope);
    if (request.tags().isEmpty()) {
      throw DynamoDbException.validation("Atleast one Tag needs to be provided as Input.");
    }
    SequencedMap<String, String> added = TagRules.byKey(request.tags());
    return scope.keyspace().write(transaction -> add(transaction, tagged, added));
  }

  private TagResourceResponse add(
      WriteTransaction transaction, TaggedTable tagged, SequencedMap<String, String> added) {
    TableDefinition table = tagged.find(transaction, lookup);
    TaggedTable.replaceTags(transaction, table, TagRules.withAdded(table.tags(), added));
    return new TagResourceResponse();
  }
}
