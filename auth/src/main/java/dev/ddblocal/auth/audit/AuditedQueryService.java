package dev.ddblocal.auth.audit;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryService;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A service of the query protocol, each of whose calls the audit log hears of. */
public final class AuditedQueryService implements QueryService {
  private final QueryService service;
  private final AuditTrail audit;

  /**
   * Creates the service.
   *
   * @param service who does the work
   * @param audit what hears of it
   */
  public AuditedQueryService(QueryService service, AuditTrail audit) {
    this.service = Objects.requireNonNull(service, "service is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  @Override
  public String signingName() {
    return service.signingName();
  }

  @Override
  public String version() {
    return service.version();
  }

  @Override
  public String xmlNamespace() {
    return service.xmlNamespace();
  }

  @Override
  public boolean hasAction(String action) {
    return service.hasAction(action);
  }

  @Override
  public CompletionStage<QueryReply> call(CallerIdentity caller, QueryCall call) {
    return service
        .call(caller, call)
        .whenComplete((_, failure) ->
            audit.answered(caller, signingName() + ":" + call.action(), code(failure)));
  }

  /** The code of the error that is answered; empty for an answer. */
  private static String code(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      return "";
    }
    return cause instanceof QueryFault fault ? fault.code() : QueryFault.internalFailure().code();
  }
}
