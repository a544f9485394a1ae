package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;

/** TagRole and TagPolicy: adds tags or changes their values. */
final class TagTagged extends TransactionalOperation {
  private final Tagged tagged;

  TagTagged(Tagged tagged, IamEnvironment environment) {
    super("Tag" + tagged.label(), environment);
    this.tagged = tagged;
  }

  @Override
  public List<String> resources(IamCall call) {
    return tagged.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    if (call.parameters().structures("Tags").isEmpty()) {
      throw QueryParameters.violation("null", "Tags", "Member must not be null");
    }
    Map<String, String> tags = TagParameters.read(call.parameters());
    IdentityRecord record = tagged.require(transaction, call);
    Map<String, String> merged = TagParameters.merged(record.textMap(IdentityEntity.TAGS), tags);
    transaction.add(
        new IdentityChange.Replace(
            record, RecordVersion.next(record).with(IdentityEntity.TAGS, merged)));
    return QueryReply.NOTHING;
  }
}
