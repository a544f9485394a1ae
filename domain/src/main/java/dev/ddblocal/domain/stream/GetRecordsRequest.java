package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code GetRecordsInput}.
 *
 * @param shardIterator where to read
 * @param limit the most records to answer, 1 to 1000
 */
public record GetRecordsRequest(String shardIterator, Integer limit)
    implements OperationRequest<GetRecordsResponse> {
  @Override
  public Operation operation() {
    return Operation.GET_RECORDS;
  }

  /**
   * The stream that the iterator claims to be of. The claim is proved later, with the key of the
   * stream that it names in the account that authorization opens.
   */
  @Override
  public List<String> tables() {
    return shardIterator == null
        ? List.of()
        : SealedIterator.claimedStream(shardIterator).stream().toList();
  }
}
