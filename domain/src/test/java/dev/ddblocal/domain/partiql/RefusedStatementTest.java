package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch whose statements are not all allowed (spec: authentication, T-P23). */
class RefusedStatementTest {
  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT, _ -> butForTable("Secret"));
  private final DynamoDbJson json = new DynamoDbJson(db);

  private static Authorizer butForTable(String refused) {
    return (caller, request) -> {
      AccountScope home = AccountScope.mint(caller.principal().accountId(), caller.region());
      List<Authorization.Grant> grants =
          request.accesses().stream().map(access -> grant(refused, access, home)).toList();
      return CompletableFuture.completedStage(
          request.eachAlone() ? new Authorization(home, grants) : Authorization.within(home));
    };
  }

  private static Authorization.Grant grant(
      String refused, ResourceAccess access, AccountScope home) {
    return access.resource().equals(refused)
        ? new Authorization.Grant.Refused(
            new DynamoDbException(ErrorCode.ACCESS_DENIED, "not " + access.iamAction()))
        : new Authorization.Grant.Allowed(home);
  }

  @BeforeEach
  void makeTables() {
    for (String table : List.of("Music", "Secret")) {
      db.createTable(table, "pk:S");
      db.put(table, "pk", "a", "x", table);
    }
  }

  @Test
  void a_refused_read_is_that_statements_error_and_the_others_are_done() {
    json.answers(
        """
        {"Responses": [
          {"Error": {"Code": "AccessDenied", "Message": "not dynamodb:PartiQLSelect"}},
          {"TableName": "Music", "Item": {"x": {"S": "Music"}}},
          {"Error": {"Code": "AccessDenied", "Message": "not dynamodb:PartiQLSelect"}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "SELECT x FROM Secret WHERE pk = 'a'"},
          {"Statement": "SELECT x FROM Music WHERE pk = 'a'"},
          {"Statement": "SELECT x FROM Secret WHERE pk = 'a'"}]}
        """);
  }

  @Test
  void a_refused_write_is_not_done() {
    json.answers(
        """
        {"Responses": [
          {"TableName": "Music"},
          {"Error": {"Code": "AccessDenied", "Message": "not dynamodb:PartiQLUpdate"}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "UPDATE Music SET x = 'new' WHERE pk = 'a'"},
          {"Statement": "UPDATE Secret SET x = 'new' WHERE pk = 'a'"}]}
        """);
    for (List<String> expected : List.of(List.of("Music", "new"), List.of("Secret", "Secret"))) {
      json.answers(
          "{\"Item\": {\"pk\": {\"S\": \"a\"}, \"x\": {\"S\": \"%s\"}}}"
              .formatted(expected.getLast()),
          "GetItem",
          "{\"TableName\": \"%s\", \"Key\": {\"pk\": {\"S\": \"a\"}}}"
              .formatted(expected.getFirst()));
    }
  }

  /** What is no statement is nothing that could be refused; the decisions stay in step. */
  @Test
  void what_is_no_statement_keeps_its_own_error() {
    json.answers(
        """
        {"Responses": [
          {"Error": {"Code": "ValidationError",
            "Message": "Statement wasn't well formed, can't be processed: Expected data manipulation"}},
          {"Error": {"Code": "AccessDenied", "Message": "not dynamodb:PartiQLSelect"}},
          {"TableName": "Music", "Item": {"x": {"S": "Music"}}}]}
        """,
        "BatchExecuteStatement",
        """
        {"Statements": [
          {"Statement": "GRANT"},
          {"Statement": "SELECT x FROM Secret WHERE pk = ?", "Parameters": [{"N": "1"}, {"N": "2"}]},
          {"Statement": "SELECT x FROM Music WHERE pk = 'a'"}]}
        """);
  }
}
