package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.TableLookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;

/**
 * Takes tags from a table (API operation {@code UntagResource}). Keys that it does not have do not
 * matter.
 */
public final class UntagResource
    implements OperationHandler<UntagResourceRequest, UntagResourceResponse> {
  private final TableLookup lookup;

  /** Creates the operation. */
  public UntagResource(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<UntagResourceResponse> execute(
      UntagResourceRequest request, CallScope scope) {
    TaggedTable tagged = TaggedTable.of(request.resourceArn(), scope);
    List<String> keys = List.copyOf(request.tagKeys());
    if (keys.isEmpty()) {
      throw DynamoDbException.validation("Atleast one Tag Key needs to be provided as Input.");
    }
    return scope.keyspace().write(transaction -> remove(transaction, tagged, keys));
  }

  private UntagResourceResponse remove(
      WriteTransaction transaction, TaggedTable tagged, List<String> keys) {
    TableDefinition table = tagged.find(transaction, lookup);
    SequencedMap<String, String> left = new LinkedHashMap<>(table.tags());
    keys.forEach(left::remove);
    TaggedTable.replaceTags(transaction, table, left);
    return new UntagResourceResponse();
  }
}
