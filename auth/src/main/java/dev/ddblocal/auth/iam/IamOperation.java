package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One operation of IAM. */
public interface IamOperation {
  /** The operation's name, such as {@code CreateUser}. */
  String name();

  /**
   * The ARNs of what the operation works on, for authorization: {@code iam:NAME} has to be allowed
   * on each of them.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if the call does not name it as
   *     it has to
   */
  List<String> resources(IamCall call);

  /**
   * Runs the operation for a caller who may.
   *
   * @return the answer; or a stage that fails with a {@link dev.ddblocal.domain.port.QueryFault}
   */
  CompletionStage<QueryReply> execute(IamCall call);
}
