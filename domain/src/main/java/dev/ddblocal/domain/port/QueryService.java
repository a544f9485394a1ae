package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.concurrent.CompletionStage;

/** A service of AWS's query protocol: STS or IAM. */
public interface QueryService {
  /** The service's name in credential scopes, such as {@code sts}. */
  String signingName();

  /** The version of the API that requests have to name, such as {@code 2011-06-15}. */
  String version();

  /** The XML namespace of answers. */
  String xmlNamespace();

  /** Whether the service has an action of that name. */
  boolean hasAction(String action);

  /**
   * Authorizes and runs a call.
   *
   * @param caller who calls, as authentication found
   * @param call the call; the service {@linkplain #hasAction has} its action
   * @return the answer; or a stage that fails with a {@link QueryFault}
   */
  CompletionStage<QueryReply> call(CallerIdentity caller, QueryCall call);
}
