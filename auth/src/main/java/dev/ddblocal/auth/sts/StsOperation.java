package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.QueryReply;
import java.util.concurrent.CompletionStage;

/** One operation of STS. It authorizes its caller itself: each has a rule of its own. */
interface StsOperation {
  /** The operation's name, such as {@code AssumeRole}. */
  String name();

  /**
   * Runs the operation.
   *
   * @return the answer; or a stage that fails with a {@link dev.ddblocal.domain.port.QueryFault}
   * @throws dev.ddblocal.domain.port.QueryFault where the call is refused at once
   */
  CompletionStage<QueryReply> call(CallerIdentity caller, QueryParameters parameters);
}
