package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code ListTagsOfResourceInput}.
 *
 * @param resourceArn the table's ARN
 * @param nextToken what the answer before this one gave, to go on behind it
 */
public record ListTagsOfResourceRequest(String resourceArn, String nextToken)
    implements OperationRequest<ListTagsOfResourceResponse> {
  @Override
  public Operation operation() {
    return Operation.LIST_TAGS_OF_RESOURCE;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }
}
