package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of a simulated request.
 *
 * @param action the action
 * @param resource the resource
 * @param decision what policies say
 * @param matched the statements that made the decision
 * @param missingKeys the condition keys that the policies ask for and the request does not have
 * @param withinBoundary whether the permissions boundary allows it, if there is one
 */
record SimulationResult(
    String action,
    String resource,
    Decision decision,
    List<MatchedStatement> matched,
    Set<String> missingKeys,
    Optional<Boolean> withinBoundary) {

  /**
   * A statement that made the decision.
   *
   * @param statement the statement
   * @param sourceType the kind of policy that it stands in
   */
  record MatchedStatement(PolicyStatements.Located statement, String sourceType) {
    private Group element() {
      return Group.of(
          "member",
          new Text("SourcePolicyId", statement.alone().name()),
          new Text("SourcePolicyType", sourceType),
          position("StartPosition", statement.start()),
          position("EndPosition", statement.end()));
    }

    private static Group position(String name, PolicyStatements.Position position) {
      return Group.of(
          name,
          new Text("Line", Integer.toString(position.line())),
          new Text("Column", Integer.toString(position.column())));
    }
  }

  /** The decision as answers name it. */
  static String name(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed";
      case Decision.ExplicitDeny _ -> "explicitDeny";
      case Decision.ImplicitDeny _ -> "implicitDeny";
    };
  }

  /**
   * The result as answers print it.
   *
   * @param byResource whether the call named resources
   */
  Group element(boolean byResource) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Text("EvalActionName", action));
    elements.add(new Text("EvalResourceName", resource));
    elements.add(new Text("EvalDecision", name(decision)));
    elements.addAll(findings());
    if (byResource) {
      List<Element> specific = new ArrayList<>();
      specific.add(new Text("EvalResourceName", resource));
      specific.add(new Text("EvalResourceDecision", name(decision)));
      specific.addAll(findings());
      elements.add(Group.of("ResourceSpecificResults", new Group("member", specific)));
    }
    return new Group("member", elements);
  }

  private List<Element> findings() {
    List<Element> findings = new ArrayList<>();
    findings.add(
        new Group(
            "MatchedStatements",
            matched.stream().<Element>map(MatchedStatement::element).toList()));
    findings.add(new Group("MissingContextValues", texts(missingKeys)));
    withinBoundary.ifPresent(within ->
        findings.add(
            Group.of(
                "PermissionsBoundaryDecisionDetail",
                new Text("AllowedByPermissionsBoundary", within.toString()))));
    return findings;
  }

  private static List<Element> texts(Collection<String> texts) {
    return texts.stream().<Element>map(text -> new Text("member", text)).toList();
  }
}
