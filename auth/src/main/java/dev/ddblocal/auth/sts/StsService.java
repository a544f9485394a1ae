package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.iam.QueryParameters;
import dev.ddblocal.auth.sigv4.AuthenticationSettings;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryService;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The AWS Security Token Service. Who a caller is and whose an access key is it can always say;
 * sessions it makes where there is a control plane to keep their keys.
 */
public final class StsService implements QueryService {
  private static final System.Logger LOG = System.getLogger(StsService.class.getName());

  private final Map<String, StsOperation> operations;

  /**
   * Creates the service of a server without a control plane: it makes no sessions.
   *
   * @param accounts knows whose access keys are
   * @param clock the time
   */
  public StsService(AccessKeyAccounts accounts, InstantSource clock) {
    this(accounts, clock, Optional.empty());
  }

  /**
   * Creates the service of a server with a control plane.
   *
   * @param accounts knows whose access keys are
   * @param clock the time
   * @param environment what sessions are made with
   */
  public StsService(AccessKeyAccounts accounts, InstantSource clock, StsEnvironment environment) {
    this(accounts, clock, Optional.of(environment));
  }

  private StsService(
      AccessKeyAccounts accounts, InstantSource clock, Optional<StsEnvironment> environment) {
    Optional<AccountId> iamAccount = environment.map(StsEnvironment::iamAccount);
    List<StsOperation> all = new ArrayList<>();
    all.add(new GetAccessKeyInfo(accounts, new CallRate(clock), iamAccount));
    all.add(new GetCallerIdentity());
    environment.ifPresent(sessions -> {
      StsAuthorizer authorizer =
          new StsAuthorizer(sessions.policies(), sessions.iamAccount(), clock);
      all.add(new AssumeRole(sessions, authorizer, clock));
      all.add(new GetFederationToken(sessions.sealer(), authorizer, clock));
      all.add(new GetSessionToken(sessions.sealer(), clock));
    });
    operations =
        all.stream().collect(Collectors.toUnmodifiableMap(StsOperation::name, Function.identity()));
  }

  @Override
  public String signingName() {
    return AuthenticationSettings.STS;
  }

  @Override
  public String version() {
    return "2011-06-15";
  }

  @Override
  public String xmlNamespace() {
    return "https://sts.amazonaws.com/doc/2011-06-15/";
  }

  @Override
  public boolean hasAction(String action) {
    return operations.containsKey(action);
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryCall call) {
    StsOperation operation = operations.get(call.action());
    CompletionStage<QueryReply> reply;
    try {
      reply = operation.call(caller, new QueryParameters(call.parameters()));
    } catch (QueryFault e) {
      return CompletableFuture.failedFuture(e);
    }
    return reply.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(fault(operation, failure)));
  }

  /** What the caller hears of a failure; one that is no answer is ours, and logged. */
  private static QueryFault fault(StsOperation operation, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof QueryFault fault) {
      return fault;
    }
    LOG.log(Level.ERROR, "sts:" + operation.name() + " failed", cause);
    return QueryFault.internalFailure();
  }
}
