package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One operation of IAM. */
public interface IamOperation {
  /** The operation's name, such as {@code CreateUser}. */
  String name();

  /**
   * The ARNs of what the operation works on, for authorization: {@code iam:NAME} has to be allowed
   * on each of them. A user, role or group may be named without its path; the ARN that policies are
   * held against has the path of the one that exists.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError if the call does not name it as
   *     it has to
   */
  List<String> resources(IamCall call);

  /**
   * The ARNs that policies are held against, where those of {@link #resources} do not say it all.
   * Asked for callers who are no root users only.
   *
   * @param call the call
   * @param found what {@link #resources} answered, with the paths of what exists
   */
  default CompletionStage<List<String>> authorizedOn(IamCall call, List<String> found) {
    return CompletableFuture.completedFuture(found);
  }

  /**
   * Runs the operation for a caller who may.
   *
   * @return the answer; or a stage that fails with a {@link dev.ddblocal.domain.port.QueryFault}
   */
  CompletionStage<QueryReply> execute(IamCall call);
}
