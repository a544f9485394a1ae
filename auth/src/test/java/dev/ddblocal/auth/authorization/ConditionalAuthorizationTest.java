package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.PolicedDynamoDb.ALICE;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.allow;
import static dev.ddblocal.auth.authorization.PolicedDynamoDb.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalAuthorizationTest extends PolicyAuthorizerFixture {
  @Test
  void a_table_is_looked_up_for_no_condition_but_those_that_need_it() {
    Authorization authorization =
        allowed(
            authorizer(
                    allow(
                        "'dynamodb:*'",
                        "*",
                        "{'ForAllValues:StringEquals': {'dynamodb:Attributes': 'Artist'},"
                            + " 'StringEquals': {'dynamodb:Select': 'ALL_ATTRIBUTES',"
                            + " 'aws:username': 'alice', 'aws:ResourceAccount': '111122223333'}}"))
                .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice"))));

    assertEquals(List.of(), authorization.grants());
    verifyNoInteractions(storage);
  }

  @Test
  void a_table_that_comes_late_is_waited_for() {
    CompletableFuture<Optional<TableDefinition>> late = new CompletableFuture<>();
    existing(late);
    PolicyAuthorizer authorizer = authorizer(allow("'dynamodb:GetItem'", "*", OWN_KEYS));

    CompletableFuture<Authorization> own =
        authorizer
            .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "alice")))
            .toCompletableFuture();
    CompletableFuture<Authorization> anothers =
        authorizer
            .authorize(ALICE, authorization("GetItem", GET.formatted("Music", "bob")))
            .toCompletableFuture();
    assertFalse(own.isDone());
    assertFalse(anothers.isDone());
    late.complete(Optional.of(MUSIC));

    assertEquals(List.of(), own.join().grants());
    assertEquals(ErrorCode.ACCESS_DENIED, refused(anothers).code());
    verify(keyspace, times(2)).table(any());
  }

  /** An Allow that depends on the keys of a table that is not there does not apply; a Deny does. */
  @Test
  void the_keys_of_a_table_that_does_not_exist_are_unknown() {
    existing(CompletableFuture.completedFuture(Optional.empty()));
    AuthorizationRequest request = authorization("GetItem", GET.formatted("Music", "alice"));

    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(authorizer(allow("'*'", "*", OWN_KEYS)).authorize(ALICE, request)).code());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(
                authorizer(
                        allow("'*'", "*", ""),
                        statement(
                            "Deny",
                            "'*'",
                            "*",
                            "{'ForAnyValue:StringEquals': {'dynamodb:LeadingKeys': 'bob'}}"))
                    .authorize(ALICE, request))
            .code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'StringEquals': {'aws:RequestTag/team': 'blue'}}                  | true
          {'StringEquals': {'aws:RequestTag/TEAM': '${aws:PrincipalTag/team}'}} | true
          {'StringEquals': {'aws:RequestTag/team': 'red'}}                   | false
          {'StringEquals': {'aws:RequestTag/cost': 'blue'}}                  | false
          {'ForAllValues:StringEquals': {'aws:TagKeys': ['team', 'cost']}}   | true
          {'ForAllValues:StringEquals': {'aws:TagKeys': ['cost']}}           | false
          {'Null': {'aws:TagKeys': 'false'}}                                 | true
          {'StringEquals': {'aws:ResourceAccount': '111122223333'}}          | true
          """)
  void tags_of_the_request_are_condition_keys(String condition, boolean expected) {
    AuthorizationRequest request =
        authorization(
            "CreateTable",
            "{\"TableName\": \"Music\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]}");
    CompletableFuture<Authorization> answer =
        authorizer(allow("'*'", "*", condition)).authorize(ALICE, request).toCompletableFuture();

    assertEquals(expected, !answer.isCompletedExceptionally());
  }

  @Test
  void tags_of_the_table_are_condition_keys() {
    var tags = new LinkedHashMap<>(Map.of("team", "blue"));
    existing(CompletableFuture.completedFuture(Optional.of(MUSIC.change().tags(tags).build())));
    AuthorizationRequest request = authorization("GetItem", GET.formatted("Music", "alice"));
    String condition = "{'StringEquals': {'aws:ResourceTag/team': '%s'}}";

    assertEquals(
        List.of(),
        allowed(
                authorizer(allow("'*'", "*", condition.formatted("${aws:PrincipalTag/team}")))
                    .authorize(ALICE, request))
            .grants());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        refused(authorizer(allow("'*'", "*", condition.formatted("red"))).authorize(ALICE, request))
            .code());
  }
}
