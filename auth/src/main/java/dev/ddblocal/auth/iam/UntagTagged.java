package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Map;

/** UntagRole and UntagPolicy: removes tags. */
final class UntagTagged extends TransactionalOperation {
  private final Tagged tagged;

  UntagTagged(Tagged tagged, IamEnvironment environment) {
    super("Untag" + tagged.label(), environment);
    this.tagged = tagged;
  }

  @Override
  public List<String> resources(IamCall call) {
    return tagged.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    List<String> keys = TagParameters.readKeys(call.parameters());
    IdentityRecord record = tagged.require(transaction, call);
    Map<String, String> left = TagParameters.without(record.textMap(IdentityEntity.TAGS), keys);
    IdentityRecord next = RecordVersion.next(record);
    transaction.add(
        new IdentityChange.Replace(
            record,
            left.isEmpty()
                ? next.without(IdentityEntity.TAGS)
                : next.with(IdentityEntity.TAGS, left)));
    return QueryReply.NOTHING;
  }
}
