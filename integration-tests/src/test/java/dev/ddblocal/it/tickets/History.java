package dev.ddblocal.it.tickets;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.OperationName;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.enhanced.dynamodb.update.SetAction;
import software.amazon.awssdk.enhanced.dynamodb.update.UpdateExpression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An extension of the application: each update of a ticket appends a word to its history. */
final class History implements DynamoDbEnhancedClientExtension {
  private static final String ATTRIBUTE = "history";

  @Override
  public WriteModification beforeWrite(DynamoDbExtensionContext.BeforeWrite context) {
    if (context.operationName() != OperationName.UPDATE_ITEM
        || !context.tableSchema().attributeNames().contains(ATTRIBUTE)) {
      return WriteModification.builder().build();
    }
    String word = context.items().containsKey("assignee") ? "assigned" : "changed";
    SetAction append =
        SetAction.builder()
            .path("#history")
            .value("list_append(if_not_exists(#history, :nothing), :word)")
            .putExpressionName("#history", ATTRIBUTE)
            .expressionValues(
                Map.of(
                    ":nothing", AttributeValue.fromL(List.of()),
                    ":word", AttributeValue.fromL(List.of(AttributeValue.fromS(word)))))
            .build();
    return WriteModification.builder()
        .updateExpression(UpdateExpression.builder().addAction(append).build())
        .build();
  }
}
