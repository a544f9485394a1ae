package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;

/**
 * Model shape {@code UntagResourceInput}.
 *
 * @param resourceArn the table's ARN
 * @param tagKeys the keys of the tags to take away
 */
public record UntagResourceRequest(String resourceArn, List<String> tagKeys)
    implements OperationRequest<UntagResourceResponse> {
  @Override
  public Operation operation() {
    return Operation.UNTAG_RESOURCE;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }

  @Override
  public List<ResourceAccess> accesses() {
    return accesses(new UntagFacts(tagKeys));
  }
}
