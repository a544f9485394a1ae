package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Lists the account's streams, those that ended less than 24 hours ago included, by table name and
 * label, page by page (API operation {@code ListStreams}).
 */
public final class ListStreams
    implements OperationHandler<ListStreamsRequest, ListStreamsResponse> {
  private static final int DEFAULT_LIMIT = 100;

  private final InstantSource clock;

  /** Creates the operation. */
  public ListStreams(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public CompletionStage<ListStreamsResponse> execute(ListStreamsRequest request, CallScope scope) {
    KeyRange range = range(request);
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    return scope.keyspace().read(transaction -> page(transaction, range, limit, scope.account()));
  }

  private static KeyRange range(ListStreamsRequest request) {
    KeyRange all =
        request.tableName() == null
            ? KeyRange.ALL
            : StreamKeys.streamsOf(new TableName(request.tableName()));
    if (request.exclusiveStartStreamArn() == null) {
      return all;
    }
    StreamArn start = StreamCatalogue.arn(request.exclusiveStartStreamArn());
    return all.after(StreamKeys.stream(new TableName(start.table().tableName()), start.label()));
  }

  private ListStreamsResponse page(
      ReadTransaction transaction, KeyRange range, int limit, AccountScope scope) {
    List<StreamSummary> found = new ArrayList<>();
    StreamCatalogue.streams(
        transaction,
        range,
        stream -> {
          if (!stream.isOver(clock.instant())) {
            found.add(new StreamSummary(stream.arn(scope), stream.table().value(), stream.label()));
          }
          return found.size() <= limit;
        });
    if (found.size() <= limit) {
      return new ListStreamsResponse(found, null);
    }
    List<StreamSummary> page = found.subList(0, limit);
    return new ListStreamsResponse(page, page.getLast().streamArn());
  }
}
