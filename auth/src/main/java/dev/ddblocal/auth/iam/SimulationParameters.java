package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.QueryReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What both simulations take besides the policies of a principal. */
final class SimulationParameters {
  private static final String ACTION_NAMES = "ActionNames";
  private static final String CALLER_ARN = "CallerArn";
  private static final String RESOURCE_POLICY = "ResourcePolicy";
  private static final String RESOURCE_OWNER = "ResourceOwner";
  private static final String BOUNDARY = "PermissionsBoundaryPolicyInputList";
  private static final String ALL_RESOURCES = "*";
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");
  private static final Pattern OWNER =
      Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");

  private final IdentityTransaction transaction;
  private final IamCall call;

  SimulationParameters(IdentityTransaction transaction, IamCall call) {
    this.transaction = transaction;
    this.call = call;
  }

  /**
   * The answer of a simulation.
   *
   * @param evaluator decides
   * @param stored the policies of a principal that are tried along with those in the call
   * @param boundary the principal's boundary, unless the call has another
   * @param principal the principal, who calls unless the call names another
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError, InvalidInput or NoSuchEntity
   */
  QueryReply simulate(
      PolicyEvaluator evaluator,
      List<NamedPolicy> stored,
      Optional<NamedPolicy> boundary,
      Optional<Principal> principal) {
    List<String> actions = actions();
    List<NamedPolicy> identity = new ArrayList<>(stored);
    identity.addAll(
        PolicyInputs.list(
            call.parameters(), GetContextKeysForCustomPolicy.POLICY_INPUT_LIST));
    Optional<NamedPolicy> limit =
        PolicyInputs.list(call.parameters(), BOUNDARY).stream().findFirst().or(() -> boundary);
    Optional<CallerIdentity> caller = caller().or(() -> principal).map(this::identity);
    CallerIdentity asked = caller.orElseGet(this::nobody);
    Simulation simulation =
        new Simulation(
            evaluator,
            identity,
            limit,
            resourcePolicy(),
            asked,
            owner(asked),
            SimulatedContext.read(call.parameters(), caller));
    return reply(simulation, actions);
  }

  private QueryReply reply(Simulation simulation, List<String> actions) {
    List<String> named = call.parameters().list("ResourceArns");
    List<String> resources = named.isEmpty() ? List.of(ALL_RESOURCES) : named;
    List<SimulationResult> results = new ArrayList<>();
    for (String action : actions) {
      resources.forEach(resource -> results.add(simulation.of(action, resource)));
    }
    return Page.of(call.parameters())
        .reply(
            "EvaluationResults",
            IntStream.range(0, results.size()).boxed().toList(),
            number -> String.format("%06d", number),
            number -> results.get(number).element(!named.isEmpty()));
  }

  private List<String> actions() {
    List<String> actions = call.parameters().list(ACTION_NAMES);
    if (actions.isEmpty()) {
      throw QueryParameters.violation("null", ACTION_NAMES, "Member must not be null");
    }
    for (String action : actions) {
      if (!ACTION.matcher(action).matches()) {
        throw IamFaults.invalidInput("Invalid Action Name: " + action);
      }
    }
    return actions;
  }

  /** The user that the call wants to be tried, with tags if it is recorded. */
  private Optional<Principal> caller() {
    Optional<String> arn = call.parameters().find(CALLER_ARN);
    if (arn.isEmpty()) {
      return Optional.empty();
    }
    IdentityEntity entity = PolicySource.entity(transaction, call.account(), arn.get());
    if (entity.type() != EntityType.USER) {
      throw IamFaults.invalidInput("The caller must be an IAM user: " + arn.get());
    }
    return PolicySource.principal(entity);
  }

  private CallerIdentity identity(Principal principal) {
    return new CallerIdentity(principal, "", call.caller().region());
  }

  /** Somebody of the account of whom nothing is known. */
  private CallerIdentity nobody() {
    return identity(new Principal.User(call.account(), "/", "", "", Map.of()));
  }

  private Optional<NamedPolicy> resourcePolicy() {
    Optional<String> document = call.parameters().find(RESOURCE_POLICY);
    document.ifPresent(text -> PolicyInputs.checked(text, PolicyType.RESOURCE));
    return document.map(text -> new NamedPolicy(RESOURCE_POLICY, text));
  }

  private AccountId owner(CallerIdentity caller) {
    Optional<String> owner = call.parameters().find(RESOURCE_OWNER);
    if (owner.isEmpty()) {
      return caller.principal().accountId();
    }
    Matcher matcher = OWNER.matcher(owner.get());
    if (!matcher.matches()) {
      throw IamFaults.invalidInput("Invalid Resource Owner: " + owner.get());
    }
    return new AccountId(matcher.group(1));
  }
}
