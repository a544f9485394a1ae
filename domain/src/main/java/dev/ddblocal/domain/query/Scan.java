package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
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
          PageRead read =
              new PageRead(
                  path,
                  parameters.selection(),
                  parameters.filter(),
                  Boolean.TRUE.equals(request.consistentRead()));
          CapacityMeter meter = new CapacityMeter();
          Page page =
              read.page(
                  transaction,
                  segment.rest(path, startKey),
                  Direction.FORWARD,
                  PageLimit.of(request.limit()),
                  meter);
          return new ScanResponse(
              page.items(),
              page.count(),
              page.scanned(),
              page.lastKey(),
              meter.report(request.returnConsumedCapacity(), request.tableName()));
        });
  }
}
