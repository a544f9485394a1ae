package dev.ddblocal.domain.query;

import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reads all items of a table or index, or of a segment of it, page by page (API operation {@code
 * Scan}).
 */
public final class Scan implements OperationHandler<ScanRequest, ScanResponse> {
  private static final RequestWording WORDING = RequestWording.BARE_OLDER;

  private final TableLookup lookup;
  private final Expressions expressions;

  /** Creates the operation. */
  public Scan(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = expressions;
  }

  @Override
  public CompletionStage<ScanResponse> execute(ScanRequest request, CallScope scope) {
    ScanSegment segment = ScanSegment.of(WORDING, request.segment(), request.totalSegments());
    ScanParameters parameters = ScanParameters.of(expressions, request);
    Optional<Map<String, AttributeValue>> startKey =
        Optional.ofNullable(request.exclusiveStartKey()).map(WORDING::sound);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope
        .keyspace()
        .read(transaction -> {
          AccessPath path =
              AccessPath.find(
                  lookup, transaction, name, request.indexName(), request.consistentRead());
          parameters.selection().requireReadable(path, parameters.filter());
          KeyRange range =
              startKey
                  .map(key -> segment.range().after(PageStart.ofScan(path, key, segment)))
                  .orElse(segment.range());
          return scan(transaction, path, range, parameters, request);
        });
  }

  private static ScanResponse scan(
      ReadTransaction transaction,
      AccessPath path,
      KeyRange range,
      ScanParameters parameters,
      ScanRequest request) {
    Page page =
        new Page(
            transaction,
            path,
            parameters.selection(),
            parameters.filter(),
            request.limit(),
            Boolean.TRUE.equals(request.consistentRead()));
    transaction.range(path.store(), range, Direction.FORWARD, page);
    return new ScanResponse(
        page.items(),
        page.count(),
        page.scanned(),
        page.lastKey(),
        page.capacity(request.returnConsumedCapacity(), request.tableName()));
  }
}
