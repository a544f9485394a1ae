package dev.ddblocal.domain.tag;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.table.Tag;
import dev.ddblocal.domain.table.TagFacts;
import java.util.List;

/**
 * Model shape {@code TagResourceInput}.
 *
 * @param resourceArn the table's ARN
 * @param tags the tags to add, or to give new values
 */
public record TagResourceRequest(String resourceArn, List<Tag> tags)
    implements OperationRequest<TagResourceResponse> {
  @Override
  public Operation operation() {
    return Operation.TAG_RESOURCE;
  }

  @Override
  public List<String> tables() {
    return resourceArn == null ? List.of() : List.of(resourceArn);
  }

  @Override
  public List<ResourceAccess> accesses() {
    return accesses(new TagFacts(tags));
  }
}
