package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * AWS Identity and Access Management. A root user may do everything within its own account; users
 * and sessions of roles may do what their policies allow; sessions of GetSessionToken and of
 * GetFederationToken cannot call IAM.
 */
public final class IamService implements QueryService {
  private static final Logger LOG = System.getLogger(IamService.class.getName());

  private final Map<String, IamOperation> operations;
  private final EntityArns arns;
  private final ActionAuthorizer authorizer;

  /**
   * Creates the service.
   *
   * @param environment what the operations work with
   * @param authorizer says what callers who are no root users may do
   */
  public IamService(IamEnvironment environment, ActionAuthorizer authorizer) {
    this.operations =
        IamOperations.all(environment).stream()
            .collect(Collectors.toUnmodifiableMap(IamOperation::name, Function.identity()));
    this.arns = new EntityArns(environment.store());
    this.authorizer = authorizer;
  }

  @Override
  public String signingName() {
    return "iam";
  }

  @Override
  public String version() {
    return "2010-05-08";
  }

  @Override
  public String xmlNamespace() {
    return "https://iam.amazonaws.com/doc/2010-05-08/";
  }

  @Override
  public boolean hasAction(String action) {
    return operations.containsKey(action);
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryCall call) {
    IamOperation operation = operations.get(call.action());
    IamCall iamCall = new IamCall(caller, new QueryParameters(call.parameters()));
    CompletionStage<QueryReply> reply;
    try {
      reply = authorize(operation, iamCall).thenCompose(_ -> operation.execute(iamCall));
    } catch (QueryFault e) {
      return CompletableFuture.failedFuture(e);
    }
    return reply.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(fault(operation, failure)));
  }

  private CompletionStage<Void> authorize(IamOperation operation, IamCall call) {
    String action = signingName() + ":" + operation.name();
    List<String> resources = operation.resources(call);
    if (isBarredSession(call.caller())) {
      throw IamFaults.sessionWithoutIam(call.caller(), action, resources.getFirst());
    }
    return call.caller().principal() instanceof Principal.Root
        ? CompletableFuture.completedFuture(null)
        : arns.found(call.account(), resources)
            .thenCompose(found ->
                operation
                    .authorizedOn(call, found.arns())
                    .thenCompose(resourceArns ->
                        authorizer.authorize(
                            call.caller(),
                            action,
                            resourceArns,
                            new IamRequestContext(call, found))));
  }

  /** Whether the caller has a session of the kinds that AWS keeps from IAM. */
  private static boolean isBarredSession(CallerIdentity caller) {
    return switch (caller.principal()) {
      case Principal.AssumedRole _ -> false;
      case Principal.FederatedUser _ -> true;
      case Principal.Root _, Principal.User _ ->
          caller.session().filter(session -> !session.multiFactor()).isPresent();
    };
  }

  /** What the caller hears of a failure; one that is no answer is ours, and logged. */
  private static QueryFault fault(IamOperation operation, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof QueryFault fault) {
      return fault;
    }
    LOG.log(Level.ERROR, "iam:" + operation.name() + " failed", cause);
    return QueryFault.internalFailure();
  }
}
