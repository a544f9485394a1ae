package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;
import java.util.Map;

/** ListRoleTags and ListPolicyTags: lists tags in the order of their keys. */
final class ListTagsOfTagged extends TransactionalOperation {
  private final Tagged tagged;

  ListTagsOfTagged(Tagged tagged, IamEnvironment environment) {
    super("List" + tagged.label() + "Tags", environment);
    this.tagged = tagged;
  }

  @Override
  public List<String> resources(IamCall call) {
    return tagged.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    Page page = Page.of(call.parameters());
    Map<String, String> tags = tagged.require(transaction, call).textMap(IdentityEntity.TAGS);
    return page.reply(
        "Tags",
        List.copyOf(tags.entrySet()),
        Map.Entry::getKey,
        tag ->
            Group.of("member", new Text("Key", tag.getKey()), new Text("Value", tag.getValue())));
  }
}
